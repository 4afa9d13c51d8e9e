"""On the day an approved promotion takes effect the level changes, once."""

from __future__ import annotations

import datetime

from django.db import transaction

from paths.promotions.casework import working_on
from paths.promotions.choices import CaseState
from paths.promotions.models import Case
from paths.promotions.trail import write_event
from paths.shared.clock import now


def due(day: datetime.date) -> list[int]:
    """The approved cases that take effect by `day` and have not yet."""
    cases = Case.objects.filter(state=CaseState.APPROVED, effective_on__lte=day, applied_at__isnull=True)
    return list(cases.order_by("effective_on", "pk").values_list("pk", flat=True))


@transaction.atomic
def apply_case(case_id: int) -> bool:
    """Put the employee of an approved case on their new level. Returns whether it was this call that did.

    One transaction a case: whoever runs it twice, late, or again after it was cut off, changes each level once.
    """
    with working_on(Case(pk=case_id)) as case:
        if case.state != CaseState.APPROVED or case.applied_at is not None:
            return False
        case.applied_at = now()
        case.save()
        employee = case.employee
        if employee is not None:
            before = str(employee.level or "")
            employee.level = case.level
            employee._history_date = case.applied_at
            employee._change_reason = f"Promotion {case}"
            employee.save()
            write_event(case=case, by=None, what="level", before=before[:200], after=str(case.level)[:200])
    return True
