"""What is different one rung up: two to four levels side by side, or two editions of one role. Pure.

Levels come in as the frozen profiles of content.py, comparisons go out as the frozen values of comparison.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from paths.ladders.assembly import side_by_side
from paths.ladders.comparison import Bond, Column, Comparison, Mark, Statement
from paths.ladders.content import Profile
from paths.ladders.likeness import Corpus
from paths.ladders.matching import Match, identity, match_editions, match_levels
from paths.ladders.wording import Edit, difference

if TYPE_CHECKING:
    from paths.ladders.content import Expected

FEWEST, MOST = 2, 4
# What a profile says beside its expectations.
_FACTS = ("rank", "title", "years_min", "years_max", "summary", "shares", "projects", "custom")


class _InTwoEditions:
    """What is asked otherwise in the second column of a comparison than in the first."""

    __slots__ = ()
    comparison: Comparison

    @property
    def asks_more(self) -> bool:
        """Whether it asks of a person something new or deeper."""
        counts = self.comparison.columns[1].counts
        return bool(counts.new or counts.deeper)

    @property
    def asks_less(self) -> bool:
        """Whether something is asked no longer, or eased."""
        counts = self.comparison.columns[1].counts
        return bool(counts.eased or counts.no_longer_named)

    @property
    def said_otherwise(self) -> tuple[Statement, ...]:
        """The statements that ask the same in other words, with other examples or under another category."""
        statements = self.comparison.statements(1)
        return tuple(each for each in statements if each.mark is Mark.CARRIED and each.said_otherwise)


@dataclass(frozen=True, slots=True)
class LevelChange(_InTwoEditions):
    """One level in two editions: the older in the first column, the newer in the second.

    A level that was added or removed stands beside an empty one. `facts` are the fields of its profile, apart from
    the expectations, that differ; none where the level was added or removed.
    """

    before: Profile | None
    after: Profile | None
    comparison: Comparison
    facts: tuple[str, ...]

    @property
    def changes(self) -> bool:
        return bool(self.facts or self.asks_more or self.asks_less or self.said_otherwise)


@dataclass(frozen=True, slots=True)
class PartChange(_InTwoEditions):
    """A part of an edition beside its levels that differs, by the field it stands in: line by line, in two editions.

    `of_everybody`: what it says is asked of whoever stands on the ladder, on every level.
    """

    name: str
    comparison: Comparison
    of_everybody: bool = False


@dataclass(frozen=True)
class EditionChanges:
    """Two editions of one role: its levels as the newer has them, then those that it has no more; and the parts beside
    the levels that differ.
    """

    levels: tuple[LevelChange, ...]
    parts: tuple[PartChange, ...] = ()

    @cached_property
    def added(self) -> tuple[Profile, ...]:
        return tuple(level.after for level in self.levels if level.after and not level.before)

    @cached_property
    def removed(self) -> tuple[Profile, ...]:
        return tuple(level.before for level in self.levels if level.before and not level.after)

    @cached_property
    def of_everybody(self) -> tuple[PartChange, ...]:
        """The parts that ask something of whoever stands on the ladder."""
        return tuple(part for part in self.parts if part.of_everybody)

    @cached_property
    def asks_more(self) -> bool:
        return bool(self.added) or any(each.asks_more for each in (*self.levels, *self.of_everybody))

    @cached_property
    def asks_less(self) -> bool:
        return bool(self.removed) or any(each.asks_less for each in (*self.levels, *self.of_everybody))

    @cached_property
    def changes(self) -> bool:
        return bool(self.added or self.removed or self.parts) or any(level.changes for level in self.levels)


def compare(columns: Sequence[Column], *, corpus: Corpus | None = None) -> Comparison:
    """Each column against the one at its left. Raises ValueError unless there are two to four columns.

    Without `corpus` words are rare or common among the two levels compared. That told true pairs from wrong ones best
    (tests/ladders/test_likeness.py), and what is said of two levels then depends on no other.
    """
    if not FEWEST <= len(columns) <= MOST:
        raise ValueError(f"A comparison takes {FEWEST} to {MOST} columns, not {len(columns)}.")
    levels = [column.profile.expectations for column in columns]
    matches = [match_levels(left, right, corpus) for left, right in pairwise(levels)]
    return side_by_side(columns, matches)


def compare_editions(
    before: Sequence[Profile], after: Sequence[Profile], *, corpus: Corpus | None = None
) -> EditionChanges:
    """What the edition `after` says otherwise than `before`, level by level.

    A statement whose key moved to another level is new on the one and no longer named on the other, and says so.
    """
    old = {profile.level_id: profile for profile in before}
    new = {profile.level_id: profile for profile in after}
    homes_before, homes_after = _homes(before), _homes(after)
    levels = []
    for level_id in [*new, *(level_id for level_id in old if level_id not in new)]:
        left, right = old.get(level_id), new.get(level_id)
        profiles = left or _empty(new[level_id]), right or _empty(old[level_id])
        gone = _moves(profiles[0], homes_before, homes_after)
        come = _moves(profiles[1], homes_after, homes_before)
        matches = match_editions(profiles[0].expectations, profiles[1].expectations, corpus, gone=gone, come=come)
        moves = {(0, place): home for place, home in gone.items()} | {(1, place): home for place, home in come.items()}
        comparison = side_by_side([Column(profile) for profile in profiles], [matches], moves)
        levels.append(LevelChange(left, right, comparison, _facts(left, right)))
    return EditionChanges(tuple(levels))


def compare_lines(before: Sequence[Expected], after: Sequence[Expected], *, are_asked: bool = False) -> Comparison:
    """Lines without keys of their own, in two editions. What is worded alike belongs together.

    Of lines that ask something (`are_asked`), one that says mostly other words asks something else.
    """
    matches = [
        match if are_asked and _is_another(before[match.left].text, after[match.right].text) else _same(match)
        for match in match_editions(before, after)
    ]
    columns = [Column(Profile(0, "", 0, "", expectations=tuple(lines))) for lines in (before, after)]
    return side_by_side(columns, [matches])


def _same(match: Match) -> Match:
    return replace(match, bond=Bond.KEY)


def _is_another(before: str, after: str) -> bool:
    """Whether less than half of the longer of two wordings stands in both, and not only because some of it went."""
    segments = difference(before, after)
    stays = sum(len(segment.text) for segment in segments if segment.edit is Edit.SAME)
    adds = any(segment.edit is Edit.ADDED for segment in segments)
    return adds and 2 * stays < max(len(before), len(after))


def _moves(profile: Profile, here: Mapping[Hashable, list[int]], there: Mapping[Hashable, list[int]]) -> dict[int, int]:
    """place -> the level where the other edition has the statement, which neither names on both levels."""
    found = {}
    for place, expected in enumerate(profile.expectations):
        known = identity(expected)
        homes = [level_id for level_id in there.get(known, ()) if level_id not in here[known]]
        if homes and profile.level_id not in there[known]:
            found[place] = homes[0]
    return found


def _homes(profiles: Sequence[Profile]) -> dict[Hashable, list[int]]:
    """The levels on which each statement stands."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for profile in profiles:
        for expected in profile.expectations:
            found[identity(expected)].append(profile.level_id)
    return found


def _empty(profile: Profile) -> Profile:
    return replace(profile, expectations=(), shares=())


def _facts(before: Profile | None, after: Profile | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(fact for fact in _FACTS if getattr(before, fact) != getattr(after, fact))
