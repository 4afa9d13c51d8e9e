"""What the home page shows: every published ladder, by family, with its rungs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from paths.browse.ladder import hues_of
from paths.ladders.content import Profile
from paths.ladders.models import Edition, LevelProfile
from paths.ladders.skill_names import skill_key


@dataclass(frozen=True, slots=True)
class LadderCard:
    """One ladder in short: (profile, hue) per rung, highest first."""

    name: str
    slug: str
    overview: str
    rungs: tuple[tuple[Profile, int], ...]

    def matches(self, words: Iterable[str]) -> bool:
        """Whether every word occurs in the role's name or in a level's title."""
        text = skill_key(" ".join([self.name, *(profile.title for profile, _ in self.rungs)]))
        return all(word in text for word in words)


@dataclass(frozen=True, slots=True)
class FamilyShelf:
    """A job family and its ladders."""

    name: str
    slug: str
    ladders: tuple[LadderCard, ...]


def all_families() -> tuple[FamilyShelf, ...]:
    """Every job family that has a published ladder, in its order. Two queries."""
    profiles: dict[int, list[Profile]] = {}
    rows = (
        LevelProfile.objects.filter(edition__in=Edition.objects.published())
        .order_by("edition", "rank", "pk")
        .values_list("edition_id", "level_id", "level__slug", "rank", "title", "years_min", "years_max")
    )
    for edition_id, *profile in rows:
        profiles.setdefault(edition_id, []).append(Profile(*profile))
    editions = (
        Edition.objects.published()
        .order_by("role__family__position", "role__family__name", "role__name")
        .values_list("pk", "overview", "role__name", "role__slug", "role__family__name", "role__family__slug")
    )
    return tuple(
        FamilyShelf(
            name,
            slug,
            tuple(
                _card(role, role_slug, overview, profiles.get(pk, [])) for pk, overview, role, role_slug, *_ in group
            ),
        )
        for (name, slug), group in groupby(editions, key=lambda row: row[4:])
    )


def narrowed(families: Iterable[FamilyShelf], query: str, family: str) -> tuple[FamilyShelf, ...]:
    """The ladders of `family` ("" for all) that hold every word of `query`; families without any drop out."""
    words = skill_key(query).split()
    kept = (
        FamilyShelf(shelf.name, shelf.slug, tuple(card for card in shelf.ladders if card.matches(words)))
        for shelf in families
        if family in ("", shelf.slug)
    )
    return tuple(shelf for shelf in kept if shelf.ladders)


def _card(name: str, slug: str, overview: str, profiles: list[Profile]) -> LadderCard:
    hues = hues_of(profiles)
    return LadderCard(name, slug, overview, tuple((profile, hues[profile.level_id]) for profile in reversed(profiles)))
