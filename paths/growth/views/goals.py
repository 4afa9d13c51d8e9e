"""What somebody plans to do: their own goals, and the files that take them away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paths.growth.calendar import Due, calendar_of
from paths.growth.goals import delete_goal, mark_goal, restore_goal, share_goal, take_up
from paths.growth.models import Goal
from paths.growth.readers import Seer, who_sees, with_openings
from paths.growth.seeing import goals_seen
from paths.growth.views.plan import offer_back, offered_back, own_page, taken_back
from paths.people.models import Employee
from paths.people.papers import PRIVATE, SHARED

WHAT = "goals"


@own_page
def goals(request: HttpRequest, employee: Employee) -> HttpResponse:
    """The goals: proposed, open by their day, done."""
    by_state = goals_by_state(employee)
    context = readers_of_goals(request, employee, by_state)
    seers = _seers([goal for rows in by_state.values() for goal in rows], context["sees_shared"].others)
    context |= {name: [(goal, seers.get(goal.pk, ())) for goal in rows] for name, rows in by_state.items()}
    context |= {"today": timezone.localdate(), "kept": offered_back(request, WHAT)}
    return render(request, "growth/goals.html", context)


@require_POST
@own_page
def goal_done(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """POST `done` 1: it is done; 0: it is not."""
    is_done = request.POST.get("done", "1") == "1"
    mark_goal(goal=_own(request, pk), is_done=is_done)
    messages.success(request, _("Done.") if is_done else _("It is open again."))
    return redirect("goals")


@require_POST
@own_page
def goal_share(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """POST `shared` 1: those who may see what is shared see it; 0: no more."""
    is_shared = request.POST.get("shared", "1") == "1"
    share_goal(goal=_own(request, pk), is_shared=is_shared)
    messages.success(request, _("It is shared.") if is_shared else _("Only you can see it now."))
    return redirect("goals")


@require_POST
@own_page
def goal_take_up(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Make a proposed goal one's own."""
    take_up(goal=_own(request, pk))
    messages.success(request, _("It is one of your goals now."))
    return redirect("goals")


@require_POST
@own_page
def goal_delete(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Delete it, or dismiss what was proposed; the next page can put it back."""
    offer_back(request, WHAT, delete_goal(goal=_own(request, pk)))
    return redirect("goals")


@require_POST
@own_page
def goal_restore(request: HttpRequest, employee: Employee) -> HttpResponse:
    """Put back what was just deleted."""
    kept = taken_back(request, WHAT)
    if kept is None:
        messages.error(request, _("That was deleted too long ago to be put back."))
    else:
        restore_goal(employee=employee, kept=kept)
        messages.success(request, _("It is back."))
    return redirect("goals")


@own_page
def goals_calendar(request: HttpRequest, employee: Employee) -> HttpResponse:
    """The open goals that have a day, for a calendar program."""
    open_goals = Goal.objects.filter(employee=employee, is_proposed=False, due_on__isnull=False).open()
    here = request.build_absolute_uri(reverse("goals"))
    due = [
        Due(
            f"goal-{goal.pk}@{request.get_host().partition(':')[0]}",
            goal.due_on,
            goal.action,
            goal.statement if goal.statement != goal.action else "",
            here,
            goal.created_at,
            goal.changed_at,
        )
        for goal in open_goals
    ]
    text = calendar_of(due, name=_("My goals"), made=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-goals.ics"'
    return response


@own_page
def goals_print(request: HttpRequest, employee: Employee) -> HttpResponse:
    """The goals on a sheet of paper."""
    by_state = goals_by_state(employee)
    context = by_state | readers_of_goals(request, employee, by_state) | {"employee": employee}
    return render(request, "growth/goals_print.html", context)


def _own(request: HttpRequest, pk: int) -> Goal:
    """A goal of whoever is signed in: what others share is theirs to change."""
    return get_object_or_404(Goal.objects.owned_by(request.user), pk=pk)


def readers_of_goals(
    request: HttpRequest, employee: Employee, by_state: Mapping[str, Iterable[Goal]]
) -> dict[str, Any]:
    """Who sees one's goals, and who else those that are shared."""
    return {
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
        "sees_shared": who_sees(SHARED, employee, viewer=request.user),
        "has_shared": any(goal.is_shown for rows in by_state.values() for goal in rows),
    }


def goals_by_state(employee: Employee) -> dict[str, list[Goal]]:
    """What somebody plans: proposed, open by its day, done with the latest first."""
    rows = list(Goal.objects.filter(employee=employee))
    return {
        "proposed": [goal for goal in rows if goal.is_proposed and not goal.done_at],
        "open_goals": [goal for goal in rows if not goal.is_proposed and not goal.done_at],
        "done_goals": sorted((goal for goal in rows if goal.done_at), key=lambda goal: goal.done_at, reverse=True),
    }


def _seers(goals: Collection[Goal], others: Sequence[Seer]) -> dict[int, tuple[Seer, ...]]:
    """goal id -> who else can see it, and when they last saw it; of those that are shared. One query."""
    shared = [goal for goal in goals if goal.is_shown]
    seen = goals_seen(shared)
    return {goal.pk: with_openings(others, seen.get(goal.pk, {})) for goal in shared}
