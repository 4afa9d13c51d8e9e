"""The signed-in role page, kept and not, beside a bare application that answers the same bytes."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import Cost, connect, cost, fetch, signed_in
from tests.running import ROOT, Site, free_port, running_site, wait_for

READER, PAGE = "ana.moreira@demo.example", "/roles/backend-engineer/senior/"
SLOW, FAST = 150, 3_000


def main() -> None:
    """Print requests per second and CPU per request, and the ratios to reach."""
    with running_site() as kept, running_site(PAGE_CACHE="off") as fresh:
        headers = {"Accept-Encoding": "gzip", "Cookie": signed_in(kept.url, READER)}
        body, _ = fetch(connect(kept.url), PAGE, headers)
        with bare_application(body) as bare:
            of_bare = cost(bare.url, bare.pid, PAGE, headers, FAST)
            of_kept = cost(kept.url, kept.pid, PAGE, headers, FAST)
            of_fresh = cost(fresh.url, fresh.pid, PAGE, headers | {"Cookie": signed_in(fresh.url, READER)}, SLOW)
            of_304 = cost(kept.url, kept.pid, PAGE, headers | {"If-None-Match": etag(kept.url, headers)}, FAST)
    print(f"Role page, signed in: {len(gzip.decompress(body)):,} bytes, {len(body):,} on the wire")
    show("bare WSGI application", of_bare)
    show("kept page", of_kept)
    show("kept page, not changed (304)", of_304)
    show("page cache off", of_fresh)
    print(f"  kept : cache off   {of_fresh.cpu / of_kept.cpu:5.1f} times by CPU (to reach: 8)")
    print(f"  kept : bare        {of_bare.cpu / of_kept.cpu:5.2f} of it by CPU (to reach: 0.1)")
    print(f"                     {of_kept.per_second / of_fresh.per_second:5.1f} times, "
          f"{of_kept.per_second / of_bare.per_second:5.2f} of it by requests per second")  # fmt: skip


def show(name: str, value: Cost) -> None:
    """Print one line of the table."""
    print(f"  {name:<30} {value.per_second:8.0f} requests/s {1000 * value.cpu:8.2f} ms CPU each")


def etag(url: str, headers: dict[str, str]) -> str:
    """The ETag of the page."""
    connection = connect(url)
    connection.request("GET", PAGE, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.headers["ETag"]


@contextmanager
def bare_application(body: bytes) -> Iterator[Site]:
    """The same server with the same settings, answering `body` to everything."""
    with tempfile.NamedTemporaryFile() as file, tempfile.TemporaryFile() as log:
        Path(file.name).write_bytes(body)
        port = free_port()
        environment = os.environ | {"BARE_BODY": file.name, "PORT": str(port), "WEB_CONCURRENCY": "1", "DEMO": "on"}
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "benchmarks.bare"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://localhost:{port}/", process, log)
            yield Site(f"http://localhost:{port}", process.pid)
        finally:
            process.terminate()
            process.wait(10)
