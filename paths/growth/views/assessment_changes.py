"""What one does with a self-assessment as a whole: begin it, ask less or more, share it, put it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paths.growth.access import personal_page
from paths.growth.assessing import (
    NotOnTheLadder,
    NotPossibleNow,
    end_assessment,
    set_scope,
    share_assessment,
    start_assessment,
)
from paths.growth.forms.targets import TargetForm
from paths.growth.views.assessment import find_assessment
from paths.people.models import Employee, User

EVERYTHING = "everything"


def employee_of(user: User) -> Employee:
    """The employee that somebody is. Raises Http404 for people who do not work here."""
    if not user.works_here:
        raise Http404(_("These pages belong to people who work here."))
    return user.employee


@personal_page
@require_POST
def assessment_start(request: HttpRequest) -> HttpResponse:
    """Begin towards a level, or go on with the one that is under way."""
    employee = employee_of(request.user)
    form = TargetForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the level you want to work towards."))
        return redirect(f"{reverse('growth')}#start")
    try:
        begun = start_assessment(employee=employee, level=form.level_chosen, whole=form.is_whole)
    except NotOnTheLadder:
        messages.error(request, _("No ladder describes that level any more. Choose another one."))
        return redirect(f"{reverse('growth')}#start")
    return redirect("assessment_step", begun.pk, 1)


@personal_page
@require_POST
def assessment_scope(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask everything, or only what differs from one's own level. No answer is lost either way."""
    found = find_assessment(request, pk)
    set_scope(assessment=found, whole=request.POST.get("scope") == EVERYTHING)
    return redirect("assessment_step", pk, 1)


@personal_page
@require_POST
def assessment_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze a copy for those who may read it."""
    found = find_assessment(request, pk)
    try:
        share_assessment(assessment=found, is_done=request.POST.get("is_done") == "on")
    except NotPossibleNow:
        messages.error(
            request,
            _(
                "Nothing was shared: your manager has answered the copy you shared before. Talk it through and ask "
                "them to close it, or put this one away and begin another."
            ),
        )
    else:
        messages.success(request, _("It is shared. You can go on here; the copy stays as it was."))
    return redirect(f"{reverse('assessment', args=[pk])}#share")


@personal_page
@require_POST
def assessment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it away. It stays in the history."""
    end_assessment(assessment=find_assessment(request, pk))
    messages.success(request, _("It is put away. You find it in your history."))
    return redirect("growth")
