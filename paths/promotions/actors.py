"""What somebody is to a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paths.people.papers import HR_PARTNERS, has_left, in_group
from paths.promotions.leading import can_lead
from paths.promotions.models import Event
from paths.promotions.transitions import BEFORE_SENDING, LEADING, TAKES_PART, Actor

if TYPE_CHECKING:
    from paths.people.models import Employee, User
    from paths.promotions.models import Case


def actors_of(case: Case, user: User) -> frozenset[Actor]:
    """Everything `user` is to `case`. `case.employee.manager` and its advisers should be at hand. One query for HR
    partners who may decide it unless they have led it.
    """
    found = parts_in(case, user)
    # Whoever led the case before somebody else did has opened it too, as far as deciding goes.
    if Actor.PARTNER in found and not found & TAKES_PART and _led(case, user):
        return found | {Actor.OPENER}
    return found


def parts_in(case: Case, user: User) -> frozenset[Actor]:
    """The same, but for what only the trail tells of earlier managers. No query."""
    if not user.is_active or has_left(user):
        return frozenset()
    found = actors_towards(case.employee, user) if case.employee else set(_partner(user))
    if not reaches_partners(case):
        found.discard(Actor.PARTNER)
    if case.opened_by_id == user.pk:
        found.add(Actor.OPENER)
    if any(adviser.employee and adviser.employee.user_id == user.pk for adviser in case.advisers.all()):
        found.add(Actor.ADVISER)
    return frozenset(found)


def reaches_partners(case: Case) -> bool:
    """Whether `case` is one for HR partners at all: until it is sent it is its manager's, unless nobody leads it.
    `case.employee.manager.user` is at hand.
    """
    if case.state not in BEFORE_SENDING:
        return True
    return case.employee is not None and not can_lead(case.employee.manager)


def actors_towards(employee: Employee, user: User) -> set[Actor]:
    """What `user` is to anybody's case about `employee`, before there is one."""
    if not user.is_active or has_left(user):
        return set()
    found = set(_partner(user))
    if employee.user_id == user.pk:
        found.add(Actor.SUBJECT)
    if employee.manager and employee.manager.user_id == user.pk:
        found.add(Actor.MANAGER)
    return found


def _led(case: Case, user: User) -> bool:
    return Event.objects.filter(case=case, actor=user.pk, what__in=LEADING).exists()


def _partner(user: User) -> set[Actor]:
    return {Actor.PARTNER} if in_group(user, HR_PARTNERS) else set()
