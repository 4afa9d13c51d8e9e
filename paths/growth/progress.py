"""How somebody has come on from one shared copy to the next, category by category, as numbers to draw. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from paths.growth.standing import Counts, Standing

WIDTH, HEIGHT, EDGE = 160, 48, 8


@dataclass(frozen=True, slots=True)
class Copy:
    """Where somebody stood on one day."""

    day: datetime.date
    standing: Standing


@dataclass(frozen=True, slots=True)
class Mark:
    """One copy on the line of a category: the counts, and where it is drawn. No counts: it was not asked then."""

    day: datetime.date
    counts: Counts | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A category over time. `points` joins the marks, `ceiling` is the height where everything is met."""

    title: str
    marks: tuple[Mark, ...]
    points: str
    width: int = WIDTH
    height: int = HEIGHT
    ceiling: int = EDGE
    floor: int = HEIGHT - EDGE


def lines_of(copies: Sequence[Copy]) -> tuple[Line, ...]:
    """A line for each category that any of the copies asks something of, in the order they first name it.

    `copies` come in the order of their days. The height of a mark is what is met of what is asked.
    """
    titles: dict[str, None] = {}
    for copy in copies:
        titles |= {str(step.title): None for step in copy.standing.steps if step.counts.total}
    return tuple(_line(title, copies) for title in titles)


def _line(title: str, copies: Sequence[Copy]) -> Line:
    marks = tuple(_mark(title, copy, place, len(copies)) for place, copy in enumerate(copies))
    points = " ".join(f"{mark.x},{mark.y}" for mark in marks if mark.counts)
    return Line(title, marks, points)


def _mark(title: str, copy: Copy, place: int, of: int) -> Mark:
    step = next((step for step in copy.standing.steps if str(step.title) == title and step.counts.total), None)
    x = round(EDGE + (WIDTH - 2 * EDGE) * (place / (of - 1) if of > 1 else 0.5), 1)
    met = step.counts.met / step.counts.total if step else 0
    return Mark(copy.day, step.counts if step else None, x, round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * met, 1))
