"""A picture of the bands of a role in one place and currency, as numbers that a template draws. Pure.

Places are whole units of a drawing WIDTH wide, as an SVG's view box takes them. The highest level stands on top.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from paths.pay.figures import PayFigure
from paths.shared.formats import SIGNS, amount

WIDTH, LEFT, RIGHT = 1000, 220, 970
AXIS, LANE, BAR, STEP, GAP = 34, 24, 14, 16, 14
LEAST = 3
# A band without an upper end is drawn so much longer, as a part of the whole scale.
OPEN = Decimal("0.06")


class Meeting(StrEnum):
    """How a band meets that of the level below it."""

    OVERLAP = "overlap"
    GAP = "gap"
    TOUCH = "touch"
    OPEN = "open"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Dated:
    """A figure and the day it takes effect, if that is to come (None: it is in force)."""

    figure: PayFigure
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PaidRung:
    """A level with its bands: the one in force first, then those planned."""

    name: str
    rank: int
    bands: tuple[Dated, ...]

    @property
    def now(self) -> PayFigure | None:
        return next((band.figure for band in self.bands if band.day is None), None)

    @property
    def planned(self) -> tuple[Dated, ...]:
        return tuple(band for band in self.bands if band.day)


@dataclass(frozen=True, slots=True)
class Step:
    """How a level's band meets that of a level below: over which money they overlap, or what lies between them."""

    meeting: Meeting
    below: str
    start: Decimal
    end: Decimal

    @property
    def size(self) -> Decimal:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class BarDrawn:
    """A band drawn; `fades` where it has no upper end."""

    x: int
    y: int
    width: int
    planned: bool
    fades: bool
    text: str
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class StepDrawn:
    """An overlap or a gap drawn under the upper of the two bands."""

    step: Step
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class RowDrawn:
    """A level drawn."""

    rung: PaidRung
    name_y: int
    bottom: int
    bars: tuple[BarDrawn, ...]
    steps: tuple[StepDrawn, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `ticks` are the lines of the scale: (x, label)."""

    location: str
    currency: str
    height: int
    ticks: tuple[tuple[int, str], ...]
    rows: tuple[RowDrawn, ...]
    width: int = WIDTH
    top: int = AXIS


@dataclass(frozen=True, slots=True)
class _Ruler:
    low: Decimal
    high: Decimal
    step: Decimal

    def place(self, value: Decimal) -> int:
        return LEFT + round((RIGHT - LEFT) * (value - self.low) / (self.high - self.low))


def draw(rungs: Sequence[PaidRung], location: str, currency: str) -> Picture:
    """The picture of `rungs`, highest first, whose bands are all of one place and currency."""
    ruler = _ruler([band.figure for rung in rungs for band in rung.bands])
    rows: list[RowDrawn] = []
    top = AXIS
    for rung in rungs:
        row = _row(rung, steps_of(rung, rungs), top, ruler)
        rows.append(row)
        top = row.bottom
    sign = SIGNS.get(currency, "")
    count = int((ruler.high - ruler.low) / ruler.step)
    values = [ruler.low + ruler.step * n for n in range(count + 1)]
    return Picture(location, currency, top, tuple((ruler.place(v), sign + amount(v)) for v in values), tuple(rows))


def steps_of(rung: PaidRung, rungs: Sequence[PaidRung]) -> tuple[Step, ...]:
    """How the band in force meets those of the nearest rank below that has any; of a fork, each."""
    lower = [other for other in rungs if other.rank < rung.rank and other.now]
    nearest = max((other.rank for other in lower), default=None)
    return tuple(_step(rung.now, other) for other in lower if other.rank == nearest) if rung.now else ()


def _step(upper: PayFigure, other: PaidRung) -> Step:
    lower = other.now
    if upper.minimum < lower.minimum:
        return Step(Meeting.BELOW, other.name, upper.minimum, lower.minimum)
    top = lower.maximum
    if _is_open(lower) and (top is None or top <= upper.minimum):
        return Step(Meeting.OPEN, other.name, upper.minimum, upper.minimum)
    if top < upper.minimum:
        return Step(Meeting.GAP, other.name, top, upper.minimum)
    end = top if upper.maximum is None else min(top, upper.maximum)
    return Step(Meeting.OVERLAP if end > upper.minimum else Meeting.TOUCH, other.name, upper.minimum, end)


def _is_open(figure: PayFigure) -> bool:
    return figure.maximum is None or figure.and_above


def _row(rung: PaidRung, steps: Sequence[Step], top: int, ruler: _Ruler) -> RowDrawn:
    bars, y = [], top + GAP
    for band in rung.bands:
        figure = band.figure
        x = ruler.place(figure.minimum)
        end = figure.maximum if figure.maximum is not None else figure.minimum
        end += (ruler.high - ruler.low) * OPEN if _is_open(figure) else 0
        width = max(min(ruler.place(end), RIGHT) - x, LEAST)
        bars.append(BarDrawn(x, y, width, band.day is not None, _is_open(figure), figure.text, band.day))
        y += LANE
    drawn = []
    for step in steps:
        x = ruler.place(step.start)
        drawn.append(StepDrawn(step, x, y - LANE + BAR + 4, max(ruler.place(step.end) - x, LEAST)))
    bottom = max(y, top + GAP + LANE) + (STEP if steps else 0)
    return RowDrawn(rung, top + GAP + BAR - 2, bottom, tuple(bars), tuple(drawn))


def _ruler(figures: Sequence[PayFigure]) -> _Ruler:
    ends = [end for figure in figures for end in (figure.minimum, figure.maximum) if end is not None]
    low, last = min(ends), max(ends)
    step = _round_step((last - low) / 6 or Decimal(1))
    low = low // step * step
    open_end = last + (last - low) * OPEN if any(map(_is_open, figures)) else last
    return _Ruler(low, max(open_end, low + step), step)


def _round_step(step: Decimal) -> Decimal:
    """The next step that people count in: 1, 2, 5, 10, 20, …"""
    unit = Decimal(10) ** step.adjusted()
    return next(unit * n for n in (1, 2, 5, 10) if unit * n >= step)
