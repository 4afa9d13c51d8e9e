"""Levels as the people who look after pay choose them: "Backend Engineer: Senior"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from paths.ladders.known import known_levels
from paths.ladders.models import Edition, Level, LevelProfile, Role
from paths.ladders.slugs import short_title
from paths.pay.models import SalaryBand

if TYPE_CHECKING:
    from paths.people.models import User

# A level that no published edition describes stands below all others.
UNRANKED = -1


@dataclass(frozen=True, slots=True)
class PaidLevel:
    """A level by the words of its published edition; without one, by its address. No two of a role share a `short`."""

    id: int
    slug: str
    title: str
    short: str
    rank: int
    role_id: int
    role: str
    role_slug: str
    family_id: int
    family: str

    @property
    def name(self) -> str:
        """ "Backend Engineer: Senior"."""
        return f"{self.role}: {self.short}"


def paid_levels(among: QuerySet[Level] | None = None, **of: object) -> dict[int, PaidLevel]:
    """level id -> the level, by role and then highest first. `among` (default: all) and `of`, lookups of a Level, say
    which. One query.
    """
    profile = LevelProfile.objects.filter(level=OuterRef("pk"), edition__in=Edition.objects.published()).order_by("pk")
    rows = (
        (Level.objects.all() if among is None else among)
        .filter(**of)
        .annotate(title=Subquery(profile.values("title")[:1]), rank=Subquery(profile.values("rank")[:1]))
        .order_by("role__name", "role", F("rank").desc(nulls_last=True), "-pk")
        .values_list(
            *("pk", "slug", "title", "rank", "role_id", "role__name", "role__slug"),
            *("role__family_id", "role__family__name"),
        )
    )
    levels = [
        PaidLevel(
            *(pk, slug, title or slug, short_title(title, role) if title else slug),
            *(UNRANKED if rank is None else rank, role_id, role, *rest),
        )
        for pk, slug, title, rank, role_id, role, *rest in rows
    ]
    return {level.id: level for level in _told_apart(levels)}


def levels_to_choose(reader: User | None = None) -> dict[int, PaidLevel]:
    """level id -> the levels that `reader` may choose: without those that only drafts name, unless they read drafts.

    None is anybody. One query.
    """
    return paid_levels(known_levels(reader, has_band()))


def has_band() -> Exists:
    """Whether a level ever had a salary band."""
    return Exists(SalaryBand.objects.filter(level=OuterRef("pk")))


def paid_roles() -> QuerySet[Role]:
    """The roles that have a salary band, by name."""
    return Role.objects.filter(Exists(Level.objects.filter(role=OuterRef("pk"), bands__isnull=False))).order_by("name")


def levels_by_role(levels: Iterable[PaidLevel]) -> list[tuple[str, list[PaidLevel]]]:
    """(role, its levels) for a select."""
    return [(role, list(of_role)) for role, of_role in groupby(levels, key=lambda level: level.role)]


def _told_apart(levels: list[PaidLevel]) -> list[PaidLevel]:
    """Levels of one role that are called the same have their address beside their name."""
    named = Counter((level.role_id, level.short.casefold()) for level in levels)
    return [
        replace(level, short=f"{level.short} ({level.slug})")
        if named[level.role_id, level.short.casefold()] > 1
        else level
        for level in levels
    ]
