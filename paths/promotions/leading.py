"""Who leads a case, and handing it to somebody else. Whoever somebody reports to leads the case about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paths.people.joining import why_not_manager
from paths.people.models import Employee
from paths.promotions.trail import write_event

if TYPE_CHECKING:
    from paths.people.models import User
    from paths.promotions.models import Case

HANDED = "led_by"


class CannotLead(Exception):
    """Raised when somebody cannot lead a case; the message says why, in a sentence."""


def can_lead(manager: Employee | None) -> bool:
    """Whether somebody works here and can sign in. `manager.user` is at hand. See Case.objects.led_by_nobody."""
    return manager is not None and manager.is_active and manager.user is not None and manager.user.is_active


def why_nobody_leads(employee: Employee) -> str:
    """Why nobody leads a case about `employee`, as a sentence; "" if somebody does. Their manager's user is at hand."""
    manager = employee.manager
    if can_lead(manager):
        return ""
    if manager is None:
        return _("%(name)s has no manager, so nobody leads this case.") % {"name": employee.name}
    if not manager.is_active:
        return _("%(manager)s has left, so nobody leads this case.") % {"manager": manager.name}
    return _("%(manager)s cannot sign in, so nobody leads this case.") % {"manager": manager.name}


def check_manager(employee: Employee, manager: Employee) -> None:
    """Lock everybody's reporting lines, which is done before cases are locked, and look whether `employee` can report
    to `manager`. Raises CannotLead.
    """
    refusal = why_not_manager(employee, manager)
    found = Employee.objects.select_related("user").filter(pk=manager.pk).first()
    if not refusal and not can_lead(found):
        refusal = _("Nobody who has left or cannot sign in leads a case.")
    if not refusal and Employee.objects.filter(pk=employee.pk, manager=manager.pk).exists():
        refusal = _("They lead it already.")
    if refusal:
        raise CannotLead(refusal)


def hand_to(*, case: Case, manager: Employee, by: User) -> None:
    """Let the employee of `case`, which the caller has locked, report to `manager`, who leads it from now on."""
    employee = case.employee
    if employee is None:
        return
    employee.manager = manager
    employee._history_user = by
    employee._change_reason = f"Promotion {case}"
    employee.save()
    write_event(case=case, by=by, what=HANDED, words=("", manager.name), person=manager)
