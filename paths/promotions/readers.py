"""Who can see a case, as its page says it: the people that `Case.objects.visible_to` lets in."""

from __future__ import annotations

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.growth.readers import Seer, WhoSees
from paths.people.models import User
from paths.people.papers import HR_PARTNERS
from paths.promotions.actors import reaches_partners
from paths.promotions.choices import CaseState, SeenFrom
from paths.promotions.models import Case
from paths.promotions.models.querysets import SEEN_IN, reached_partners, seen_by_subject

ABOUT_THEM = _("whom it is about")
MANAGER = _("manager")
ADVISER = _("adviser")
PARTNER = _("HR partner")

SEEN_FROM: dict[str, str | Promise] = {
    SeenFrom.DRAFT: _("from the beginning"),
    SeenFrom.GATHERING: _("once evidence is gathered"),
    SeenFrom.SENT: _("once it is sent for decision"),
    SeenFrom.DECIDED: _("once it is decided"),
}


def who_sees_case(case: Case, *, viewer: User, seen_from: str) -> WhoSees:
    """Everybody who may read `case` as it stands, the nearest first. One query, or two. `case.employee.manager` and its
    advisers are at hand.
    """
    ways = _ways(case, seen_from)
    found = Q(pk__in=ways)
    if reaches_partners(case) and (case.state != CaseState.WITHDRAWN or _has_reached(case)):
        found |= Q(groups__name=HR_PARTNERS)
    own = case.employee.user_id if case.employee else None
    people = User.objects.filter(found, is_active=True).exclude(employee__is_active=False).distinct().order_by("name")
    seers = [
        Seer(str(user), ways.get(user.pk, PARTNER), user.pk == viewer.pk)
        for user in people
        if user.pk != own or own in ways
    ]
    return WhoSees(tuple(sorted(seers, key=lambda seer: _ORDER.index(seer.why))), False)


def is_seen_by_subject(case: Case, seen_from: str) -> bool:
    """Whether the person whom a case is about sees it in the state it is in."""
    if case.state != CaseState.WITHDRAWN:
        return case.state in SEEN_IN[SeenFrom(seen_from)]
    return Case.objects.filter(seen_by_subject(seen_from), pk=case.pk).exists()


def _has_reached(case: Case) -> bool:
    return Case.objects.filter(reached_partners(), pk=case.pk).exists()


_ORDER = [ABOUT_THEM, MANAGER, ADVISER, PARTNER]


def _ways(case: Case, seen_from: str) -> dict[int, str | Promise]:
    """user id -> why they see it."""
    ways: dict[int, str | Promise] = {
        adviser.employee.user_id: ADVISER
        for adviser in case.advisers.all()
        if adviser.employee and adviser.employee.user_id
    }
    employee = case.employee
    if employee and employee.manager and employee.manager.user_id:
        ways[employee.manager.user_id] = MANAGER
    if employee and employee.user_id and is_seen_by_subject(case, seen_from):
        ways[employee.user_id] = ABOUT_THEM
    return ways
