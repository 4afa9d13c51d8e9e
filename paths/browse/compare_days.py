"""Days side by side: one bar per level, and its activities line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from paths.browse.ladder import DayPart
from paths.ladders.comparison import Comparison
from paths.shared.scales import hue, percent


@dataclass(frozen=True, slots=True)
class DayLine:
    """One activity through the columns: (level, part or None, points) per column."""

    cells: tuple[tuple[str, DayPart | None, str], ...]


def days_of(comparison: Comparison, shorts: list[str]) -> tuple[tuple[tuple[DayPart, ...], ...], tuple[DayLine, ...]]:
    """The bar of each column, and the activities line by line; an activity has one hue through all columns."""
    starts = [Decimal(0) for _short in shorts]
    bars: list[list[DayPart]] = [[] for _short in shorts]
    lines = []
    for number, line in enumerate(comparison.shares):
        shade = 10 - hue(number, len(comparison.shares))
        cells: list[tuple[str, DayPart | None, str]] = []
        for i, (cell, level) in enumerate(zip(line.cells, shorts, strict=True)):
            if cell is None:
                cells.append((level, None, ""))
                continue
            if cell.percent:
                part = DayPart(cell.activity, percent(cell.percent), percent(starts[i]), percent(cell.percent), shade)
                starts[i] += cell.percent
                bars[i].append(part)
            else:
                part = DayPart(cell.activity, "", "", "", 0)
            points = f"{cell.points:+.0f}" if cell.points and not cell.is_new else ""
            cells.append((level, part, points))
        lines.append(DayLine(tuple(cells)))
    return tuple(map(tuple, bars)), tuple(lines)
