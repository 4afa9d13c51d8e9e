"""The weeks to compare one's own with: that of one's level, and that of the level one works towards."""

from __future__ import annotations

from dataclasses import dataclass

from paths.growth.assessing import next_rung
from paths.growth.models import Assessment
from paths.growth.targets import edition_in_force
from paths.ladders.content import Share
from paths.ladders.models import LevelProfile, TimeShare
from paths.people.models import Employee

LONGEST = 300


@dataclass(frozen=True, slots=True)
class LevelWeek:
    """How a level's time is split, in its own order. `is_own`: it is the level that somebody stands on."""

    title: str
    shares: tuple[Share, ...]
    is_own: bool


def weeks_around(employee: Employee) -> tuple[LevelWeek, ...]:
    """One's own level, then the one last begun to work towards, or else the next rung. At most seven queries."""
    own = employee.level and edition_in_force(employee.level)
    places = [(own.pk, employee.level_id)] if own else []
    towards = Assessment.objects.under_way().filter(employee=employee).values_list("edition_id", "level_id").first()
    if towards:
        places.append(towards)
    elif own and (rung := next_rung(employee)):
        places.append((own.pk, rung.pk))
    return tuple(
        found for place in dict.fromkeys(places) if (found := _week(*place, is_own=place[1] == employee.level_id))
    )


def _week(edition_id: int, level_id: int, *, is_own: bool) -> LevelWeek | None:
    profile = LevelProfile.objects.filter(edition=edition_id, level=level_id).first()
    if profile is None:
        return None
    rows = TimeShare.objects.filter(profile=profile).values_list("activity", "percent")
    return LevelWeek(profile.title, tuple(Share(_short(activity), percent) for activity, percent in rows), is_own)


def _short(activity: str) -> str:
    """An activity as a row of one's own week can hold it."""
    line = " ".join(activity.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
