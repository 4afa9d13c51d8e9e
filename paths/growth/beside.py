"""The evidence beside the rows of an assessment: for the statement itself, or else for the skill it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from paths.growth.models import Evidence
from paths.growth.standing import Row
from paths.people.models import User


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one row: evidence for its statement, and more that shows its skill by another statement."""

    evidence: tuple[Evidence, ...] = ()
    of_skill: tuple[Evidence, ...] = ()


def evidence_beside(user: User, rows: Sequence[Row]) -> dict[UUID, Beside]:
    """key -> what `user` has done towards that statement, each piece once, the latest first. Two queries."""
    keys = {row.expected.key for row in rows}
    skills = {row.expected.skill.id for row in rows if row.expected.skill}
    mine = Evidence.objects.visible_to(user).filter(Q(shows__key__in=keys) | Q(shows__skill__in=skills))
    by_key: dict[UUID, list[Evidence]] = {}
    by_skill: dict[int, list[Evidence]] = {}
    for evidence in mine.distinct().prefetch_related("shows"):
        shown = list(evidence.shows.all())
        for key in {each.key for each in shown}:
            by_key.setdefault(key, []).append(evidence)
        for skill_id in {each.skill_id for each in shown if each.skill_id}:
            by_skill.setdefault(skill_id, []).append(evidence)
    found = {}
    for row in rows:
        exact = by_key.get(row.expected.key, [])
        alike = by_skill.get(row.expected.skill.id, []) if row.expected.skill else []
        found[row.expected.key] = Beside(tuple(exact), tuple(each for each in alike if each not in exact))
    return found
