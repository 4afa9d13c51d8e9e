"""One answer, saved by itself while the page stays."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from paths.growth.access import personal_page
from paths.growth.answer_rows import chosen_of, row_shown
from paths.growth.forms.answers import AnswerForm
from paths.growth.overview import Overview, overview_of
from paths.growth.standing import Row, Step
from paths.growth.views.assessment import find_assessment, rows_shown, standing_context
from paths.growth.views.assessment_answers import rows_of, save_row


@personal_page
@require_POST
def assessment_row(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Save a row. 409: it was saved elsewhere since, and both are shown. 422: why it cannot be saved."""
    before = overview_of(find_assessment(request, pk), with_news=False)
    row = next(iter(rows_of(before, [key])), None)
    if row is None:
        raise Http404(_("This assessment does not ask that."))
    form = AnswerForm(row, request.POST)
    after, unsaved = save_row(before, row, form)
    if not request.htmx:  # type: ignore[attr-defined]
        step = step_of(after, key)
        return redirect("assessment_step", pk, step.slug) if step else redirect("assessment", pk)
    if unsaved:
        shown = unsaved.show(row_shown(row, {}))
        context = {"row": shown, "assessment": after.assessment}
        return render(request, "growth/_assessment_state.html", context, status=409 if unsaved.other else 422)
    return render_saved(request, after, row, whole=form.cleaned_data["take"] or form.cleaned_data["clear"])


def render_saved(request: HttpRequest, after: Overview, row: Row, *, whole: bool) -> HttpResponse:
    """The state of the row, and the standing if that changed. `whole`: the row anew, as its fields hold otherwise."""
    (saved,) = rows_of(after, [row.expected.key])
    step = step_of(after, row.expected.key)
    context: dict[str, Any] = {"assessment": after.assessment, "here": step, "steps": after.standing.steps}
    if step and chosen_of(saved.answer) != chosen_of(row.answer):
        context |= standing_context(after) | {"standing_changed": True}
    if not whole:
        context |= {"row": row_shown(saved, {}, is_saved=True)}
        return render(request, "growth/assessment_row.html", context)
    (shown,) = rows_shown(request.user, after, Step("", "", (saved,)))
    context |= {"row": shown, "whole": True}
    response = render(request, "growth/assessment_row.html", context)
    return reswap(retarget(response, f"#row-{shown.id}"), "outerHTML")


def step_of(overview: Overview, key: UUID) -> Step | None:
    """The step that holds a row; None if it is not asked now."""
    steps = overview.standing.steps
    return next((step for step in steps if any(row.expected.key == key for row in step.rows)), None)
