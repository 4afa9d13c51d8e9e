"""A ladder that has changed since: what it asks otherwise, and moving over to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from paths.growth.access import personal_page
from paths.growth.assessing import NotOnTheLadder, move_over
from paths.growth.overview import overview_of
from paths.growth.readers import who_sees
from paths.growth.views.assessment import find_assessment
from paths.ladders.telling import tell
from paths.people.papers import PRIVATE


@personal_page
def assessment_move(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the difference, POST moves over; answers go with their statements."""
    found = find_assessment(request, pk)
    if request.method == "POST":
        return _move(request, pk)
    overview = overview_of(found)
    if overview.changes is None:
        return redirect(found)
    context = {
        "assessment": found,
        "overview": overview,
        "told": tell(overview.changes),
        "sees": who_sees(PRIVATE, found.employee, viewer=request.user),
    }
    return render(request, "growth/assessment_move.html", context)


def _move(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        move_over(assessment=find_assessment(request, pk))
    except NotOnTheLadder:
        messages.error(request, _("No ladder describes this level any more, so it stays with the edition it has."))
        return redirect("assessment", pk)
    messages.success(request, _("You have moved over. Every answer went with its statement."))
    step = overview_of(find_assessment(request, pk)).next_step
    return redirect("assessment_step", pk, step.slug) if step else redirect("assessment", pk)
