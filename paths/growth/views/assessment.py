"""A self-assessment: a page for each category, and one to look it over and share it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from paths.growth.access import keeps_unsent, personal_page, take_unsent
from paths.growth.answer_rows import AnswerRow, row_shown
from paths.growth.models import Assessment, Conversation, Evidence, Goal
from paths.growth.overview import Overview, overview_of
from paths.growth.picture import picture_of
from paths.growth.readers import who_sees
from paths.growth.standing import Standing, Step
from paths.growth.views.assessment_answers import save_step, with_unsent
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
        "readers": who_sees(SHARED, found.employee, viewer=request.user).others,
    }
    return render(request, "growth/assessment.html", context)


@keeps_unsent
@personal_page
def assessment_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """One category: GET shows its rows, POST saves them all and goes on to the next."""
    found = find_assessment(request, pk, under_way=False)
    overview = overview_of(found)
    here = overview.standing.step(str(step))
    if found.ended_at or here is None:
        return redirect(found)
    if request.method == "POST":
        overview, unsaved = save_step(overview, here, request.POST)
        if not unsaved:
            return redirect(address_after(overview, here.slug))
        here = overview.standing.step(here.slug) or here
        rows = rows_shown(request.user, overview, here)
        rows = [unsaved[row.key].show(row) if row.key in unsaved else row for row in rows]
        return render_step(request, overview, here, rows, status=409 if any(row.other for row in rows) else 422)
    rows = rows_shown(request.user, overview, here)
    if unsent := take_unsent(request):
        rows = with_unsent(rows, unsent)
    return render_step(request, overview, here, rows)


def render_step(
    request: HttpRequest, overview: Overview, step: Step, rows: list[AnswerRow], status: int = 200
) -> HttpResponse:
    """The page of a step."""
    context = page_context(request, overview) | {
        "here": step,
        "rows": rows,
        "after": step_after(overview.standing, step.slug),
        "unsaved": sum(row.is_unsaved for row in rows),
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
    """The rows of a step with the meaning of each answer and the evidence that matches. Three queries."""
    meanings = meanings_of(step)
    keys = {row.expected.key for row in step.rows}
    mine = Evidence.objects.visible_to(user).filter(shows__key__in=keys).distinct().prefetch_related("shows")
    by_key: dict[Any, list[Evidence]] = {}
    for evidence in mine:
        for shown in evidence.shows.all():
            by_key.setdefault(shown.key, []).append(evidence)
    return [row_shown(row, meanings, by_key.get(row.expected.key, ())) for row in step.rows]


def meanings_of(step: Step) -> dict[int, dict[Proficiency, str]]:
    """skill id -> what HR says its proficiencies mean."""
    ids = {row.expected.skill.id for row in step.rows if row.expected.skill}
    return {skill.pk: skill.own_meanings for skill in Skill.objects.filter(pk__in=ids)} if ids else {}


def step_after(standing: Standing, slug: str) -> Step | None:
    """The step that comes next."""
    return standing.step(str(int(slug) + 1))


def address_after(overview: Overview, slug: str) -> str:
    """Where one goes on after saving a step."""
    pk, after = overview.assessment.pk, step_after(overview.standing, slug)
    return reverse("assessment_step", args=[pk, after.slug]) if after else reverse("assessment", args=[pk])
