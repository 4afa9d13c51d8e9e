"""Opening a case for somebody who reports to the reader, or asking for one of one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from paths.growth.access import keeps_unsent, personal_page, take_unsent
from paths.growth.assessing import NotOnTheLadder, next_rung
from paths.growth.targets import levels_to_choose
from paths.people.models import Employee, User
from paths.promotions.casework import AlreadyOpen, NotAllowed, TowardsLower, open_case
from paths.promotions.forms.steps import OpenForm
from paths.promotions.models import Case, PromotionRule
from paths.promotions.readers import SEEN_FROM
from paths.shared.ids import as_id


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def case_open(request: HttpRequest) -> HttpResponse:
    """`for` says whom: a report, or oneself. Without it, whoever leads people chooses first."""
    user: User = request.user  # type: ignore[assignment]
    if not user.works_here:
        raise Http404
    unsent = take_unsent(request) if request.method != "POST" else request.POST
    asked = (unsent or request.GET).get("for", "")
    if not asked and user.leads_people:
        people = user.employee.reports.filter(is_active=True)
        return render(request, "promotions/case_open.html", {"people": people, "own": user.employee})
    employee = find_person(user, asked)
    there = Case.objects.visible_to(user, PromotionRule.current().seen_from).open().filter(employee=employee).first()
    if there:
        messages.info(request, _("This case is open already."))
        return redirect(there)
    form = OpenForm(employee, unsent)
    if request.method == "POST" and form.is_valid() and (opened := save(form, employee, user)):
        messages.success(request, _("Asked.") if employee.user_id == user.pk else _("The case is open."))
        return redirect(opened)
    return render_form(request, employee, form, status=422 if request.method == "POST" else 200)


def find_person(user: User, asked: str) -> Employee:
    """The reader, or somebody who reports to them. Raises Http404 for anybody else."""
    if not asked:
        return user.employee
    pk = as_id(asked)
    if pk == user.employee.pk:
        return user.employee
    found = user.employee.reports.filter(is_active=True, pk=pk).select_related("level__role").first()
    if found is None:
        raise Http404(_("That is not somebody who reports to you."))
    return found


def save(form: OpenForm, employee: Employee, user: User) -> Case | None:
    """Open it; what stands against it comes into the form."""
    chosen = form.cleaned_data
    try:
        return open_case(
            employee=employee,
            level=chosen["level"],
            cycle=chosen["cycle"],
            by=user,
            is_meant_lower=chosen["is_meant_lower"],
        )
    except TowardsLower:
        form.ask_if_meant()
    except AlreadyOpen:
        form.add_error(None, already_open(employee, user))
    except NotOnTheLadder:
        form.add_error("level", _("No published ladder describes this level. Choose another one."))
    except NotAllowed:
        form.add_error(None, _("You cannot open a case for them any more: they have left, or no longer report to you."))
    return None


def already_open(employee: Employee, user: User) -> str:
    """That there is one: for whom it is about, from when on they see it, and not how far it has come."""
    if employee.user_id != user.pk:
        return _("There is an open case for this person already.")
    when = SEEN_FROM[PromotionRule.current().seen_from]
    return _("There is a case about you already. You see it %(when)s.") % {"when": when}


def render_form(request: HttpRequest, employee: Employee, form: OpenForm, status: int) -> HttpResponse:
    """The form, with the next rung chosen."""
    is_own = employee.user_id == request.user.pk
    next_one = next_rung(employee)
    context: dict[str, Any] = {
        "form": form,
        "employee": employee,
        "is_own": is_own,
        "levels": levels_to_choose(),
        "next_rung": next_one,
        "chosen": form["level"].value() if form.is_bound else str(next_one.pk) if next_one else "",
        "nobody_leads": is_own and not (employee.manager and employee.manager.user_id and employee.manager.is_active),
        "seen_from": SEEN_FROM[PromotionRule.current().seen_from],
    }
    return render(request, "promotions/case_open.html", context, status=status)
