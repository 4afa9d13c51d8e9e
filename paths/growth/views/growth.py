"""My growth: what is under way, what comes next, and where to begin."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from paths.growth.access import personal_page
from paths.growth.answerers import why_nobody_answers_any
from paths.growth.assessing import next_rung
from paths.growth.choices import ConversationState
from paths.growth.models import Assessment, Conversation, Goal
from paths.growth.overview import overviews_of
from paths.growth.readers import who_sees
from paths.growth.signals import links_about
from paths.growth.targets import levels_to_choose
from paths.people.linking import has_shown_address, link_employee
from paths.people.papers import PRIVATE, SHARED

GOALS_SHOWN = 5


@personal_page
def growth(request: HttpRequest) -> HttpResponse:
    """The first page of one's own papers."""
    if not request.user.works_here:
        return _without_papers(request)
    employee = request.user.employee
    mine = Assessment.objects.visible_to(request.user)
    under_way = mine.under_way().select_related("edition__role__family", "level__role", "from_level", "employee")
    latest = Conversation.objects.visible_to(request.user).filter(employee=employee)
    latest = latest.exclude(state=ConversationState.WITHDRAWN).order_by("assessment", "-shared_at", "-pk")
    copies: dict[int, Conversation] = {}
    for copy in latest:
        copies.setdefault(copy.assessment_id, copy)
    goals = list(Goal.objects.filter(employee=employee, is_proposed=False).open()[:GOALS_SHOWN])
    has_shared = bool(copies) or any(goal.is_shown for goal in goals)
    context = {
        "employee": employee,
        "nobody_answers": why_nobody_answers_any(copies.values(), employee),
        "under_way": [(each, copies.get(each.assessment.pk)) for each in overviews_of(list(under_way))],
        "has_history": mine.aggregate(last=Max("ended_at"))["last"] is not None or bool(copies),
        "levels": levels_to_choose(),
        "next_rung": next_rung(employee),
        "goals": goals,
        "today": timezone.localdate(),
        "links": links_about([employee], request.user)[employee.pk],
        "sees": None if has_shared else who_sees(PRIVATE, employee, viewer=request.user),
        "sees_shared": who_sees(SHARED, employee, viewer=request.user) if has_shared else None,
        "has_shared": has_shared,
    }
    return render(request, "growth/growth.html", context)


def _without_papers(request: HttpRequest) -> HttpResponse:
    """What somebody without papers can do to have some. Who has not shown that their address is theirs reads the same
    whether or not HR has it: it may be somebody else's.
    """
    if link_employee(request.user):  # type: ignore[arg-type]
        # HR has added them since they signed in.
        return redirect("growth")
    context = {
        "employee": None,
        "is_address_shown": has_shown_address(request.user),  # type: ignore[arg-type]
        "by_password": not settings.OIDC_ONLY,
    }
    return render(request, "growth/growth.html", context)
