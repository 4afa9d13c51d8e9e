"""The compare page: kept and not, as a page and as a fragment, and on a ladder of 12 levels of 120 statements."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measure import Cost, cost, signed_in
from tests.running import running_site

READER = "ana.moreira@demo.example"
DEMO = "/compare/?level=backend-engineer/mid-level&level=backend-engineer/senior"
LARGE = "/compare/?show=everything" + "".join(f"&level=baker/level-{n}" for n in (3, 4, 5, 6))
FRAGMENT = {"HX-Request": "true", "HX-Target": "comparison"}
LIMIT = 300


def main() -> None:
    """Print requests per second and CPU per request, and whether the large ladder stays under the limit."""
    with running_site() as kept, running_site(PAGE_CACHE="off") as fresh, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "baker.md"
        for statements in (60, 120):
            path.write_text(ladder_of(12, statements).replace("Baker\n", f"Baker {statements}\n", 1))
            fresh.manage("import_ladder", str(path), "--publish", "--family=Engineering")
        with_kept = {"Accept-Encoding": "gzip", "Cookie": signed_in(kept.url, READER)}
        with_fresh = {"Accept-Encoding": "gzip", "Cookie": signed_in(fresh.url, READER)}
        large = LARGE.replace("baker/", "baker-120/")
        half = LARGE.replace("baker/", "baker-60/")
        print("Compare page, signed in")
        show("two levels, kept", cost(kept.url, kept.pid, DEMO, with_kept, 1_000))
        show("two levels, kept, fragment", cost(kept.url, kept.pid, DEMO, with_kept | FRAGMENT, 1_000))
        show("two levels, cache off", cost(fresh.url, fresh.pid, DEMO, with_fresh, 40))
        of_half = cost(fresh.url, fresh.pid, half, with_fresh, 8)
        of_large = cost(fresh.url, fresh.pid, large, with_fresh, 8)
    show("four levels of 60, cache off", of_half)
    show("four levels of 120, cache off", of_large)
    print(f"  twice the statements cost {of_large.cpu / of_half.cpu:.2f} times as much")
    print(f"  the largest takes {1000 * of_large.cpu:.0f} ms CPU (to stay under {LIMIT})")


def show(name: str, value: Cost) -> None:
    """Print one line of the table."""
    print(f"  {name:<30} {value.per_second:8.0f} requests/s {1000 * value.cpu:8.2f} ms CPU each")


def ladder_of(levels: int, statements: int) -> str:
    """A document of that many levels with that many statements each: a third responsibilities, the rest skills."""
    words = ["dough", "oven", "starter", "flour", "crumb", "crust", "rye", "wheat", "barley", "spelt", "salt", "steam"]
    lines = ["# Career Path: Baker", "", "## Career Progression", ""]
    for level in range(levels):
        lines += [f"### Level {level} ({level}-{level + 1} years)", "**Typical Responsibilities:**"]
        for n in range(statements // 3):
            first, second, third = (words[(n * step + level // 2) % len(words)] for step in (1, 3, 7))
            lines.append(f"- Keep {first} {n} and {second} in order for the {third} of level {level}")
        lines += ["", "**Required Skills:**"]
        for category in range(4):
            count = statements // 6
            lines.append(
                f"- **Craft {category}:** " + ", ".join(f"skill {category} {n + level // 3}" for n in range(count))
            )
        lines.append("")
    return "\n".join(lines)
