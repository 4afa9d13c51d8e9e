"""Where somebody stands as a picture: a bar for each category, and a radar. Pure.

A bar is as full as the count beside it says: what is met of what is required. The radar has no counts beside it: its
lengths are parts of the highest answers that could be given, over the rows that are required; where there is no
opportunity nothing can be measured, so those rows are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from paths.growth.scales import highest
from paths.growth.standing import Counts, Row, Standing, Step, required
from paths.shared.scales import percent

WIDTH, HEIGHT, RADIUS = 320, 250, 84
CENTRE = (WIDTH / 2, HEIGHT / 2)
RINGS = (0.25, 0.5, 0.75, 1.0)
FEWEST_AXES = 3
LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """One category, and the part of its required rows that is met, as a length ("37.5%")."""

    title: str | Promise
    slug: str
    counts: Counts
    met: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One category of the radar: where its line ends, and where its name stands."""

    name: str
    x: float
    y: float
    name_x: float
    name_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Radar:
    """A drawing WIDTH by HEIGHT: points of polygons as SVG takes them."""

    axes: tuple[Axis, ...]
    rings: tuple[str, ...]
    here: str
    required: str
    width: int = WIDTH
    height: int = HEIGHT
    centre: tuple[float, float] = CENTRE


@dataclass(frozen=True, slots=True)
class Picture:
    """The bars, and the radar where there are axes enough for one."""

    bars: tuple[Bar, ...]
    radar: Radar | None


def picture_of(standing: Standing) -> Picture:
    """Draw where somebody stands. Categories that require nothing have no bar."""
    steps = [step for step in standing.steps if step.counts.total]
    bars = tuple(_bar(step) for step in steps)
    return Picture(bars, _radar(steps) if len(steps) >= FEWEST_AXES else None)


def reach(rows: Iterable[Row]) -> tuple[float, float]:
    """How far the answers go, and how far is required: 0 to 1. Rows without an answer count as not yet."""
    measured = [row for row in required(rows) if not row.answer.no_opportunity]
    most = sum(highest(row.expected) for row in measured)
    if not most:
        return 0.0, 0.0
    return sum(row.answer.value or 0 for row in measured) / most, sum(row.needed for row in measured) / most


def _bar(step: Step) -> Bar:
    counts = step.counts
    return Bar(step.title, step.slug, counts, percent_of(counts.met / counts.total))


def percent_of(part: float) -> str:
    """A part as SVG takes it: 0.375 gives "37.5%"."""
    return percent(Decimal(100 * part))


def _radar(steps: Sequence[Step]) -> Radar:
    angles = [2 * math.pi * place / len(steps) - math.pi / 2 for place in range(len(steps))]
    reached = [reach(step.rows) for step in steps]
    return Radar(
        axes=tuple(_axis(str(step.title), angle) for step, angle in zip(steps, angles, strict=True)),
        rings=tuple(_polygon(angles, [ring] * len(angles)) for ring in RINGS),
        here=_polygon(angles, [here for here, _ in reached]),
        required=_polygon(angles, [mark for _, mark in reached]),
    )


def _axis(title: str, angle: float) -> Axis:
    name = title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1].rstrip()}…"
    x, y = _point(angle, 1)
    name_x, name_y = _point(angle, 1.12)
    side = math.cos(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    return Axis(name, x, y, name_x, name_y, anchor)


def _point(angle: float, part: float) -> tuple[float, float]:
    return round(CENTRE[0] + RADIUS * part * math.cos(angle), 1), round(CENTRE[1] + RADIUS * part * math.sin(angle), 1)


def _polygon(angles: Sequence[float], parts: Sequence[float]) -> str:
    return " ".join("{},{}".format(*_point(angle, part)) for angle, part in zip(angles, parts, strict=True))
