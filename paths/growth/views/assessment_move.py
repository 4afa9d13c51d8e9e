"""A ladder that has changed since: what it asks otherwise, and moving over to it."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from paths.growth.access import personal_page
from paths.growth.assessing import NotOnTheLadder, NotPossibleNow, move_over
from paths.growth.models import Assessment
from paths.growth.overview import overview_of
from paths.growth.readers import who_sees
from paths.growth.views.assessment import find_assessment
from paths.ladders.telling import tell
from paths.people.papers import PRIVATE


class _AnotherEdition(Exception):
    """Undoes a move to another edition than the one that was looked at."""


@personal_page
def assessment_move(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the difference, POST moves over to the `edition` that was shown; answers go with their statements.

    409: another edition was published since, and is shown instead.
    """
    found = find_assessment(request, pk)
    return _move(request, pk) if request.method == "POST" else _show(request, found)


def _show(request: HttpRequest, found: Assessment, *, is_newer_still: bool = False) -> HttpResponse:
    overview = overview_of(found)
    if overview.changes is None:
        return redirect(found)
    context = {
        "assessment": found,
        "overview": overview,
        "told": tell(overview.changes),
        "sees": who_sees(PRIVATE, found.employee, viewer=request.user),
        "is_newer_still": is_newer_still,
    }
    return render(request, "growth/assessment_move.html", context, status=409 if is_newer_still else 200)


def _move(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        with transaction.atomic():
            moved = move_over(assessment=find_assessment(request, pk))
            if str(moved.edition_id) != request.POST.get("edition"):
                raise _AnotherEdition
    except NotOnTheLadder:
        messages.error(request, _("No ladder describes this level any more, so it stays with the edition it has."))
        return redirect("assessment", pk)
    except NotPossibleNow:
        messages.error(request, _("You have put this assessment away, so it stays with the edition it has."))
        return redirect("assessment", pk)
    except _AnotherEdition:
        return _show(request, find_assessment(request, pk), is_newer_still=True)
    messages.success(request, _("You have moved over. Every answer went with its statement."))
    step = overview_of(find_assessment(request, pk)).next_step
    return redirect("assessment_step", pk, step.slug) if step else redirect("assessment", pk)
