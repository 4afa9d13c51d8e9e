"""A step of a case: what it means, what it needs, and taking it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent
from paths.growth.unsent import words_in
from paths.promotions.casework import AlreadyOpen, Missing, NotAllowed, take_step
from paths.promotions.choices import CaseState
from paths.promotions.forms.steps import StepForm
from paths.promotions.leading import CannotLead
from paths.promotions.models import Case
from paths.promotions.notices import why_not
from paths.promotions.sheet import light_sheet
from paths.promotions.step_words import DONE, words_of
from paths.promotions.transitions import TRANSITIONS, Need, Transition, fits, may
from paths.promotions.views.case import case_context
from paths.promotions.views.case_found import Found, find_case


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def case_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET asks for what the step needs, POST takes it. 409: somebody else has moved the case on meanwhile."""
    found = find_case(request, pk)
    step = TRANSITIONS.get(name)
    if step is None or not step.sources:
        raise Http404(_("There is no such step."))
    if not may(step, found.actors):
        raise PermissionDenied
    form = StepForm(found.case, step, sent_or_unsent(request))
    if request.method != "POST":
        return open_step(request, found, step, form)
    if not form.is_valid():
        return render_step(request, found, step, form, status=422)
    try:
        after = take_step(case=found.case, step=name, by=found.reader, given=form.given)
    except NotAllowed:
        return render_step(request, find_case(request, pk), step, form, status=409)
    except Missing:
        return render_step(request, found, step, form, status=422)
    except CannotLead as problem:
        form.add_error("manager", str(problem))
        return render_step(request, found, step, form, status=422)
    except AlreadyOpen:
        form.add_error(None, _("There is another open case for this person by now. End that one first."))
        return render_step(request, found, step, form, status=422)
    messages.success(request, DONE[name])
    return redirect(after if is_readable(request, found) else "cases")


def open_step(request: HttpRequest, found: Found, step: Transition, form: StepForm) -> HttpResponse:
    """What the step asks for, with what was written while signed out: shown though the case has moved on meanwhile."""
    if not is_late(found, step):
        return render_step(request, found, step, form, is_unsent=form.is_bound)
    if form.is_bound and words_in(form.data.lists()):
        return render_step(request, found, step, form, status=409)
    messages.error(request, _("The case is somewhere else by now, so this step cannot be taken."))
    return redirect(found.case)


def render_step(
    request: HttpRequest, found: Found, step: Transition, form: StepForm, *, status: int = 200, is_unsent: bool = False
) -> HttpResponse:
    """The page of a step, with what was typed."""
    sheet = light_sheet(found.case, found.reader)
    context: dict[str, Any] = case_context(found) | {
        "step": step,
        "form": form,
        "sheet": sheet,
        "words": words_of(step, to_goals=sheet.to_goals),
        "advice": found.advice,
        "is_late": is_late(found, step),
        "is_unsent": is_unsent,
        "is_blocked": Need.ALL_MARKED in step.needs and bool(sheet.unmarked),
        "against": why_not(found.case, step.needs),
    }
    return render(request, "promotions/case_step.html", context, status=status)


def is_late(found: Found, step: Transition) -> bool:
    """Whether the case has moved on, so that the step leads on from it no more."""
    return not fits(step, CaseState(found.case.state), is_applied=found.case.applied_at is not None)


def is_readable(request: HttpRequest, found: Found) -> bool:
    """Whether its reader still sees the case in its new state."""
    return Case.objects.visible_to(request.user, found.seen_from).filter(pk=found.case.pk).exists()
