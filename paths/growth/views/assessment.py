"""A self-assessment: a page for each category, and one to look it over and share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent, to_copy
from paths.growth.answer_rows import AnswerRow, row_shown
from paths.growth.answerers import why_nobody_answers
from paths.growth.beside import evidence_beside
from paths.growth.models import Assessment, Conversation, Goal
from paths.growth.overview import Overview, overview_of
from paths.growth.picture import picture_of
from paths.growth.readers import who_sees
from paths.growth.standing import Standing, Step
from paths.growth.unsent import Words
from paths.growth.views.assessment_answers import (
    Unsaved,
    keys_sent,
    rows_of,
    save_step,
    still_unsaved,
    words_gone,
    words_unsaved,
)
from paths.ladders.choices import Proficiency
from paths.ladders.models import Skill
from paths.people.models import User
from paths.people.papers import PRIVATE, SHARED

GAPS_SHOWN = 5


def find_assessment(request: HttpRequest, pk: int, *, under_way: bool = True) -> Assessment:
    """One's own assessment, with what its pages ask for at hand. Raises Http404."""
    mine = Assessment.objects.visible_to(request.user)
    mine = mine.under_way() if under_way else mine
    return get_object_or_404(
        mine.select_related("edition__role__family", "level__role", "from_level", "employee"), pk=pk
    )


