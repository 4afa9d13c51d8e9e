"""The sheet of a ladder: one row per statement. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from paths.ladders.choices import Kind, Proficiency
from paths.ladders.content import Expected, Profile
from paths.shared.sheets import Table, near_matches

COLUMNS = (
    "role", "level", "kind", "category", "text", "skill", "proficiency", "required", "examples", "key",
)  # fmt: skip
OPTIONAL = frozenset({"key"})
# The words of a sheet are the same in every language, so that one written on one site is read on another.
KINDS = {Kind.RESPONSIBILITY: "Responsibility", Kind.SKILL: "Skill", Kind.SOFT_SKILL: "Soft skill"}
PROFICIENCIES = {
    Proficiency.AWARENESS: "Awareness",
    Proficiency.WORKING: "Working",
    Proficiency.PRACTITIONER: "Practitioner",
    Proficiency.EXPERT: "Expert",
}
YES, NO = "yes", "no"


class Names:
    """Things by the names people write: the address of one, or else the name that only one of them has."""

    def __init__(self, things: Iterable[tuple[int, str, str]]) -> None:
        """`things` are (id, address, name)."""
        self._things = list(things)
        self._by_slug = {slug: pk for pk, slug, _name in self._things}
        named: dict[str, list[int]] = defaultdict(list)
        for pk, _slug, name in self._things:
            named[folded(name)].append(pk)
        self._by_name = {name: pks[0] for name, pks in named.items() if len(pks) == 1}

    def find(self, word: str) -> int | None:
        """The id of what `word` means, if it means one."""
        return self._by_slug.get(word) or self._by_name.get(folded(word))

    def hint(self, word: str) -> str:
        """What `word` may have meant, as a sentence."""
        return near_matches(word, (name for _pk, _slug, name in self._things))

    def words(self) -> dict[int, str]:
        """id -> the word to write for it: its name if that finds it, else its address."""
        return {pk: name if name and self.find(name) == pk else slug for pk, slug, name in self._things}


@dataclass(frozen=True)
class Ladder:
    """A role as rows may speak of it: its levels as they are now, and the keys it has ever given to a statement."""

    role_id: int
    name: str
    profiles: tuple[Profile, ...]
    keys: frozenset[UUID] = frozenset()


def table_of(role: str, profiles: Sequence[Profile]) -> Table:
    """The sheet of these levels; `role` is the word that finds the role."""
    words = levels_by_name(profiles).words()
    rows = [
        _cells(role, words[profile.level_id], expected) for profile in profiles for expected in profile.expectations
    ]
    return (COLUMNS, *rows)


def levels_by_name(profiles: Sequence[Profile]) -> Names:
    """The levels of a role by the names people write."""
    return Names((profile.level_id, profile.slug, profile.title) for profile in profiles)


def folded(word: str) -> str:
    """`word` as it is compared: case, spaces, hyphens and underscores do not count."""
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _cells(role: str, level: str, expected: Expected) -> tuple[str, ...]:
    skill = expected.skill
    return (
        role,
        level,
        KINDS[Kind(expected.kind)],
        expected.category,
        expected.text,
        skill.name if skill else "",
        PROFICIENCIES[Proficiency(skill.proficiency)] if skill else "",
        YES if expected.required else NO,
        "\n".join(expected.examples),
        str(expected.key),
    )
