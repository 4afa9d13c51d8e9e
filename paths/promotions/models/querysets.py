"""Which cases somebody may read."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from paths.ladders.models import Edition
from paths.people.papers import HR_PARTNERS, has_left, in_group
from paths.promotions.choices import CaseState, SeenFrom
from paths.promotions.transitions import LEADING, OPEN, TRANSITIONS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paths.people.models import User

SENT_ONCE = ["sent", "returned", "approved", "waiting", "declined"]
SEEN_IN = {
    SeenFrom.DRAFT: CaseState.values,
    SeenFrom.GATHERING: [state for state in CaseState.values if state != CaseState.DRAFT],
    SeenFrom.SENT: [CaseState.ASKED.value, *SENT_ONCE, CaseState.WITHDRAWN.value],
    SeenFrom.DECIDED: ["asked", "approved", "waiting", "declined", "withdrawn"],
}


def seen_by_subject(seen_from: str) -> Q:
    """The cases that those whom they are about see; one that was withdrawn only if it had come so far before."""
    from paths.promotions.models import Event

    seen_in = [state for state in SEEN_IN[SeenFrom(seen_from)] if state != CaseState.WITHDRAWN]
    came_so_far = Event.objects.filter(case=OuterRef("pk"), what__in=list(TRANSITIONS), after__in=seen_in)
    return Q(state__in=seen_in) | (Q(state=CaseState.WITHDRAWN) & Q(Exists(came_so_far)))


def reached_partners() -> Q:
    """The cases that HR partners read: those that were ever sent for decision, or that nobody leads, also when they
    were withdrawn or closed afterwards.
    """
    from paths.promotions.models import Event

    reached = Event.objects.filter(case=OuterRef("pk"), what__in=["send", "close"])
    return Q(state__in=SENT_ONCE) | (Q(state=CaseState.WITHDRAWN) & Q(Exists(reached))) | led_by_nobody()


def led_by_nobody() -> Q:
    """Open cases about somebody whose manager has left or cannot sign in, or who has none: HR hands them on. See
    `can_lead` in paths/promotions/leading.py.
    """
    led = Q(employee__manager__is_active=True, employee__manager__user__is_active=True)
    return Q(state__in=OPEN, employee__isnull=False) & ~led


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser, seen_from: str) -> CaseQuerySet:
        """The cases that `user` may read: those they manage, those about them from the state on that HR says, those
        they advise on, and for HR partners (never about themselves) all that were ever sent or that nobody leads.
        Administrators see none as such, nor do people who have left.
        """
        if not user.is_authenticated or not user.is_active or has_left(user):
            return self.none()
        managed = Q(employee__manager__user=user.pk)
        own = Q(employee__user=user.pk) & seen_by_subject(seen_from)
        advised = Q(advisers__employee__user=user.pk)
        found = managed | own | advised
        if in_group(user, HR_PARTNERS):
            found |= reached_partners()
            return self.filter(found & (~Q(employee__user=user.pk) | own)).distinct()
        return self.filter(found).distinct()

    def calibrated_by(self, user: User | AnonymousUser) -> CaseQuerySet:
        """The cases that `user` compares with each other: HR partners those that were sent, never their own; advisers
        those they advise on.
        """
        if not user.is_authenticated or not user.is_active or has_left(user):
            return self.none()
        sent = self.filter(state__in=SENT_ONCE, employee__isnull=False)
        if in_group(user, HR_PARTNERS):
            return sent.exclude(employee__user=user.pk)
        return sent.filter(advisers__employee__user=user.pk)

    def decided_by(self, user: User) -> CaseQuerySet:
        """The cases that wait for a decision which this HR partner may take: none of their own, nor one they opened,
        ever led, lead the person of, or advise on.
        """
        own = Q(employee__user=user.pk) | Q(employee__manager__user=user.pk)
        waiting = self.filter(state=CaseState.SENT, employee__isnull=False).exclude(own)
        led = waiting.filter(events__actor=user.pk, events__what__in=LEADING).order_by().values("pk")
        advised = waiting.filter(advisers__employee__user=user.pk).order_by().values("pk")
        others = waiting.filter(Q(opened_by__isnull=True) | ~Q(opened_by=user.pk))
        return others.exclude(pk__in=led).exclude(pk__in=advised)

    def overtaken(self, day: datetime.date) -> CaseQuerySet:
        """Approved cases whose day has come and whose level cannot be changed by itself any more: the person has left
        or was put on another level since the case began, or the ladder has the new level no more.
        """
        due = self.filter(state=CaseState.APPROVED, effective_on__lte=day, applied_at__isnull=True)
        there = Q(employee__level=F("level")) | Q(employee__level=F("from_level"))
        elsewhere = ~there | Q(employee__level__isnull=True, from_level__isnull=False)
        gone = ~Exists(Edition.objects.published().filter(profiles__level=OuterRef("level")))
        removed = Q(gone) & ~Q(employee__level=F("level"))
        return due.filter(employee__isnull=False).filter(Q(employee__is_active=False) | elsewhere | removed)

    def led_by_nobody(self) -> CaseQuerySet:
        """Open cases that wait for HR to hand them to somebody."""
        return self.filter(led_by_nobody())

    def open(self) -> CaseQuerySet:
        """Cases that are neither decided nor withdrawn."""
        return self.filter(state__in=OPEN)
