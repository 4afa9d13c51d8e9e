"""What is left of a promotion case when somebody in it is erased: the trail, without their name.

Of a case about them the words go too. What they said in cases about others stays without their name: a decision about
somebody else rests on it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils.translation import ngettext

from paths.people.models import Employee, User
from paths.people.signals import person_erased, what_erasing_keeps
from paths.promotions.casework import working_on
from paths.promotions.choices import CaseState, FeedbackState
from paths.promotions.ending import end_requests
from paths.promotions.models import Case, Comment, EventText, FeedbackAnswer, FeedbackRequest, Item, ItemEvidence
from paths.promotions.story import NAMES_SOMEBODY
from paths.promotions.trail import write_event
from paths.promotions.transitions import OPEN
from paths.promotions.verifying import GONE
from paths.shared.clock import now


@receiver(person_erased)
def end_cases(employee: Employee, **_: Any) -> None:
    """Withdraw what is open about the person, which nobody else could end, and what they were asked and did not say."""
    for case in Case.objects.filter(employee=employee, state__in=OPEN):
        with working_on(case) as current:
            before, current.state, current.state_since = current.state, CaseState.WITHDRAWN, now()
            current.decided_by = current.decided_at = None
            current.save()
            write_event(case=current, by=None, what="withdraw", before=before, after=current.state)
            end_requests(current)
    asked = FeedbackRequest.objects.filter(colleague=employee, state=FeedbackState.ASKED)
    for request in asked.select_related("case"):
        with working_on(request.case) as current:
            request.state = FeedbackState.WITHDRAWN
            request.save()
            write_event(case=current, by=None, what="feedback_ended")


@receiver(person_erased)
def forget_words(employee: Employee, **_: Any) -> None:
    """Remove what was written about the person: notes, evidence, comments, feedback, reasons. Marks and days stay."""
    cases = Case.objects.filter(employee=employee)
    EventText.objects.filter(event__case__in=cases).delete()
    ItemEvidence.objects.filter(item__case__in=cases).delete()
    Comment.objects.filter(case__in=cases).delete()
    FeedbackAnswer.objects.filter(request__case__in=cases).delete()
    FeedbackRequest.objects.filter(case__in=cases).update(message="")
    items = Item.objects.filter(case__in=cases)
    items.update(note="")
    items.exclude(reason="").update(reason=GONE)
    cases.exclude(reason="").update(reason=GONE)
    cases.exclude(what_would_change="").update(what_would_change=GONE)
    for case in cases.prefetch_related("advisers"):
        case.advisers.exclude(view="").update(view=GONE)


@receiver(person_erased)
def forget_name(employee: Employee, **_: Any) -> None:
    """Remove the name of the person, whatever it was then, from what was noted in cases about others."""
    EventText.objects.filter(event__what__in=NAMES_SOMEBODY, event__person_number=employee.pk).delete()


@receiver(what_erasing_keeps)
def trails_that_stay(employee: Employee, user: User | None = None, **_: Any) -> list[str]:
    """How many trails stay without the person in them, and in how many cases about others their words do."""
    found = []
    if number := Case.objects.filter(employee=employee).count():
        one = "The trail of %(number)d promotion case: marks, steps and days, without name and words."
        many = "The trails of %(number)d promotion cases: marks, steps and days, without name and words."
        found.append(ngettext(one, many, number) % {"number": number})
    if number := _wrote_in(employee, user).count():
        one = "What they wrote in %(number)d promotion case about somebody else, without their name beside it."
        many = "What they wrote in %(number)d promotion cases about others, without their name beside it."
        found.append(ngettext(one, many, number) % {"number": number})
    return found


def _wrote_in(employee: Employee, user: User | None) -> QuerySet[Case]:
    words = EventText.objects.filter(event__actor=user.pk if user else None).values("event__case")
    return Case.objects.filter(pk__in=words).exclude(employee=employee)
