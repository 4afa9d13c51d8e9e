"""How fast ladder documents are read, and whether the cost grows with their length alone.

Run with `python -m benchmarks.reader`. Exits with 1 if the largest document is read slower than TARGET, or if a byte of
it costs more than STEADY times a byte of the smallest.
"""

from __future__ import annotations

import gc
import sys
import time
from itertools import count, islice
from pathlib import Path

from django.conf import settings

TARGET = 1.0  # MB/s
STEADY = 1.3
SIZES = (250, 500, 1000)
SEED = Path(__file__).parents[1] / "fixtures" / "ladders" / "backend-engineer.md"


def ladder_of(levels: int) -> str:
    """The seed with its levels repeated under new names."""
    before, seeded = SEED.read_text("utf-8").split("## Career Progression\n\n")
    seeded, after = seeded.split("## Skill Development Roadmap")
    texts = ["### " + text for text in seeded.split("### ")[1:]]
    renamed = (text.replace("### ", f"### Rung {n} ", 1) for n in count(1) for text in texts)
    return f"{before}## Career Progression\n\n{''.join(islice(renamed, levels))}## Skill Development Roadmap{after}"


def seconds(data: bytes, rounds: int = 5) -> float:
    """The best of some readings."""
    from paths.documents.reader import read_ladder

    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        read_ladder(data, max_bytes=len(data))
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    if not settings.configured:
        settings.configure(USE_I18N=False)
    costs = []
    for levels in SIZES:
        data = ladder_of(levels).encode()
        spent = seconds(data)
        costs.append(spent / len(data))
        print(
            f"{levels:5} levels  {len(data) / 1e6:5.2f} MB  {spent * 1e3:7.1f} ms  {len(data) / spent / 1e6:5.2f} MB/s"
        )
    ratio = costs[-1] / costs[0]
    print(f"A byte of the largest costs {ratio:.2f} times a byte of the smallest (linear: 1, allowed: {STEADY})")
    return int(1 / costs[-1] / 1e6 < TARGET or ratio > STEADY)


if __name__ == "__main__":
    sys.exit(main())
