"""Where people go next from a level: up, along transitions people have written down, and to levels that ask alike.

No database: out of what the ladder says and what all ladders say in short.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from paths.browse.library import Library, WrittenMove
from paths.browse.places import Place, Places
from paths.browse.selection import compare_address
from paths.ladders.choices import Kind
from paths.ladders.compare import MOST
from paths.ladders.content import EditionContent, Profile
from paths.ladders.neighbours import LevelSummary, Neighbour, nearest, neighbours, seen_from

UP, WRITTEN, ALIKE = "up", "written", "alike"


@dataclass(frozen=True, slots=True)
class NextMove:
    """One way on (`why`: UP, WRITTEN or ALIKE). `seen` is the level to compare with; without a role here, only a title.

    `names_level`: the title is the role's, so what is said of the level needs its name.
    """

    why: str
    title: str
    url: str = ""
    seen: Neighbour | None = None
    compare: str = ""
    names_level: bool = False


@dataclass(frozen=True, slots=True)
class NextMoves:
    """All ways on, and the comparison with the next rungs, or for the highest (`is_highest`) with the one below."""

    moves: tuple[NextMove, ...]
    compare: str
    is_highest: bool


def next_moves(content: EditionContent, chosen: Profile, library: Library, written: Iterable[WrittenMove]) -> NextMoves:
    """The ways on from the level `chosen` of `content`."""
    here = summary_of(content, chosen)
    above = [summary_of(content, profile) for profile in nearest_rank(content, chosen, above=True)]
    below = [summary_of(content, profile) for profile in nearest_rank(content, chosen, above=False)]
    others = [level for level in library.levels.values() if level.role_slug != here.role_slug]
    up = [_to_level(UP, here, level) for level in above]
    places = Places(library.roles, library.levels.values())
    along = [move for move in _written(here, places, others, written) if move.url not in {way.url for way in up}]
    roles = {move.seen.level.role_slug for move in along if move.seen}
    alike = neighbours(here, [level for level in others if level.role_slug not in roles])
    beside = [here, *above] if above else [*below, here]
    return NextMoves(
        moves=(*up, *along, *(_to_level(ALIKE, here, found.level) for found in alike)),
        compare=compare_address(map(address_of, beside[:MOST])) if len(beside) > 1 else "",
        is_highest=not above,
    )


def summary_of(content: EditionContent, profile: Profile) -> LevelSummary:
    """The level in short, as the library has it of all."""
    asked: dict[int, int] = {}
    for expected in profile.of_kind(Kind.SKILL):
        if expected.required and expected.skill:
            asked[expected.skill.id] = max(expected.skill.proficiency, asked.get(expected.skill.id, 0))
    return LevelSummary(
        profile.level_id,
        profile.slug,
        profile.title,
        profile.rank,
        content.role,
        content.role_slug,
        profile.years_min,
        profile.years_max,
        asked,
    )


def nearest_rank(content: EditionContent, chosen: Profile, *, above: bool) -> tuple[Profile, ...]:
    """The rung (or, in a fork, rungs) next above `chosen`, or next below."""
    ranks = [p.rank for p in content.profiles if (p.rank > chosen.rank if above else p.rank < chosen.rank)]
    wanted = (min if above else max)(ranks, default=None)
    return tuple(profile for profile in content.profiles if profile.rank == wanted)


def address_of(level: LevelSummary) -> str:
    """ "role/level", as comparisons name it."""
    return f"{level.role_slug}/{level.slug}"


def _written(
    here: LevelSummary, places: Places, others: list[LevelSummary], written: Iterable[WrittenMove]
) -> list[NextMove]:
    """Written transitions away from `here`, those of this very level first; each target once."""
    found: dict[str, tuple[bool, NextMove]] = {}
    for move in written:
        source, target = places.find(move.source), places.find(move.target)
        if source and source.covers(here) and not (target and target.covers(here)):
            way = _along(here, move.target, target, others)
            found.setdefault(way.url or way.title.casefold(), (source.is_role, way))
    return [way for _is_role, way in sorted(found.values(), key=lambda pair: pair[0])]


def _along(here: LevelSummary, name: str, target: Place | None, others: list[LevelSummary]) -> NextMove:
    if target is None:
        return NextMove(WRITTEN, name)
    if target.level:
        return _to_level(WRITTEN, here, target.level)
    url = reverse("role", args=[target.role_slug])
    seen = nearest(here, [level for level in others if level.role_slug == target.role_slug])
    compare = compare_address([address_of(here), address_of(seen.level)]) if seen else ""
    return NextMove(WRITTEN, target.role, url, seen, compare, names_level=True)


def _to_level(why: str, here: LevelSummary, level: LevelSummary) -> NextMove:
    return NextMove(
        why,
        level.title,
        reverse("level", args=[level.role_slug, level.slug]),
        seen_from(here, level),
        compare_address([address_of(here), address_of(level)]),
    )
