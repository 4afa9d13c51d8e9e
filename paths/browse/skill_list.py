"""What the list of skills shows: every skill that a published ladder asks for, from A to Z."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from string import ascii_lowercase

from paths.ladders.models import Edition, Expectation
from paths.shared.folding import fold

OTHER = "#"


@dataclass(frozen=True, slots=True)
class ListedSkill:
    """A skill, and the roles that ask for it as (role id, address of the family)."""

    name: str
    slug: str
    roles: frozenset[tuple[int, str]]

    @property
    def sorted_by(self) -> tuple[bool, str, str]:
        """Its place in the alphabet: what begins with a letter first, whatever its case and accents."""
        return self.letter == OTHER, fold(self.name), self.slug

    @property
    def letter(self) -> str:
        """The letter it stands under: "A" to "Z", "#" for all else."""
        first = fold(self.name).lstrip("+#/.")[:1]
        return first.upper() if first in ascii_lowercase and first else OTHER


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the alphabet and the skills under it; `anchor` is its place on the page."""

    letter: str
    skills: tuple[ListedSkill, ...]

    @property
    def anchor(self) -> str:
        return "letter-other" if self.letter == OTHER else f"letter-{self.letter.lower()}"


@dataclass(frozen=True, slots=True)
class SkillList:
    """All skills that are asked for, and the families (name, address) whose roles do so."""

    skills: tuple[ListedSkill, ...]
    families: tuple[tuple[str, str], ...]

    def narrowed(self, query: str, family: str) -> tuple[ListedSkill, ...]:
        """The skills whose name holds every word of `query`, with only the roles of `family` ("" for all)."""
        words = fold(query).split()
        fitting = (skill for skill in self.skills if all(word in fold(skill.name) for word in words))
        if not family:
            return tuple(fitting)
        of_family = (
            ListedSkill(skill.name, skill.slug, frozenset(role for role in skill.roles if role[1] == family))
            for skill in fitting
        )
        return tuple(skill for skill in of_family if skill.roles)


def all_skills() -> SkillList:
    """Every skill that a published ladder asks for, in order of the alphabet. One query."""
    role = "profile__edition__role"
    rows = (
        Expectation.objects.filter(profile__edition__in=Edition.objects.published(), skill__isnull=False)
        .order_by(f"{role}__family__position", f"{role}__family__name")
        .values_list("skill__name", "skill__slug", role, f"{role}__family__name", f"{role}__family__slug")
        .distinct()
    )
    roles: dict[tuple[str, str], set[tuple[int, str]]] = {}
    families: dict[tuple[str, str], None] = {}
    for name, slug, role_id, family, family_slug in rows:
        roles.setdefault((name, slug), set()).add((role_id, family_slug))
        families[family, family_slug] = None
    skills = (ListedSkill(name, slug, frozenset(of_skill)) for (name, slug), of_skill in roles.items())
    return SkillList(tuple(sorted(skills, key=lambda skill: skill.sorted_by)), tuple(families))


def by_letter(skills: Iterable[ListedSkill]) -> tuple[Letter, ...]:
    """Every letter with its skills, A to Z and then the rest; letters without any are empty, the rest is left out."""
    found = {letter: tuple(group) for letter, group in groupby(skills, key=lambda skill: skill.letter)}
    letters = [*ascii_lowercase.upper(), *([OTHER] if OTHER in found else [])]
    return tuple(Letter(letter, found.get(letter, ())) for letter in letters)
