"""What an edition says, as frozen values: compared, rendered and written out without the database.

Texts are inline Markdown as written. Years are years of experience, percentages parts of the time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from paths.ladders.choices import AdviceKind, Kind


@dataclass(frozen=True, slots=True)
class SkillAsked:
    """The skill an expectation means, and how deep (Proficiency)."""

    id: int
    name: str
    slug: str
    proficiency: int


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation of one level; `grows_from` is the key of the one it grew out of, where somebody has said so."""

    key: UUID
    kind: str
    category: str
    text: str
    examples: tuple[str, ...] = ()
    skill: SkillAsked | None = None
    required: bool = True
    grows_from: UUID | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A line of a level's day."""

    activity: str
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Custom:
    """A part without a field of its own, standing directly after `place`."""

    place: str
    form: str
    heading: str
    body: str


@dataclass(frozen=True)
class Profile:
    """One level as one edition has it."""

    level_id: int
    slug: str
    rank: int
    title: str
    years_min: Decimal | None = None
    years_max: Decimal | None = None
    summary: str = ""
    expectations: tuple[Expected, ...] = ()
    shares: tuple[Share, ...] = ()
    projects: tuple[str, ...] = ()
    custom: tuple[Custom, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Expected, ...]:
        """The expectations of one kind, in order."""
        return tuple(expected for expected in self.expectations if expected.kind == kind)

    @cached_property
    def responsibilities(self) -> tuple[Expected, ...]:
        return self.of_kind(Kind.RESPONSIBILITY)

    @cached_property
    def soft_skills(self) -> tuple[Expected, ...]:
        return self.of_kind(Kind.SOFT_SKILL)

    @cached_property
    def skill_groups(self) -> tuple[tuple[str, bool, tuple[Expected, ...]], ...]:
        """(category, required, skills) in the order the categories first appear."""
        groups: dict[tuple[str, bool], list[Expected]] = defaultdict(list)
        for expected in self.of_kind(Kind.SKILL):
            groups[expected.category, expected.required].append(expected)
        return tuple((category, required, tuple(skills)) for (category, required), skills in groups.items())


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the roadmap."""

    title: str
    years_min: Decimal | None
    years_max: Decimal | None
    focus: str
    key_skills: str
    mindset: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An interview question; `level_id` None: for everybody."""

    heading: str
    level_id: int | None
    and_above: bool
    text: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of advice (AdviceKind)."""

    kind: str
    title: str
    text: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A transition between two roles, named as written."""

    source: str
    target: str
    text: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class EditionContent:
    """A whole edition. Profiles come lowest rank first."""

    id: int
    role_id: int
    role: str
    role_slug: str
    family: str
    version: str
    overview: str
    core_responsibilities: tuple[tuple[str, tuple[str, ...]], ...]
    profiles: tuple[Profile, ...]
    stages: tuple[Stage, ...]
    questions: tuple[Question, ...]
    advice: tuple[Piece, ...]
    transitions: tuple[Move, ...]
    custom: tuple[Custom, ...]

    def profile(self, slug: str) -> Profile | None:
        """The profile of the level at that address, if this edition has it."""
        return next((profile for profile in self.profiles if profile.slug == slug), None)

    @cached_property
    def networking(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.advice if piece.kind == AdviceKind.NETWORKING)

    @cached_property
    def negotiation(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.advice if piece.kind == AdviceKind.NEGOTIATION)
