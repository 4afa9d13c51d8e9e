"""All published ladders in short: who asks for what, and which moves between roles people have written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from paths.ladders.choices import Kind
from paths.ladders.models import Edition, Transition
from paths.ladders.neighbours import LevelSummary


@dataclass(frozen=True, slots=True)
class Library:
    """`roles` are the names and addresses of published roles; `levels` their levels by id."""

    roles: tuple[tuple[str, str], ...]
    levels: Mapping[int, LevelSummary]


@dataclass(frozen=True, slots=True)
class WrittenMove:
    """A transition as it stands in some ladder."""

    source: str
    target: str
    text: str


def read_library() -> Library:
    """Every published ladder in short, in one query."""
    skills = Q(profiles__expectations__kind=Kind.SKILL, profiles__expectations__required=True)
    rows = (
        Edition.objects.published()
        .annotate(asks=FilteredRelation("profiles__expectations", condition=skills))
        .order_by()
        .values_list(
            "role__name", "role__slug", "profiles__level_id", "profiles__level__slug", "profiles__title",
            "profiles__rank", "profiles__years_min", "profiles__years_max", "asks__skill_id", "asks__proficiency",
        )
    )  # fmt: skip
    roles: dict[str, str] = {}
    levels: dict[int, LevelSummary] = {}
    asked: dict[int, dict[int, int]] = {}
    for role, role_slug, level_id, slug, title, rank, low, high, skill_id, depth in rows:
        roles[role_slug] = role
        if level_id is None:
            continue
        if level_id not in levels:
            asked[level_id] = {}
            levels[level_id] = LevelSummary(level_id, slug, title, rank, role, role_slug, low, high, asked[level_id])
        if skill_id is not None:
            asked[level_id][skill_id] = max(depth, asked[level_id].get(skill_id, 0))
    return Library(tuple((name, slug) for slug, name in roles.items()), levels)


def written_moves() -> tuple[WrittenMove, ...]:
    """The transitions that published ladders name, in one query. What two ladders both say comes once."""
    rows = (
        Transition.objects.filter(edition__in=Edition.objects.published())
        .order_by("edition", "position", "pk")
        .values_list("source", "target", "text")
    )
    return tuple({(source, target): WrittenMove(source, target, text) for source, target, text in rows}.values())
