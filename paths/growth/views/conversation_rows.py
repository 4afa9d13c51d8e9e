"""Rows that the manager writes: as they are shown, and as they are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from paths.growth.answer_rows import AnswerRow, digest_of, row_shown
from paths.growth.answering import answer_row
from paths.growth.assessing import AnsweredMeanwhile, NoSuchRow, NotPossibleNow
from paths.growth.choices import Voice
from paths.growth.forms.answers import AnswerForm
from paths.growth.side_by_side import Word, label_of
from paths.growth.standing import NO_ANSWER, Answer, Row
from paths.growth.targets import by_key
from paths.growth.unsent import Words
from paths.growth.views.conversation_found import Found
from paths.ladders.content import Expected
from paths.ladders.models import Skill


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A row that was not saved: what was sent, why not, and what was saved elsewhere meanwhile."""

    form: AnswerForm
    problems: tuple[str, ...] = ()
    other: Answer | None = None

    def show(self, row: Row, meanings: Mapping[int, Any] | None = None) -> AnswerRow:
        """The row with what was typed. After a conflict, saving it again writes over what was saved elsewhere."""
        was = digest_of(self.other) if self.other else self.form.typed("was")[:20]
        typed = {"chosen": self.form.typed("value"), "note": self.form.typed("note"), "was": was}
        return replace(row_shown(row, meanings or {}), **typed, problems=self.problems, other=self.other)


class _NotAll(Exception):
    """Rolls back a page of which a row could not be saved."""


def save_row(found: Found, voice: Voice | None, row: Row, form: AnswerForm) -> Unsaved | None:
    """Save one row. Returns why not, if it could not be."""
    if not form.is_valid():
        return Unsaved(form, form.problems)
    if form.cleaned_data["take"]:
        return None
    try:
        if voice is None:
            raise NotPossibleNow
        answer_row(
            conversation=found.conversation,
            voice=voice,
            expected=row.expected,
            value=form.answer.value,
            no_opportunity=form.answer.no_opportunity,
            note=form.answer.note,
            seen=form.cleaned_data["was"] or digest_of(NO_ANSWER),
            by=found.conversation.employee.manager,
        )
    except AnsweredMeanwhile as error:
        return Unsaved(form, other=by_key([error.rating])[row.expected.key])
    except NoSuchRow:
        return Unsaved(form, (_("Not saved. Choose one of the answers."),))
    except NotPossibleNow:
        return Unsaved(form, (_("Not saved. It has been sent or closed since you opened this page."),))
    return None


def save_rows(found: Found, voice: Voice, rows: Sequence[Row], data: QueryDict) -> dict[UUID, Unsaved]:
    """Save the rows that say anything else than what was shown: all of them, or none. Returns those that cannot be."""
    unsaved: dict[UUID, Unsaved] = {}
    try:
        with transaction.atomic():
            for row in rows:
                form = AnswerForm(row, data)
                touched = form.was_sent and not (form.is_valid() and not form.is_touched)
                problem = save_row(found, voice, row, form) if touched else None
                if problem:
                    unsaved[row.expected.key] = problem
            if unsaved:
                raise _NotAll
    except _NotAll:
        _keep_typed(rows, data, unsaved)
    return unsaved


def still_unsaved(rows: Sequence[Row], data: QueryDict, why: str) -> dict[UUID, Unsaved]:
    """The rows that were sent and say anything else than what is saved: `why`, or what is wrong with them."""
    unsaved: dict[UUID, Unsaved] = {}
    for row in rows:
        form = AnswerForm(row, data)
        there = replace(row.answer, rated_at=None, version=0)
        if form.was_sent and not (form.is_valid() and form.answer == there):
            unsaved[row.expected.key] = Unsaved(form, form.problems or (why,))
    return unsaved


def words_unsaved(rows: Sequence[Row], data: QueryDict) -> list[Words]:
    """The same as words, for when nothing can be saved."""
    unsaved = still_unsaved(rows, data, "")
    typed = [unsaved[row.expected.key].show(row) for row in rows if row.expected.key in unsaved]
    return [Words(row.note, row.row.expected.text, str(row.chosen_label)) for row in typed]


def voice_rows(
    found: Found, rows: Sequence[Row], unsaved: Mapping[UUID, Unsaved]
) -> list[tuple[AnswerRow, Word | None, Sequence[Any]]]:
    """Each row to answer with the employee's own word, if it may be seen, and the evidence they shared. Two queries."""
    meanings = meanings_of([row.expected for row in rows])
    own = found.heard.of(Voice.SELF)
    seen = Voice.SELF in found.heard.voices
    name = found.conversation.employee.name
    result = []
    for row in rows:
        expected = row.expected
        now = as_row(row, meanings, unsaved.get(expected.key))
        answer = own.get(expected.key, NO_ANSWER)
        word = Word(Voice.SELF, name, label_of(expected, answer), answer.note) if seen else None
        result.append((now, word, found.evidence.get(expected.key, ())))
    return result


def as_row(row: Row, meanings: Mapping[int, Any], unsaved: Unsaved | None = None, **more: Any) -> AnswerRow:
    """A row with its fields: as it was saved, or as it could not be."""
    return unsaved.show(row, meanings) if unsaved else row_shown(row, meanings, **more)


def meanings_of(expectations: Sequence[Expected]) -> dict[int, Any]:
    """skill id -> what HR says its proficiencies mean. One query."""
    ids = {each.skill.id for each in expectations if each.skill}
    return {skill.pk: skill.own_meanings for skill in Skill.objects.filter(pk__in=ids)} if ids else {}


def _keep_typed(rows: Sequence[Row], data: QueryDict, unsaved: dict[UUID, Unsaved]) -> None:
    """What else was typed on a page of which a row could not be saved is not saved either, and stays in its field."""
    for row in rows:
        form = AnswerForm(row, data)
        if row.expected.key not in unsaved and form.was_sent and form.is_valid() and form.is_touched:
            unsaved[row.expected.key] = Unsaved(form, (_("Not saved yet: another answer here needs you first."),))
