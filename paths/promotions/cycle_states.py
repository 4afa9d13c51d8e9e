"""The cycles as HR partners look after them: how many cases are in which state, what waits, and what is late.

Cases that were not sent yet are their manager's: of these HR partners are told how many and whose team, not about whom.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.people.models import Employee
from paths.promotions.choices import CaseState
from paths.promotions.leading import can_lead
from paths.promotions.models import Case, Cycle
from paths.promotions.models.querysets import SENT_ONCE
from paths.promotions.titles import Titles, titles_of
from paths.promotions.transitions import BEFORE_SENDING, OPEN

if TYPE_CHECKING:
    from paths.people.models import User

TO_SEND = BEFORE_SENDING | {CaseState.RETURNED}
LISTED = frozenset({CaseState.SENT, CaseState.RETURNED, CaseState.WAITING})


@dataclass(frozen=True, slots=True)
class Listed:
    """A case that an HR partner may read: where it stands, since when, and whether it is late."""

    case: Case
    titles: Titles
    days: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class Team:
    """A manager who has cases to send, and how many."""

    manager: str
    number: int


@dataclass(frozen=True, slots=True)
class Day:
    """One of the days of a cycle."""

    label: str | Promise
    day: datetime.date
    is_past: bool


@dataclass(frozen=True, slots=True)
class CycleStates:
    """A cycle (None: outside of any), its cases by state, the open ones that were sent, those that nobody leads, and
    who has yet to send.
    """

    cycle: Cycle | None
    states: tuple[tuple[str | Promise, int], ...]
    listed: tuple[Listed, ...]
    to_send: tuple[Team, ...]
    led_by_nobody: tuple[Listed, ...] = ()
    days: tuple[Day, ...] = ()
    is_past_sending: bool = False
    has_sent: bool = False

    @property
    def late(self) -> int:
        """How many cases are late: not sent though the cycle is closed, or not decided though that was due."""
        unsent = sum(team.number for team in self.to_send) if self.is_past_sending else 0
        return unsent + sum(each.is_late for each in (*self.listed, *self.led_by_nobody))


def states_of_cycles(user: User, today: datetime.date) -> list[CycleStates]:
    """Every cycle, the latest first, then the cases outside of any. Without the user's own. Four queries."""
    cases = list(
        Case.objects.exclude(employee__user=user.pk)
        .select_related("employee__manager__user", "cycle")
        .order_by("state_since", "pk")
    )
    readable = [case for case in cases if case.employee_id and (case.state in LISTED or _is_led_by_nobody(case))]
    titles = titles_of(readable)
    cycles: list[Cycle | None] = [*Cycle.objects.all()]
    if any(case.cycle_id is None for case in cases):
        cycles.append(None)
    return [_states(cycle, [case for case in cases if case.cycle == cycle], titles, today) for cycle in cycles]


def is_late(case: Case, today: datetime.date) -> bool:
    """Whether a case of a cycle should have been sent, or decided, before `today`. `case.cycle` is at hand."""
    if case.cycle is None:
        return False
    if case.state in TO_SEND:
        return case.cycle.closes_on < today
    return case.state == CaseState.SENT and case.cycle.decides_by < today


def _states(cycle: Cycle | None, cases: Sequence[Case], titles: dict[int, Titles], today: datetime.date) -> CycleStates:
    counts = Counter(case.state for case in cases)
    # Returned cases are listed with their names: HR partners have read them.
    unnamed = [case for case in cases if case.state in TO_SEND - LISTED and case.pk not in titles]
    to_send = Counter(_manager(case.employee) for case in unnamed)
    rows = [
        Listed(case, titles[case.pk], (timezone.now() - case.state_since).days, is_late(case, today))
        for case in cases
        if case.pk in titles
    ]
    return CycleStates(
        cycle,
        tuple((state.label, counts[state]) for state in CaseState if counts[state]),
        tuple(row for row in rows if not _is_led_by_nobody(row.case)),
        tuple(Team(*team) for team in sorted(to_send.items())),
        tuple(row for row in rows if _is_led_by_nobody(row.case)),
        _days(cycle, today) if cycle else (),
        cycle is not None and cycle.closes_on < today,
        any(case.state in SENT_ONCE for case in cases),
    )


def _is_led_by_nobody(case: Case) -> bool:
    return case.state in OPEN and case.employee is not None and not can_lead(case.employee.manager)


def _days(cycle: Cycle, today: datetime.date) -> tuple[Day, ...]:
    days = ((_("Opens"), cycle.opens_on), (_("Sent by"), cycle.closes_on), (_("Decided by"), cycle.decides_by))
    return tuple(Day(label, day, day < today) for label, day in days)


def _manager(employee: Employee | None) -> str:
    return employee.manager.name if employee and employee.manager else ""
