"""Where somebody stands against a level: counts against their own target, never a score. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.growth.scales import needed
from paths.ladders.choices import Kind
from paths.ladders.content import Expected

KINDS = {
    Kind.RESPONSIBILITY: _("Responsibilities"),
    Kind.SKILL: _("Skills"),
    Kind.SOFT_SKILL: _("Soft skills"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said on one statement. Neither a value nor a lack of opportunity: unanswered."""

    value: int | None = None
    no_opportunity: bool = False
    note: str = ""
    rated_at: datetime.datetime | None = None
    version: int = 0

    @property
    def is_given(self) -> bool:
        return self.value is not None or self.no_opportunity


NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of the target, and what was answered."""

    expected: Expected
    answer: Answer = NO_ANSWER

    @property
    def needed(self) -> int:
        return needed(self.expected)

    @property
    def is_met(self) -> bool:
        return self.answer.value is not None and self.answer.value >= self.needed

    @property
    def below(self) -> int:
        """How many steps are missing; 0 where it is met or nothing can be said."""
        return max(0, self.needed - self.answer.value) if self.answer.value is not None else 0

    @property
    def gap(self) -> int | None:
        """Steps above (+) or below (-) what is needed; None where nothing can be said."""
        return self.answer.value - self.needed if self.answer.value is not None else None


@dataclass(frozen=True)
class Step:
    """The rows of one category: a page of an assessment. `slug` is unique among the steps of one assessment."""

    slug: str
    title: str | Promise
    rows: tuple[Row, ...]

    @cached_property
    def answered(self) -> int:
        return sum(row.answer.is_given for row in self.rows)

    @cached_property
    def counts(self) -> Counts:
        return counts_of(self.rows)


@dataclass(frozen=True, slots=True)
class Counts:
    """The required rows by how they stand; `met + below + no_opportunity + unanswered` is `total`."""

    total: int
    met: int
    below: int
    no_opportunity: int
    unanswered: int


@dataclass(frozen=True)
class Standing:
    """A whole assessment, step by step."""

    steps: tuple[Step, ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for step in self.steps for row in step.rows)

    @cached_property
    def counts(self) -> Counts:
        return counts_of(self.rows)

    @cached_property
    def is_finished(self) -> bool:
        """Whether everything was answered."""
        return all(row.answer.is_given for row in self.rows)

    @cached_property
    def gaps(self) -> tuple[Row, ...]:
        """What is required and below, the largest first, otherwise as the level has it."""
        return tuple(sorted((row for row in required(self.rows) if row.below), key=lambda row: -row.below))

    @cached_property
    def without_opportunity(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.answer.no_opportunity)

    def step(self, slug: str) -> Step | None:
        """The step at that address."""
        return next((step for step in self.steps if step.slug == slug), None)

    def row(self, key: UUID) -> Row | None:
        """The row of that statement."""
        return next((row for row in self.rows if row.expected.key == key), None)


def standing_of(expectations: Iterable[Expected], answers: Mapping[UUID, Answer]) -> Standing:
    """The expectations cut into steps by category, in the order of the level, with the answers by key."""
    groups: dict[str | Promise, list[Row]] = {}
    for expected in expectations:
        title = (expected.category if expected.kind == Kind.SKILL else "") or KINDS[Kind(expected.kind)]
        groups.setdefault(title, []).append(Row(expected, answers.get(expected.key, NO_ANSWER)))
    return Standing(
        tuple(Step(f"{place}", title, tuple(rows)) for place, (title, rows) in enumerate(groups.items(), start=1))
    )


def required(rows: Iterable[Row]) -> list[Row]:
    """The rows that count: what is only desirable does not."""
    return [row for row in rows if row.expected.required]


def counts_of(rows: Iterable[Row]) -> Counts:
    """How the required rows stand."""
    counted = required(rows)
    met = sum(row.is_met for row in counted)
    no_opportunity = sum(row.answer.no_opportunity for row in counted)
    unanswered = sum(not row.answer.is_given for row in counted)
    return Counts(len(counted), met, len(counted) - met - no_opportunity - unanswered, no_opportunity, unanswered)
