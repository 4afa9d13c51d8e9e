"""How somebody has come on towards a level, category by category, as numbers to draw. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from paths.growth.standing import Counts, Standing

WIDTH, HEIGHT, EDGE = 160, 48, 8


@dataclass(frozen=True, slots=True)
class Copy:
    """Where somebody stood on one day; `is_now`: where they stand."""

    day: datetime.date
    standing: Standing
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One copy on the line of a category: the counts, and where it is drawn. No counts: it was not asked then."""

    day: datetime.date
    counts: Counts | None
    x: float
    y: float
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """Where somebody stood at one time (`standing`), and what they themselves had answered then (`own`).

    `paper` is the assessment it belongs to. `is_copy`: it was shared then; otherwise it is how the assessment was left,
    or (`is_now`) how it stands.
    """

    at: datetime.datetime
    paper: int
    standing: Standing
    own: Standing
    is_copy: bool
    is_now: bool = False


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


def steps_of(moments: Iterable[Moment]) -> list[Moment]:
    """The moments in the order of their time: every copy, and how an assessment was left or stands where that says
    anything new. What nobody has answered yet is no step.
    """
    found: list[Moment] = []
    ordered = sorted(moments, key=lambda each: (each.at, not each.is_copy))
    copied = {(each.paper, _said(each.own)) for each in ordered if each.is_copy}
    for each in ordered:
        said = _said(each.own)
        is_known = (each.paper, said) in copied or (found and _said(found[-1].own) == said)
        if each.is_copy or (said and not is_known):
            found.append(each)
    return found


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
    y = round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * met, 1)
    return Mark(copy.day, step.counts if step else None, x, y, copy.is_now)


def _said(standing: Standing) -> frozenset[tuple[UUID, int | None]]:
    """What was answered, to tell whether anything was answered since."""
    return frozenset((row.expected.key, row.answer.value) for row in standing.rows if row.answer.is_given)
