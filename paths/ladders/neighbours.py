"""Levels of other roles that ask for much the same. Pure: frozen summaries in, frozen neighbours out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class LevelSummary:
    """A level in short. `asked` has how deep (Proficiency) it asks for each skill it requires, by the skill's id."""

    level_id: int
    slug: str
    title: str
    rank: int
    role: str
    role_slug: str
    years_min: Decimal | None
    years_max: Decimal | None
    asked: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A level seen from another one, which already asks for `met` of its `asked` skills, as deep or deeper."""

    level: LevelSummary
    met: int
    asked: int


def seen_from(here: LevelSummary, there: LevelSummary) -> Neighbour:
    """`there` as somebody on `here` sees it."""
    met = sum(here.asked.get(skill, 0) >= depth for skill, depth in there.asked.items())
    return Neighbour(there, met, len(there.asked))


def nearest(here: LevelSummary, levels: Iterable[LevelSummary]) -> Neighbour | None:
    """The one of `levels` that is nearest to `here`, even if they share nothing."""
    return min((seen_from(here, level) for level in levels), key=lambda found: _distance(here, found), default=None)


def neighbours(here: LevelSummary, levels: Iterable[LevelSummary], *, most: int = 3) -> tuple[Neighbour, ...]:
    """The nearest levels of other roles, at most one of each role, nearest first. Who shares nothing is left out."""
    best: dict[str, Neighbour] = {}
    for found in (seen_from(here, level) for level in levels if level.role_slug != here.role_slug):
        known = best.get(found.level.role_slug)
        if found.met and (known is None or _distance(here, found) < _distance(here, known)):
            best[found.level.role_slug] = found
    return tuple(sorted(best.values(), key=lambda found: _distance(here, found))[:most])


def _distance(here: LevelSummary, found: Neighbour) -> tuple[object, ...]:
    """What neighbours are put in order by: a step back comes last, then the share of skills decides, then years.

    The rest only keeps the order the same from one day to the next.
    """
    there = found.level
    share = Fraction(found.met, found.asked or 1)
    years = abs((there.years_min or Decimal(0)) - (here.years_min or Decimal(0)))
    ranks = abs(there.rank - here.rank)
    return (_steps_back(here, there), -share, -found.met, years, ranks, there.role, there.level_id)


def _steps_back(here: LevelSummary, there: LevelSummary) -> bool:
    """Whether people have left `there` behind by the time they come `here`, as far as years are said."""
    return None not in (here.years_min, there.years_max) and there.years_max <= here.years_min
