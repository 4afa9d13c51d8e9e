"""Which levels are near to somebody by the skills they have: counts against each level's own list, no score. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

# Of a ladder that somebody is not on, the highest level is near of which they have at least one in so many skills.
ONE_IN = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A skill that a level requires, and how deep (Proficiency)."""

    key: UUID
    skill_id: int
    name: str
    proficiency: int


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of a published ladder, and the skills it requires. `rank` counts within its ladder, lowest first."""

    level_id: int
    slug: str
    title: str
    rank: int
    role_id: int
    role: str
    role_slug: str
    skills: tuple[Asked, ...] = ()

    @property
    def address(self) -> str:
        """ "role/level", as the compare page takes it."""
        return f"{self.role_slug}/{self.slug}"


@dataclass(frozen=True)
class Said:
    """What somebody answered, the oldest first: (statement, the skill it means if any, answer)."""

    answers: tuple[tuple[UUID, int | None, int], ...] = ()

    def of(self, asked: Asked) -> int | None:
        """What they last answered about a skill, to this statement or to another one that means it; None: nothing."""
        last = max(self._by_key.get(asked.key, -1), self._by_skill.get(asked.skill_id, -1))
        return self.answers[last][2] if last >= 0 else None

    @cached_property
    def _by_key(self) -> Mapping[UUID, int]:
        return {key: place for place, (key, _skill_id, _value) in enumerate(self.answers)}

    @cached_property
    def _by_skill(self) -> Mapping[int, int]:
        return {skill_id: place for place, (_key, skill_id, _value) in enumerate(self.answers) if skill_id}


@dataclass(frozen=True, slots=True)
class Lack:
    """A skill that is not there yet: how deep it is (None: not answered), and how deep it is asked."""

    name: str
    has: int | None
    needs: int


@dataclass(frozen=True)
class Near:
    """A level, and how far somebody's skills meet it."""

    rung: Rung
    missing: tuple[Lack, ...]

    @property
    def total(self) -> int:
        return len(self.rung.skills)

    @property
    def met(self) -> int:
        return self.total - len(self.missing)

    @cached_property
    def below(self) -> tuple[Lack, ...]:
        return tuple(lack for lack in self.missing if lack.has is not None)

    @cached_property
    def unanswered(self) -> tuple[Lack, ...]:
        return tuple(lack for lack in self.missing if lack.has is None)


@dataclass(frozen=True, slots=True)
class Ladder:
    """One role: the level of it that is nearest, and its other levels, lowest first."""

    role: str
    nearest: Near
    others: tuple[Near, ...]


def ladders_near(rungs: Iterable[Rung], said: Said, own: int | None) -> tuple[Ladder, ...]:
    """Every role, those with the fewest skills missing first. `own` is the level somebody stands on: of its ladder only
    what lies above counts.
    """
    of_role: dict[int, list[Rung]] = {}
    for rung in rungs:
        of_role.setdefault(rung.role_id, []).append(rung)
    found = []
    for levels in of_role.values():
        here = next((rung for rung in levels if rung.level_id == own), None)
        open_to = [near(rung, said) for rung in levels if here is None or rung.rank > here.rank]
        reachable = sorted((each for each in open_to if each.total), key=lambda each: each.rung.rank)
        if reachable:
            nearest = _nearest(reachable, on_it=here is not None)
            found.append(Ladder(nearest.rung.role, nearest, tuple(each for each in reachable if each is not nearest)))
    return tuple(sorted(found, key=lambda ladder: (len(ladder.nearest.missing), ladder.role)))


def near(rung: Rung, said: Said) -> Near:
    """How far somebody's skills meet one level."""
    lacks = (Lack(asked.name, said.of(asked), asked.proficiency) for asked in rung.skills)
    return Near(rung, tuple(lack for lack in lacks if lack.has is None or lack.has < lack.needs))


def _nearest(levels: Sequence[Near], *, on_it: bool) -> Near:
    """On one's own ladder the next rung; else the highest of which enough is met, or the one of which most is."""
    if on_it:
        return levels[0]
    enough = [each for each in levels if each.met * ONE_IN >= each.total]
    return enough[-1] if enough else max(levels, key=lambda each: (each.met / each.total, -each.rung.rank))
