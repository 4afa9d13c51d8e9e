"""What a step of a case needs, and what it changes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from paths.growth.targets import edition_in_force
from paths.people.models import Employee
from paths.promotions.choices import CaseState, Mark
from paths.promotions.models import Case, Item
from paths.promotions.trail import write_event
from paths.promotions.transitions import DECIDED, Need, Transition
from paths.shared.clock import now

if TYPE_CHECKING:
    from paths.people.models import User


class AlreadyOpen(Exception):
    """Raised when there is an open case for that person already."""


class Missing(Exception):
    """Raised when a step lacks what it needs; `need` says what."""

    def __init__(self, need: Need) -> None:
        self.need = need
        super().__init__(str(need))


@dataclass(frozen=True, slots=True)
class Given:
    """What comes along with a step."""

    reason: str = ""
    effective_on: datetime.date | None = None
    what_would_change: str = ""
    manager: Employee | None = None


def check_needs(case: Case, step: Transition, given: Given) -> None:
    """Raises Missing with what `step` needs and does not have."""
    have = {
        Need.REASON: bool(given.reason.strip()),
        Need.EFFECTIVE_DAY: given.effective_on is not None,
        Need.WHAT_WOULD_CHANGE: bool(given.what_would_change.strip()),
        Need.WORKS_HERE: case.employee is not None and case.employee.is_active,
        Need.LEVEL_ON_LADDER: edition_in_force(case.level) is not None,
        Need.MANAGER: given.manager is not None,
    }
    for need in sorted(step.needs):
        if need is Need.ALL_MARKED:
            if Item.objects.filter(case=case, mark=Mark.OPEN, required=True).exists():
                raise Missing(need)
        elif not have[need]:
            raise Missing(need)


def change(case: Case, step: Transition, given: Given, by: User) -> None:
    """Put the case where `step` leads. Raises AlreadyOpen."""
    before, case.state = case.state, step.leads_to(CaseState(case.state))
    if case.state != before:
        case.state_since = now()
    if given.reason and not _is_beside(step):
        case.reason = given.reason
    if case.state == CaseState.WITHDRAWN:
        # Nobody decided it so; that it was approved before is in the trail.
        case.decided_by = case.decided_at = case.effective_on = None
    elif case.state in DECIDED and not step.repairs:
        case.decided_by, case.decided_at = by, case.state_since
        case.what_would_change = given.what_would_change if Need.WHAT_WOULD_CHANGE in step.needs else ""
    if case.state in DECIDED:
        case.effective_on = given.effective_on if Need.EFFECTIVE_DAY in step.needs else None
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        raise AlreadyOpen from error


def write_words(case: Case, step: Transition, given: Given, by: User) -> None:
    """Note what was written with a step. What is set right has a reason beside that of the decision."""
    said = {"why" if _is_beside(step) else "reason": given.reason}
    if Need.WHAT_WOULD_CHANGE in step.needs:
        said["what_would_change"] = given.what_would_change
    for what, text in said.items():
        if text:
            write_event(case=case, by=by, what=what, words=("", text))


def _is_beside(step: Transition) -> bool:
    """Whether the reason of a step is one beside that for which the case stands where it does."""
    return step.repairs and step.target != CaseState.WITHDRAWN
