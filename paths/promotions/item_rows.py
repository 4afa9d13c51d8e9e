"""The rows of a checklist as their page shows them. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.growth.answer_rows import LONGEST_NOTE
from paths.growth.choices import Behaviour, Depth, Voice
from paths.growth.standing import KINDS, Answer
from paths.ladders.choices import Kind
from paths.promotions.choices import NEEDS_REASON, Mark
from paths.promotions.linting import Oddity

COMPANY = "company"
SIGNS = {
    Mark.OPEN: "·",
    Mark.MET: "✓",
    Mark.PARTLY: "◐",
    Mark.NOT_YET: "✕",
    Mark.NOT_APPLICABLE: "–",
    Mark.NO_OPPORTUNITY: "○",
}
ODD: dict[Oddity, str | Promise] = {
    Oddity.MET_WITHOUT_EVIDENCE: _("Met, and there is no evidence yet."),
    Oddity.RATINGS_APART: _("Your answers are two steps apart. Talk about the difference before sending."),
    Oddity.STALE_EVIDENCE: _("The latest evidence is over a year old."),
}


@dataclass(frozen=True, slots=True)
class MarkShown:
    """A mark as it is drawn: its sign and its name say the same."""

    value: str
    sign: str
    label: str | Promise

    @property
    def is_set_aside(self) -> bool:
        return self.value in NEEDS_REASON


MARKS = tuple(MarkShown(mark.value, SIGNS[mark], mark.label) for mark in Mark)
MARK = {each.value: each for each in MARKS}


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody last answered on the statement of an item."""

    voice: Voice
    who: str | Promise
    label: str | Promise
    note: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with all that is known of it, and what is in its fields.

    `version` and `was` stand for the mark that was shown last: two pages notice each other by them. `other` is the item
    as it was saved elsewhere since, `problems` is why nothing was saved. `own`: the reader's own log, to be added.
    """

    item: Any
    chosen: str
    reason: str
    note: str
    version: int
    was: str
    said: tuple[Said, ...] = ()
    evidence: Sequence[Any] = ()
    own: Sequence[Any] = ()
    comments: Sequence[Any] = ()
    answers: Sequence[Any] = ()
    asked: tuple[str, ...] = ()
    odd: tuple[Oddity, ...] = ()
    is_saved: bool = False
    problems: tuple[str, ...] = ()
    other: Any = None

    @property
    def id(self) -> int:
        """What its fields and elements are called by."""
        return self.item.pk

    @property
    def longest(self) -> int:
        """How many characters a note or a reason holds."""
        return LONGEST_NOTE

    @property
    def is_unsaved(self) -> bool:
        """Whether its fields hold what is not saved."""
        return bool(self.problems or self.other)

    @property
    def mark(self) -> MarkShown:
        """The mark it carries."""
        return MARK[self.item.mark]

    @property
    def chosen_label(self) -> str | Promise:
        """The name of the mark that is chosen in its fields."""
        return MARK[self.chosen].label if self.chosen in MARK else ""

    @property
    def needed(self) -> str | Promise:
        """How deep a skill has to be; "" for anything else."""
        return label_of(self.item.kind, self.item.needed) if self.item.kind == Kind.SKILL else ""

    @property
    def is_company_rule(self) -> bool:
        return self.item.kind == COMPANY

    @property
    def warnings(self) -> tuple[str | Promise, ...]:
        """What is odd about it, in sentences."""
        return tuple(ODD[each] for each in self.odd)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one category."""

    title: str | Promise
    rows: tuple[ItemRow, ...]


def row_shown(item: Any, **more: Any) -> ItemRow:
    """An item as it was saved."""
    return ItemRow(item, item.mark, item.reason, item.note, item.version, digest_of(item), **more)


def typed_into(
    row: ItemRow, *, chosen: str, reason: str, note: str, version: int | None, was: str, **more: Any
) -> ItemRow:
    """The row with what somebody typed into it, which was not saved."""
    seen = row.version if version is None else version
    return replace(row, chosen=chosen, reason=reason, note=note, version=seen, was=was, is_saved=False, **more)


def grouped(rows: Iterable[ItemRow]) -> tuple[Group, ...]:
    """The rows by category, in the order of the level; what the company asks comes last."""
    found: dict[str | Promise, list[ItemRow]] = {}
    for row in rows:
        found.setdefault(category_of(row.item), []).append(row)
    return tuple(Group(title, tuple(each)) for title, each in found.items())


def category_of(item: Any) -> str | Promise:
    """What the group of an item is called."""
    if item.kind == COMPANY:
        return _("What the company asks")
    return (item.category if item.kind == Kind.SKILL else "") or KINDS[Kind(item.kind)]


def label_of(kind: str, value: int | None) -> str | Promise:
    """What an answer is called: of a skill its depth, of anything else how often it is done."""
    if value is None:
        return ""
    return Depth(value).label if kind == Kind.SKILL else Behaviour(value).label


def said_of(item: Any, voice: Voice, who: str | Promise, answer: Answer | None) -> Said | None:
    """What a voice, that of `who`, answered on an item; None if they did not."""
    if answer is None or not answer.is_given:
        return None
    label = _("No opportunity here") if answer.no_opportunity else label_of(item.kind, answer.value)
    return Said(voice, who, label, answer.note)


def digest_of(item: Any) -> str:
    """A few letters that stand for what an item says."""
    return digest(item.mark, item.reason, item.note)


def digest(mark: str, reason: str, note: str) -> str:
    """The same, of its parts."""
    return hashlib.sha256(repr((str(mark), reason, note)).encode()).hexdigest()[:12]