@personal_page
@require_safe
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was answered, to look it over, share it or put it away."""
    found = find_assessment(request, pk, under_way=False)
    overview = overview_of(found)
    copies = Conversation.objects.visible_to(request.user).filter(assessment=found).select_related("manager")
    context = page_context(request, overview) | {
        "copies": copies,
        "nobody_answers": why_nobody_answers(found.employee),
        "readers": who_sees(SHARED, found.employee, viewer=request.user).others,
    }
    return render(request, "growth/assessment.html", context)


@keeps_unsent
@personal_page
def assessment_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """One category: GET shows its rows, POST saves all that were sent and goes on to the next.

    Another tab may have put the assessment away, or let it ask less, more or other statements: what was sent is saved
    by its statement, wherever that stands now, and what cannot be saved is shown again.
    """
    found = find_assessment(request, pk, under_way=False)
    overview = overview_of(found)
    sent = sent_or_unsent(request)
    if found.ended_at:
        return put_away(request, overview, sent)
    here = step_sent(overview.standing, sent) or overview.standing.step(str(step))
    if sent and request.method != "POST":
        why = _("Not saved yet. You were signed out before this was saved.")
        return render_unsaved(request, overview, here, still_unsaved(overview, sent, why), sent, status=200)
    if request.method == "POST":
        return save(request, overview, here)
    return render_step(request, overview, here, rows_shown(request.user, overview, here)) if here else redirect(found)


def save(request: HttpRequest, overview: Overview, here: Step | None) -> HttpResponse:
    """Save what was sent and go on; what cannot be saved is shown again."""
    saving = save_step(overview, request.POST)
    after, unsaved = saving.overview, saving.unsaved
    if unsaved or words_gone(after, request.POST):
        is_wrong = unsaved and not any(each.other for each in unsaved.values())
        return render_unsaved(request, after, here, unsaved, request.POST, status=422 if is_wrong else 409)
    if saving.has_unasked:
        messages.info(request, _("Saved. Some of it is not asked while only what is new for you is; it is kept."))
    return redirect(address_after(after, here.slug) if here else after.assessment)


def put_away(request: HttpRequest, overview: Overview, sent: QueryDict | None) -> HttpResponse:
    """Lead to where it can be read; what was sent and is not saved is shown first."""
    words = words_unsaved(overview, sent) if sent else ()
    if not words:
        return redirect(overview.assessment)
    why = _("Nothing was saved: you have put this assessment away.")
    return to_copy(request, words, why, back=overview.assessment.get_absolute_url())


def render_unsaved(
    request: HttpRequest,
    overview: Overview,
    here: Step | None,
    unsaved: Mapping[UUID, Unsaved],
    sent: QueryDict,
    *,
    status: int,
) -> HttpResponse:
    """The page of a step with what was typed, and rows that stand elsewhere or are not asked now beneath."""
    steps = overview.standing.steps
    gone = words_gone(overview, sent)
    here = (overview.standing.step(here.slug) if here else None) or next(iter(steps), None)
    if here is None:
        why = _("Nothing was saved: this level asks nothing any more.")
        return to_copy(request, words_unsaved(overview, sent), why, back=overview.assessment.get_absolute_url())
    keys = {row.expected.key for row in here.rows}
    elsewhere = Step("", "", tuple(row for row in rows_of(overview, unsaved) if row.expected.key not in keys))
    shown = rows_shown(request.user, overview, here)
    others = rows_shown(request.user, overview, elsewhere) if elsewhere.rows else []
    rows, others = ([typed_or_saved(row, unsaved) for row in each] for each in (shown, others))
    return render_step(request, overview, here, rows, others=others, gone=gone, status=status)


def typed_or_saved(row: AnswerRow, unsaved: Mapping[UUID, Unsaved]) -> AnswerRow:
    """The row with what was typed, if that is not saved."""
    return unsaved[row.key].show(row) if row.key in unsaved else row


def render_step(
    request: HttpRequest,
    overview: Overview,
    step: Step,
    rows: list[AnswerRow],
    *,
    others: Sequence[AnswerRow] = (),
    gone: Sequence[Words] = (),
    status: int = 200,
) -> HttpResponse:
    """The page of a step. `others`: unsaved rows that stand elsewhere; `gone`: what is not asked any more."""
    context = page_context(request, overview) | {
        "here": step,
        "rows": rows,
        "others": others,
        "gone": gone,
        "after": step_after(overview.standing, step.slug),
        "unsaved": sum(row.is_unsaved for row in [*rows, *others]),
    }
    return render(request, "growth/assessment_step.html", context, status=status)


def page_context(request: HttpRequest, overview: Overview) -> dict[str, Any]:
    """What both pages say beside their rows."""
    found = overview.assessment
    return standing_context(overview) | {
        "assessment": found,
        "steps": overview.standing.steps,
        "sees": who_sees(PRIVATE, found.employee, viewer=request.user),
    }


def standing_context(overview: Overview) -> dict[str, Any]:
    """What the aside says: counts, the picture, and the largest gaps."""
    gaps = overview.standing.gaps[:GAPS_SHOWN]
    keys = [row.expected.key for row in gaps]
    planned = Goal.objects.open().filter(employee=overview.assessment.employee_id, key__in=keys) if keys else None
    return {
        "overview": overview,
        "counts": overview.standing.counts,
        "picture": picture_of(overview.standing),
        "gaps": gaps,
        "planned": set(planned.values_list("key", flat=True)) if planned is not None else set(),
    }


def rows_shown(user: User, overview: Overview, step: Step) -> list[AnswerRow]:
    """The rows of a step with the meaning of each answer and the evidence that stands beside it. Three queries."""
    meanings = meanings_of(step)
    beside = evidence_beside(user, step.rows)
    return [
        row_shown(row, meanings, beside[row.expected.key].evidence, of_skill=beside[row.expected.key].of_skill)
        for row in step.rows
    ]


def meanings_of(step: Step) -> dict[int, dict[Proficiency, str]]:
    """skill id -> what HR says its proficiencies mean."""
    ids = {row.expected.skill.id for row in step.rows if row.expected.skill}
    return {skill.pk: skill.own_meanings for skill in Skill.objects.filter(pk__in=ids)} if ids else {}


def step_sent(standing: Standing, sent: QueryDict | None) -> Step | None:
    """The step in which what was sent stands by now; None if nothing was, or none of it is asked."""
    keys = set(keys_sent(sent)) if sent else set()
    return next((step for step in standing.steps if any(row.expected.key in keys for row in step.rows)), None)


def step_after(standing: Standing, slug: str) -> Step | None:
    """The step that comes next."""
    return standing.step(str(int(slug) + 1))


def address_after(overview: Overview, slug: str) -> str:
    """Where one goes on after saving a step."""
    pk, after = overview.assessment.pk, step_after(overview.standing, slug)
    return reverse("assessment_step", args=[pk, after.slug]) if after else reverse("assessment", args=[pk])
