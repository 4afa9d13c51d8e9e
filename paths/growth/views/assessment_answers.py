"""Saving the answers that were sent, of one row or of a whole step, and showing those that could not be saved.

A row is known by its statement: it is saved wherever that stands by now, asked or not, as long as the level has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from paths.growth.answer_rows import NO_OPPORTUNITY, AnswerRow, digest_of, row_shown, typed_into
from paths.growth.assessing import AnsweredMeanwhile, NoSuchRow, NotPossibleNow, rate
from paths.growth.choices import HIGHEST
from paths.growth.forms.answers import AnswerForm
from paths.growth.overview import Overview
from paths.growth.standing import NO_ANSWER, Answer, Row
from paths.growth.statements import statements_named
from paths.growth.targets import by_key
from paths.growth.unsent import Words

NOTE = re.compile(r"([0-9a-f]{32})-note")
RUNGS = {str(value) for value in range(HIGHEST + 1)}


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A row that was not saved: what was sent, and why not or what was saved elsewhere meanwhile."""

    form: AnswerForm
    problems: tuple[str, ...] = ()
    other: Answer | None = None

    def show(self, row: AnswerRow) -> AnswerRow:
        """The row with what was typed."""
        return typed_into(
            row,
            chosen=self.form.typed("value"),
            note=self.form.typed("note"),
            version=self.form.typed_version,
            was=self.form.typed("was")[:20],
            problems=self.problems,
            other=self.other,
        )


@dataclass(frozen=True, slots=True)
class Saving:
    """What became of the rows that were sent: where their owner stands, those that could not be saved, and whether some
    were saved that are not asked now.
    """

    overview: Overview
    unsaved: dict[UUID, Unsaved]
    has_unasked: bool


def save_row(overview: Overview, row: Row, form: AnswerForm) -> tuple[Overview, Unsaved | None]:
    """Save one row. Returns where its owner stands then, and the row if it could not be saved."""
    if not form.is_valid():
        return overview, Unsaved(form, form.problems)
    if form.cleaned_data["take"]:
        return overview, None
    said = form.answer
    try:
        rating = rate(
            assessment=overview.assessment,
            expected=row.expected,
            value=said.value,
            no_opportunity=said.no_opportunity,
            note=said.note,
            version=form.shown_version,
        )
    except AnsweredMeanwhile as error:
        return overview, Unsaved(form, other=by_key([error.rating])[row.expected.key])
    except NoSuchRow:
        return overview, Unsaved(form, (_("Not saved. Choose one of the answers."),))
    except NotPossibleNow:
        return overview, Unsaved(form, (_("Not saved. You have put this assessment away."),))
    return overview.with_answer(rating), None


def rows_of(overview: Overview, keys: Iterable[UUID]) -> list[Row]:
    """The statements of the level with these keys as they were answered, also those that are not asked now. One query
    if there are such.
    """
    wanted, asked = set(keys), {row.expected.key: row for row in overview.standing.rows}
    level = [each for each in (overview.profile.expectations if overview.profile else ()) if each.key in wanted]
    others = [each.key for each in level if each.key not in asked]
    answers = by_key(overview.assessment.ratings.filter(key__in=others)) if others else {}
    return [asked.get(each.key) or Row(each, answers.get(each.key, NO_ANSWER)) for each in level]


def keys_sent(data: QueryDict) -> list[UUID]:
    """The statements whose rows were sent."""
    return [UUID(found[1]) for name in data if (found := NOTE.fullmatch(name))]


def save_step(overview: Overview, data: QueryDict) -> Saving:
    """Save the rows that were sent and say anything else than what was shown."""
    unsaved: dict[UUID, Unsaved] = {}
    has_unasked = False
    for row in rows_of(overview, keys_sent(data)):
        form = AnswerForm(row, data)
        if form.is_valid() and not form.is_touched:
            continue
        overview, problem = save_row(overview, row, form)
        if problem:
            unsaved[row.expected.key] = problem
        elif overview.standing.row(row.expected.key) is None:
            has_unasked = True
    return Saving(overview, unsaved, has_unasked)


def still_unsaved(overview: Overview, data: QueryDict, why: str) -> dict[UUID, Unsaved]:
    """The rows that were sent and say anything else than what is saved: `why`, or what is wrong with them."""
    unsaved = {}
    for row in rows_of(overview, keys_sent(data)):
        form = AnswerForm(row, data)
        if not (form.is_valid() and form.answer == said(row.answer)):
            unsaved[row.expected.key] = Unsaved(form, form.problems or (why,))
    return unsaved


def words_unsaved(overview: Overview, data: QueryDict) -> list[Words]:
    """The same as words, for a page where nothing can be saved, and what is not asked any more."""
    unsaved = still_unsaved(overview, data, "")
    rows = [unsaved[row.expected.key].show(row_shown(row, {})) for row in rows_of(overview, unsaved)]
    return [Words(row.note, row.row.expected.text, str(row.chosen_label)) for row in rows] + words_gone(overview, data)


def words_gone(overview: Overview, data: QueryDict) -> list[Words]:
    """What was written about statements that the level does not have, as when it moved over to another edition."""
    sent = keys_sent(data)
    there = {row.expected.key for row in rows_of(overview, sent)}
    notes = {key: data[f"{key.hex}-note"].strip() for key in sent if key not in there}
    notes = {key: note for key, note in notes.items() if note and _is_touched(key, note, data)}
    named = statements_named(notes)
    return [Words(note, named[key].text if key in named else "") for key, note in notes.items()]


def _is_touched(key: UUID, note: str, data: QueryDict) -> bool:
    """Whether a row that is not asked any more says anything else than what was shown."""
    value = data.get(f"{key.hex}-value", "")
    answer = Answer(int(value) if value in RUNGS else None, value == NO_OPPORTUNITY, note.replace("\r\n", "\n"))
    return digest_of(answer) != data.get(f"{key.hex}-was", "")


def said(answer: Answer) -> Answer:
    """An answer without its day and version, to compare with another."""
    return Answer(answer.value, answer.no_opportunity, answer.note)
