"""On the day an approved promotion takes effect the level changes, once."""

from __future__ import annotations

import datetime

from django.db import transaction

from paths.growth.targets import edition_in_force
from paths.people.models import Employee
from paths.promotions.casework import working_on
from paths.promotions.choices import CaseState
from paths.promotions.models import Case
from paths.promotions.trail import LEVEL, write_event
from paths.shared.clock import now


class OvertakenByEvents(Exception):
    """Raised when the employee has left or was put on another level since the case began, or the ladder has that level
    no more: somebody has to look.
    """


def due(day: datetime.date) -> list[int]:
    """The approved cases that take effect by `day` and have not yet."""
    cases = Case.objects.filter(
        state=CaseState.APPROVED, effective_on__lte=day, applied_at__isnull=True, employee__isnull=False
    )
    return list(cases.order_by("effective_on", "pk").values_list("pk", flat=True))


@transaction.atomic
def apply_case(case_id: int) -> bool:
    """Put the employee of an approved case on their new level. Returns whether it was this call that did. Raises
    OvertakenByEvents, and changes nothing, if they are not where the case began.

    One transaction a case: whoever runs it twice, late, or again after it was cut off, changes each level once.
    """
    # People before cases, as whoever erases somebody locks them.
    employee = Employee.objects.select_for_update(of=["self"]).filter(cases=case_id).first()
    with working_on(Case(pk=case_id)) as case:
        if case.state != CaseState.APPROVED or case.applied_at is not None or employee is None:
            return False
        there_already = employee.level_id == case.level_id
        can_change = employee.level_id == case.from_level_id and edition_in_force(case.level) is not None
        if not employee.is_active or not (there_already or can_change):
            raise OvertakenByEvents
        before = str(employee.level or "")
        case.applied_at = now()
        case.save()
        if not there_already:
            employee.level = case.level
            employee._history_date = case.applied_at
            employee._change_reason = f"Promotion {case}"
            employee.save()
        write_event(case=case, by=None, what=LEVEL, before=before[:200], after=str(case.level)[:200])
    return True
