"""Writing a goal, from a gap or by hand, and writing it otherwise."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from paths.growth.access import keeps_unsent, sent_or_unsent
from paths.growth.forms.goals import GoalForm
from paths.growth.goals import NoSuchStatement, add_goal_for, keep_goal
from paths.growth.meanwhile import SavedMeanwhile, goal_said, seal_of
from paths.growth.models import Goal
from paths.growth.readers import who_sees
from paths.growth.views.plan import Difference, differences, own_page, seal_sent, shown_again
from paths.people.models import Employee
from paths.people.papers import PRIVATE, SHARED


@keeps_unsent
@own_page
def goal_add(request: HttpRequest, employee: Employee) -> HttpResponse:
    """Write a goal; POST with nothing but `key` makes one for that statement, to be written otherwise."""
    if request.method == "POST" and "action" not in request.POST:
        return _add_for(request, employee)
    return _write(request, employee, Goal(employee=employee), _("Your goal is added."))


@keeps_unsent
@own_page
def goal_edit(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Write it otherwise. 409: it was saved in another window since, and both are shown."""
    goal = Goal.objects.owned_by(request.user).filter(pk=pk).first()  # type: ignore[arg-type]
    if goal is None:
        return _gone(request, employee, sent_or_unsent(request))
    return _write(request, employee, goal, _("Your goal is saved."))


def _add_for(request: HttpRequest, employee: Employee) -> HttpResponse:
    try:
        goal = add_goal_for(employee=employee, key=UUID(request.POST.get("key", "")))
    except (ValueError, NoSuchStatement) as error:
        raise Http404 from error
    messages.success(request, _("This is one of your goals now. Say what you will do about it, and until when."))
    return redirect("goal_edit", goal.pk)


def _write(request: HttpRequest, employee: Employee, goal: Goal, done: str) -> HttpResponse:
    sent = sent_or_unsent(request)
    if sent is None:
        return _show(request, employee, GoalForm(instance=goal), was=_seal(goal))
    was = seal_sent(sent)
    form = GoalForm(sent, instance=goal)
    if not form.is_valid() or request.method != "POST":
        return _show(request, employee, form, was=was, **shown_again(request))
    try:
        keep_goal(goal=form.instance, seen=was)
    except SavedMeanwhile as error:
        conflict = _differences(form, error.there)
        return _show(request, employee, form, was=_seal(error.there), conflict=conflict, status=409)
    except Goal.DoesNotExist:
        return _gone(request, employee, sent)
    messages.success(request, done)
    return redirect("goals")


def _gone(request: HttpRequest, employee: Employee, sent: QueryDict | None) -> HttpResponse:
    """What was typed into a goal that is not there any more, to be added anew. Raises Http404 if nothing was."""
    if sent is None:
        raise Http404
    form = GoalForm(sent, instance=Goal(employee=employee))
    return _show(request, employee, form, was="", is_gone=True, status=404)


def _show(
    request: HttpRequest, employee: Employee, form: GoalForm, *, was: str, status: int = 200, **more: Any
) -> HttpResponse:
    """The form, with who sees the goal as it is saved, and who will once it is saved as shared."""
    sees_shared = who_sees(SHARED, employee, viewer=request.user)  # type: ignore[arg-type]
    is_shown = form.initial.get("is_shared") and not form.instance.is_proposed
    form["is_shared"].help_text = sees_shared.at_once
    context = {
        "form": form,
        "goal": form.instance,
        "was": was,
        "conflict": None,
        "sees": sees_shared if is_shown else who_sees(PRIVATE, employee, viewer=request.user),  # type: ignore[arg-type]
    }
    return render(request, "growth/goal_form.html", context | more, status=status)


def _seal(goal: Goal) -> str:
    return seal_of("goal", goal.pk, goal_said(goal)) if goal.pk else ""


def _differences(form: GoalForm, there: Goal) -> tuple[Difference, ...]:
    here = form.instance

    def day(goal: Goal) -> str:
        return date_format(goal.due_on, "j F Y") if goal.due_on else _("no day set")

    def shared(goal: Goal) -> str:
        return _("yes") if goal.is_shared else _("no")

    return differences(
        [
            (capfirst(form["action"].label), there.action, here.action),
            (capfirst(form["due_on"].label), day(there), day(here)),
            (capfirst(form["is_shared"].label), shared(there), shared(here)),
        ]
    )
