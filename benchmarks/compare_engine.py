"""What the comparison engine costs on generated ladders of 12 levels, and whether a statement costs the same in all.

Run with `python -m benchmarks.compare_engine`. Exits with 1 if four columns of the largest ladder take TARGET or more,
or if a statement of it costs more than STEADY times a statement of the smallest. "10 to a category" keeps categories
as large as they are while the ladder grows; "all in one" puts every statement of a kind into one category, as ladders
without categories do. The first comparison of a ladder also stems its words, once in the life of a process; "shown"
adds the word-by-word differences, which are made when they are asked for.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable

import django

TARGET = 100.0  # ms of CPU
STEADY = 1.3
LEVELS, SIZES, COLUMNS, ROUNDS = 12, (30, 60, 120), (2, 4), 9


def main() -> int:
    """Measure in a process of its own, where no word has been stemmed yet."""
    return subprocess.call([sys.executable, "-m", "benchmarks.compare_engine"])


def measured() -> int:
    """Print the table. 1 if the engine is slower than allowed, or not linear."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    print("Comparison engine, ladders of 12 levels, ms of CPU")
    failed = False
    for name, per_category in (("10 to a category", 10), ("all in one", max(SIZES))):
        print(f"  {name:<18} columns   first   later   shown  µs/statement  of the smallest")
        for columns in COLUMNS:
            costs = [cost(size, columns, per_category) for size in SIZES]
            each = [1000 * later / (size * columns) for size, (_, later, _) in zip(SIZES, costs, strict=True)]
            for size, spent, one in zip(SIZES, costs, each, strict=True):
                first, later, shown = spent
                print(
                    f"  {size:>7} statements {columns:>7} {first:>7.1f} {later:>7.1f} {shown:>7.1f} {one:>13.1f} "
                    f"{one / each[0]:>16.2f}"
                )
            failed |= max(costs[-1]) >= TARGET or each[-1] / each[0] > STEADY
    print(f"  Allowed: {TARGET:.0f} ms, and {STEADY} times a statement of the smallest")
    return int(failed)


def cost(size: int, count: int, per_category: int) -> tuple[float, float, float]:
    """What the first comparison of a ladder costs, a later one, and a later one with every difference shown."""
    from paths.ladders import likeness
    from paths.ladders.compare import compare
    from paths.ladders.comparison import Column
    from tests.ladders.samples import generated_ladder

    columns = [Column(level) for level in generated_ladder(LEVELS, size, per_category)[4 : 4 + count]]

    def show() -> None:
        comparison = compare(columns)
        for column in range(count):
            for statement in comparison.statements(column):
                _ = statement.wording

    likeness.terms_of.cache_clear()
    likeness._stem.cache_clear()
    first = milliseconds(lambda: compare(columns))
    return first, best_of(lambda: compare(columns)), best_of(show)


def best_of(work: Callable[[], object]) -> float:
    return min(milliseconds(work) for _ in range(ROUNDS))


def milliseconds(work: Callable[[], object]) -> float:
    """CPU, not time on the wall."""
    gc.collect()
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    sys.exit(measured())
