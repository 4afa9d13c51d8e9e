"""Keys that survive: a statement read again is the statement it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID, uuid4

from paths.ladders.models import Edition, Expectation
from paths.ladders.skill_names import skill_key


class KeyPool:
    """The keys of existing editions, each given out once, to the statement that matches best.

    Best is the same words on the same level, then the same skill on the same level, then the same words on another
    level (a statement that moved). What matches nothing gets a new key. Earlier editions win.
    """

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._found: dict[tuple[object, ...], list[UUID]] = defaultdict(list)
        self._given: set[UUID] = set()
        self._grows_from: dict[UUID, UUID] = {}
        self._meant: dict[tuple[int | None, str], tuple[int, int]] = {}
        for edition in editions:
            rows = Expectation.objects.filter(profile__edition=edition).order_by("profile__rank", "position", "pk")
            for key, grows_from, proficiency, *place in rows.values_list(
                "key", "grows_from", "proficiency", "profile__level_id", "kind", "text", "skill_id"
            ):
                if grows_from:
                    self._grows_from[key] = grows_from
                level, _kind, text, skill = place
                if skill:
                    self._meant |= {(of, skill_key(text)): (skill, proficiency) for of in (level, None)}
                for closeness in self._places(*place):
                    self._found[closeness].append(key)

    def take(self, wanted: list[tuple[int, str, str, int | None]]) -> list[UUID]:
        """The keys for statements given as (level id, kind, text, skill id), in that order."""
        taken: dict[int, UUID] = {}
        for closeness in range(3):
            for i, statement in enumerate(wanted):
                place = self._places(*statement)[closeness]
                if i not in taken and place and (key := self._next(place)):
                    taken[i] = key
        return [taken.get(i) or uuid4() for i in range(len(wanted))]

    def reserve(self, keys: Iterable[UUID]) -> None:
        """Give these out to nobody: they are where they belong."""
        self._given.update(keys)

    def grows_from(self, key: UUID) -> UUID | None:
        """The key of the statement that this one is said to grow from: a document does not say, so it is kept."""
        return self._grows_from.get(key)

    def skill_meant(self, level: int, text: str) -> tuple[int, int] | None:
        """The id and proficiency of the skill that these words mean, on this level or else on another.

        Somebody may have said so; a document has only the words, so it is kept.
        """
        words = skill_key(text)
        return self._meant.get((level, words)) or self._meant.get((None, words))

    def _next(self, place: tuple[object, ...]) -> UUID | None:
        for key in self._found.get(place, ()):
            if key not in self._given:
                self._given.add(key)
                return key
        return None

    @staticmethod
    def _places(level: int, kind: str, text: str, skill: int | None) -> list[tuple[object, ...]]:
        words = skill_key(text)
        return [(level, kind, words), (level, skill) if skill else (), (kind, words)]
