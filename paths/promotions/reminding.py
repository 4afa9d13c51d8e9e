"""Reminders by e-mail: feedback nobody has given, cases that should have been sent, decisions that are due. Nobody is
reminded of cases about people who have left.

A reminder is written down before it is sent, under what it is about: whoever runs this again, or at the same time,
finds it there. An e-mail says that there is something and where, and nothing of what a paper says.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import get_connection, send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from paths.people.models import Employee, User
from paths.people.papers import HR_PARTNERS
from paths.promotions.choices import CaseState, FeedbackState
from paths.promotions.models import Case, Cycle, FeedbackRequest, Reminder
from paths.promotions.transitions import BEFORE_SENDING

ANSWER_WITHIN = datetime.timedelta(days=3)
DECIDE_SOON = datetime.timedelta(days=3)
FOLDER = "promotions/email"


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder to send: what it is about, to whom, which of the templates, the address it leads to, and a day."""

    about: str
    to: str
    template: str
    path: str
    day: datetime.date | None = None


def due_reminders(today: datetime.date) -> list[Due]:
    """The reminders that are due on `today` and were not sent."""
    found = [*_feedback(today), *_late(today), *_decisions(today)]
    sent = set(Reminder.objects.filter(about__in=[due.about for due in found]).values_list("about", flat=True))
    return [due for due in found if due.about not in sent]


def send_reminder(due: Due) -> bool:
    """Send it, unless somebody has. Returns whether this call did. Raises OSError, and forgets that it was to be sent,
    if the e-mail does not leave.
    """
    try:
        with transaction.atomic():
            reminder = Reminder.objects.create(about=due.about)
    except IntegrityError:
        return False
    context = {"url": settings.SITE_URL + due.path, "day": due.day}
    subject, message = (render_to_string(f"{FOLDER}/{due.template}_{part}.txt", context) for part in PARTS)
    try:
        connection = get_connection(settings.EMAIL_BACKEND_AT_ONCE)
        send_mail(subject.strip(), message, None, [due.to], connection=connection)
    except OSError:
        reminder.delete()
        raise
    return True


PARTS = ("subject", "message")


def _feedback(today: datetime.date) -> Iterator[Due]:
    asked = FeedbackRequest.objects.filter(
        state=FeedbackState.ASKED, asked_at__date__lte=today - ANSWER_WITHIN, colleague__is_active=True
    ).filter(case__employee__is_active=True)
    for request in asked.select_related("colleague__user").order_by("pk"):
        day = timezone.localdate(request.asked_at)
        if to := _address(request.colleague):
            path = reverse("feedback", args=[request.pk])
            yield Due(f"feedback {request.pk} {day}", to, "feedback", path, day)


def _late(today: datetime.date) -> Iterator[Due]:
    # One that was returned has been sent in time.
    cases = Case.objects.filter(state__in=BEFORE_SENDING, cycle__closes_on__lt=today)
    cases = cases.filter(employee__is_active=True, employee__manager__is_active=True)
    for case in cases.select_related("employee__manager__user", "cycle").order_by("pk"):
        if case.cycle and case.employee and (to := _address(case.employee.manager)):
            day = case.cycle.closes_on
            yield Due(f"late {case.pk} {day}", to, "late", case.get_absolute_url(), day)


def _decisions(today: datetime.date) -> Iterator[Due]:
    waiting = Q(cases__state=CaseState.SENT, cases__employee__is_active=True)
    cycles = list(Cycle.objects.filter(waiting, decides_by__lte=today + DECIDE_SOON).distinct().order_by("pk"))
    partners = User.objects.filter(groups__name=HR_PARTNERS, is_active=True).exclude(employee__is_active=False)
    for partner in partners.order_by("pk") if cycles else ():
        theirs = set(
            Case.objects.decided_by(partner).filter(employee__is_active=True).values_list("cycle_id", flat=True)
        )
        for cycle in cycles:
            if cycle.pk in theirs:
                day = cycle.decides_by
                yield Due(f"decide {cycle.pk} {day} {partner.pk}", partner.email, "decision", reverse("cycles"), day)


def _address(employee: Employee | None) -> str:
    """Where somebody is written to; "" if their account is closed."""
    if employee is None or (employee.user and not employee.user.is_active):
        return ""
    return employee.user.email if employee.user else employee.email
