"""What a first visit to the role page weighs on the wire, from real answers."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

from benchmarks.measure import connect
from tests.running import running_site

PAGE, LIMIT = "/roles/backend-engineer/", 90_000
AGENT = {"Accept-Encoding": "gzip, deflate, br"}


def main() -> None:
    """Print the bytes of style sheets, scripts and fonts together, and of the page."""
    with running_site() as site:
        connection = connect(site.url)

        def weigh(path: str, headers: dict[str, str]) -> tuple[bytes, int]:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, (path, answer.status)
            return body, len(body)

        page, _ = weigh(PAGE, {})
        _, page_weight = weigh(PAGE, AGENT)
        found = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.decode()))
        for path in [path for path in found if path.endswith(".css")]:
            text = weigh(path, {})[0].decode()
            found |= {
                urlsplit(urljoin(path, url)).path
                for url in re.findall(r'url\("?([^)"]+)"?\)', text)
                if "data:" not in url
            }
        weights = {path: weigh(path, AGENT)[1] for path in sorted(found)}
    kinds = Counter()
    for path, weight in weights.items():
        kinds[path.rpartition(".")[2]] += weight
    together = kinds["css"] + kinds["js"] + kinds["woff2"]
    print("Page weight, first visit, brotli taken")
    for path, weight in weights.items():
        print(f"  {weight:8,} {path}")
    parts = " + ".join(
        f"{name} {kinds[kind]:,}" for name, kind in (("style", "css"), ("script", "js"), ("font", "woff2"))
    )
    print(f"  {parts} = {together:,} bytes (to stay under {LIMIT:,})")
    print(f"  the page itself: {page_weight:,} bytes")
