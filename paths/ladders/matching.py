"""Which statements of two levels belong together, one to one. Pure.

Skills belong together by the Skill they mean. The rest, each within its kind: where somebody has said that one grew
from the other, by key, by the same text, and what is left by likeness of wording within a category. The same pairs
come out with the levels exchanged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paths.ladders.choices import Kind
from paths.ladders.comparison import Bond
from paths.ladders.likeness import Corpus, alike
from paths.ladders.wording import folded

if TYPE_CHECKING:
    from paths.ladders.content import Expected


@dataclass(frozen=True, slots=True)
class Match:
    """Two statements that belong together, by their places, and why."""

    left: int
    right: int
    bond: Bond


def match_levels(left: Sequence[Expected], right: Sequence[Expected], corpus: Corpus | None = None) -> list[Match]:
    """The matches between two levels. `corpus` says how rare words are; without it these two levels do."""
    pairing = _Pairing(left, right)
    pairing.by_link()
    pairing.by_skill()
    pairing.by_same(Bond.KEY, lambda expected: None if expected.skill else (expected.kind, expected.key))
    pairing.by_same_text()
    pairing.by_likeness(corpus)
    return pairing.found


def match_editions(
    before: Sequence[Expected],
    after: Sequence[Expected],
    corpus: Corpus | None = None,
    *,
    gone: Collection[int] = (),
    come: Collection[int] = (),
) -> list[Match]:
    """The matches between one level in two editions: keys come first, of skills too.

    `gone` are places in `before` and `come` in `after` of statements that moved to or from another level.
    """
    pairing = _Pairing(before, after)
    pairing.by_same(Bond.KEY, identity)
    pairing.leave_out(gone, come)
    pairing.by_skill()
    pairing.by_same_text()
    pairing.by_likeness(corpus)
    return pairing.found


def identity(expected: Expected) -> Hashable:
    """By what a statement is the same one in another edition, whatever its words."""
    return expected.kind, expected.key, expected.skill and expected.skill.id


class _Pairing:
    """Takes statements out of two levels, pair by pair, the surest reason first."""

    def __init__(self, left: Sequence[Expected], right: Sequence[Expected]) -> None:
        self._left, self._right = left, right
        # Dicts, because they keep the order.
        self._free_left, self._free_right = dict.fromkeys(range(len(left))), dict.fromkeys(range(len(right)))
        self.found: list[Match] = []

    def leave_out(self, left: Collection[int], right: Collection[int]) -> None:
        for i in left:
            self._free_left.pop(i, None)
        for j in right:
            self._free_right.pop(j, None)

    def by_link(self) -> None:
        """What grew from a statement of the other level, in either direction, unless that is still asked beside it."""
        places_left, places_right = _places(self._left), _places(self._right)
        links = {
            (i, j)
            for j, grown in enumerate(self._right)
            if grown.grows_from not in places_right
            for i in places_left.get(grown.grows_from, ())
        } | {
            (i, j)
            for i, grown in enumerate(self._left)
            if grown.grows_from not in places_left
            for j in places_right.get(grown.grows_from, ())
        }
        for i, j in sorted(links):
            kind = self._left[i].kind
            if kind != Kind.SKILL and kind == self._right[j].kind and i in self._free_left and j in self._free_right:
                self._take(i, j, Bond.GROWS_FROM)

    def by_skill(self) -> None:
        """Where a level names one Skill twice, the key decides, then category and text, then either, then the order."""
        for likest in (
            lambda expected: expected.key,
            lambda expected: (folded(expected.category), folded(expected.text)),
            lambda expected: folded(expected.category),
            lambda expected: folded(expected.text),
            lambda expected: None,
        ):
            self.by_same(
                Bond.SKILL,
                lambda expected, likest=likest: (expected.skill.id, likest(expected)) if expected.skill else None,
            )

    def by_same_text(self) -> None:
        self.by_same(Bond.TEXT, lambda expected: None if expected.skill else (expected.kind, folded(expected.text)))

    def by_same(self, bond: Bond, sort: Callable[[Expected], Hashable]) -> None:
        """The first of a sort with the first of the same, the second with the second. None is no sort."""
        rights: dict[Hashable, list[int]] = defaultdict(list)
        for j in reversed(self._free_right):
            rights[sort(self._right[j])].append(j)
        for i in list(self._free_left):
            known = sort(self._left[i])
            if known is not None and rights[known]:
                self._take(i, rights[known].pop(), bond)

    def by_likeness(self, corpus: Corpus | None) -> None:
        """The likest wordings within a kind and category. Skills are too short to be read so."""
        if corpus is None:
            corpus = corpus_of(self._left, self._right)
        rights = self._free_by_category(self._right, self._free_right)
        for category, left in self._free_by_category(self._left, self._free_left).items():
            right = rights.get(category, [])
            for pair in alike([self._left[i].text for i in left], [self._right[j].text for j in right], corpus):
                self._take(left[pair.left], right[pair.right], Bond.LIKENESS)

    def _take(self, i: int, j: int, bond: Bond) -> None:
        del self._free_left[i], self._free_right[j]
        self.found.append(Match(i, j, bond))

    @staticmethod
    def _free_by_category(level: Sequence[Expected], free: Collection[int]) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place in free:
            if level[place].kind != Kind.SKILL:
                found[str(level[place].kind), folded(level[place].category)].append(place)
        return found


def corpus_of(*levels: Sequence[Expected]) -> Corpus:
    """The statements of `levels` that are matched by their wording, to tell rare words from common ones."""
    return Corpus(tuple(expected.text for level in levels for expected in level if expected.kind != Kind.SKILL))


def _places(level: Sequence[Expected]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, expected in enumerate(level):
        found[expected.key].append(place)
    return found
