"""What is left of a promotion case when the person it was about is erased: the trail, without name and words."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils.translation import ngettext

from paths.people.models import Employee
from paths.people.signals import person_erased, what_erasing_keeps
from paths.promotions.models import Case, Comment, EventText, FeedbackAnswer, FeedbackRequest, Item, ItemEvidence

GONE = "—"


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


@receiver(what_erasing_keeps)
def trails_that_stay(employee: Employee, **_: Any) -> list[str]:
    """How many trails stay without the person in them."""
    number = Case.objects.filter(employee=employee).count()
    if not number:
        return []
    one = "The trail of %(number)d promotion case: marks, steps and days, without name and words."
    many = "The trails of %(number)d promotion cases: marks, steps and days, without name and words."
    return [ngettext(one, many, number) % {"number": number}]
