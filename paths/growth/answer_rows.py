"""The rows of a self-assessment as its page shows them. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.growth.scales import Choice, choices_for
from paths.growth.standing import Answer, Row
from paths.ladders.choices import Proficiency

NO_OPPORTUNITY = "none"
LONGEST_NOTE = 4_000
Meanings = Mapping[int, dict[Proficiency, str]]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row with its answers to choose from, and what is in its fields.

    `version` and `was` stand for the answer that was shown last: two tabs notice each other by them. `other` is what
    was saved elsewhere since, `problems` is why nothing was saved. `evidence` is for the statement, `of_skill` for its
    skill at other statements.
    """

    row: Row
    choices: tuple[Choice, ...]
    chosen: str
    note: str
    version: int
    was: str
    evidence: Sequence[Any] = ()
    of_skill: Sequence[Any] = ()
    is_saved: bool = False
    problems: tuple[str, ...] = ()
    other: Answer | None = None

    @property
    def id(self) -> str:
        """What its fields and elements are called by."""
        return self.row.expected.key.hex

    @property
    def key(self) -> UUID:
        return self.row.expected.key

    @property
    def longest(self) -> int:
        """How many characters a note holds."""
        return LONGEST_NOTE

    @property
    def is_unsaved(self) -> bool:
        """Whether its fields hold what is not saved."""
        return bool(self.problems or self.other)

    @property
    def needed(self) -> Choice:
        """The least answer that meets it."""
        return next(choice for choice in self.choices if choice.value == self.row.needed)

    @property
    def other_chosen(self) -> str:
        """The answer that was saved elsewhere as its radio button has it."""
        return chosen_of(self.other) if self.other else ""

    @property
    def other_label(self) -> str | Promise:
        """The name of the answer that was saved elsewhere; "" if there was none."""
        return self._label(self.other_chosen)

    @property
    def chosen_label(self) -> str | Promise:
        """The name of the answer that is chosen; "" if there is none."""
        return self._label(self.chosen)

    @property
    def general(self) -> tuple[Choice, ...]:
        """The answers with what they mean of any statement of this kind."""
        return choices_for(self.row.expected)

    def _label(self, chosen: str) -> str | Promise:
        names = {str(choice.value): choice.label for choice in self.choices} | {
            NO_OPPORTUNITY: _("No opportunity here")
        }
        return names.get(chosen, "")


def row_shown(row: Row, meanings: Meanings, evidence: Sequence[Any] = (), **more: Any) -> AnswerRow:
    """A row as it was saved. `meanings`: skill id -> what HR says its proficiencies mean."""
    skill = row.expected.skill
    own = meanings.get(skill.id) if skill else None
    return AnswerRow(
        row=row,
        choices=choices_for(row.expected, own),
        chosen=chosen_of(row.answer),
        note=row.answer.note,
        version=row.answer.version,
        was=digest_of(row.answer),
        evidence=evidence,
        **more,
    )


def typed_into(shown: AnswerRow, *, chosen: str, note: str, version: int | None, was: str, **more: Any) -> AnswerRow:
    """The row with what somebody typed into it, which was not saved."""
    seen = shown.version if version is None else version
    return replace(shown, chosen=chosen, note=note, version=seen, was=was, is_saved=False, **more)


def chosen_of(answer: Answer) -> str:
    """The answer as its radio button has it."""
    if answer.no_opportunity:
        return NO_OPPORTUNITY
    return "" if answer.value is None else str(answer.value)


def digest_of(answer: Answer) -> str:
    """A few letters that stand for what an answer says."""
    said = repr((answer.value, answer.no_opportunity, answer.note))
    return hashlib.sha256(said.encode()).hexdigest()[:12]
