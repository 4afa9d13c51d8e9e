"""Somebody's own week beside the day of levels: one bar each, and the activities line by line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from paths.ladders.content import Share
from paths.shared.folding import fold
from paths.shared.scales import hue, percent


@dataclass(frozen=True, slots=True)
class Column:
    """A week: whose it is, and how it is split."""

    title: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, in percentages of its width as SVG takes them."""

    x: str
    width: str
    hue: int


@dataclass(frozen=True, slots=True)
class Line:
    """One activity: its percent in each column, None where it is not named; `hue` 0 where nobody gives a figure."""

    activity: str
    cells: tuple[Decimal | None, ...]
    hue: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """The bars, one per column, and the lines under them. A bar without figures is empty."""

    columns: tuple[Column, ...]
    bars: tuple[tuple[Part, ...], ...]
    lines: tuple[Line, ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """What the figures of each column add up to."""
        return tuple(sum((line.cells[i] or Decimal(0) for line in self.lines), Decimal(0)) for i in self._places)

    @property
    def _places(self) -> range:
        return range(len(self.columns))


def side_by_side(columns: Sequence[Column]) -> Weeks:
    """Weeks with their activities matched by name, whatever its case. An activity has one hue in every bar."""
    names: dict[str, str] = {}
    found: dict[str, list[Decimal | None]] = {}
    for i, column in enumerate(columns):
        for share in column.shares:
            known = fold(share.activity) or share.activity
            names.setdefault(known, share.activity)
            cells = found.setdefault(known, [None] * len(columns))
            if share.percent is not None:
                cells[i] = (cells[i] or Decimal(0)) + share.percent
    given = [known for known, cells in found.items() if any(cells)]
    hues = {known: hue(place, len(given)) for place, known in enumerate(given)}
    lines = tuple(Line(names[known], tuple(cells), hues.get(known, 0)) for known, cells in found.items())
    return Weeks(tuple(columns), tuple(_bar(lines, i) for i in range(len(columns))), lines)


def _bar(lines: Sequence[Line], column: int) -> tuple[Part, ...]:
    """The figures of one column end to end. More than a whole week is drawn as a whole one."""
    figures = [(line.hue, line.cells[column]) for line in lines]
    whole = max(Decimal(100), sum((figure for _hue, figure in figures if figure), Decimal(0)))
    parts, start = [], Decimal(0)
    for shade, figure in figures:
        if figure:
            width = 100 * figure / whole
            parts.append(Part(percent(start), percent(width), shade))
            start += width
    return tuple(parts)
