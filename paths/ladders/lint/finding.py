"""What the linter answers with, and what it has to know beside the edition it reads."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from paths.ladders.content import EditionContent, Profile
from paths.ladders.slugs import short_title
from paths.shared.markdown import plain_text

LONGEST = 90


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd. `check` is what is checked for ("woolly-verb"), `message` what and where, `why` one sentence.

    The place to mend it: a level, the statement `key` on it, a `field` ("years_min", "days", or a section of the
    edition such as "transitions"), or a skill of the list; `url`: the form, where that is no page of the edition.
    """

    check: str
    message: str
    why: str
    level_id: int | None = None
    key: UUID | None = None
    field: str = ""
    skill_id: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class KnownSkill:
    """A skill of the list, and the ids of the roles whose published ladders ask for it."""

    id: int
    name: str
    slug: str
    asked_by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role with a published ladder. `levels` are (address, title)."""

    id: int
    name: str
    slug: str
    levels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """What there is beside the edition.

    `families` are the addresses of families with published roles. `silent` are names that lead nowhere but once did or
    soon will: of roles without a published ladder, and what roles were called before.
    """

    roles: tuple[KnownRole, ...] = ()
    skills: tuple[KnownSkill, ...] = ()
    families: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()


def name_of(content: EditionContent, profile: Profile) -> str:
    """The level as it is called within its ladder: "Senior"."""
    return short_title(profile.title, content.role)


def quoted(text: str) -> str:
    """A text of the ladder as it stands in a message: plain, in quotation marks, not too long."""
    plain = " ".join(plain_text(text).split())
    return f"“{plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + '…'}”"
