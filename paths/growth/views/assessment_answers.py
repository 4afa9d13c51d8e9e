"""Saving the answers that were sent, of one row or of a whole step, and showing those that could not be saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from paths.growth.answer_rows import AnswerRow, typed_into
from paths.growth.assessing import AnsweredMeanwhile, NoSuchRow, NotPossibleNow, rate
from paths.growth.forms.answers import AnswerForm
from paths.growth.overview import Overview
from paths.growth.standing import Answer, Row, Step
from paths.growth.targets import by_key


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


def save_step(overview: Overview, step: Step, data: QueryDict) -> tuple[Overview, dict[UUID, Unsaved]]:
    """Save the rows of a step that say anything else than what was shown. Returns also those that could not be."""
    unsaved = {}
    for row in step.rows:
        form = AnswerForm(row, data)
        if form.was_sent and not (form.is_valid() and not form.is_touched):
            overview, problem = save_row(overview, row, form)
            if problem:
                unsaved[row.expected.key] = problem
    return overview, unsaved


def with_unsent(rows: Iterable[AnswerRow], unsent: QueryDict) -> list[AnswerRow]:
    """The rows with what was typed where that is anything else than what is saved."""
    shown = []
    for row in rows:
        form = AnswerForm(row.row, unsent)
        if form.was_sent and not (form.is_valid() and form.answer == said(row.row.answer)):
            problem = form.problems or (_("Not saved yet. You were signed out before this was saved."),)
            row = Unsaved(form, problem).show(row)
        shown.append(row)
    return shown


def said(answer: Answer) -> Answer:
    """An answer without its day and version, to compare with another."""
    return Answer(answer.value, answer.no_opportunity, answer.note)
