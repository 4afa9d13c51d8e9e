"""The trail of a case: every change, added to and never altered, each row sealed with the one before it.

The seal covers who acted as a number that means nobody once the person is erased, and long texts only by their digest:
so the trail stays whole when names and texts go.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paths.promotions.models.cases import Case
from paths.promotions.models.company import Cycle


class Event(models.Model):
    """One change of a case: what, from, to. Kept by the database as it was written.

    Of a cycle and of a person it says what they were called then; which ones were meant is in `cycle` and, as the
    number of an employee, in `person_number`: names change, and two can be called alike.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_number = models.PositiveBigIntegerField(default=0)
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=80, blank=True)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    seal = models.CharField(max_length=64)
    cycle = models.ForeignKey(Cycle, null=True, on_delete=models.PROTECT, related_name="events")
    person_number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="event_number_once_per_case")]

    def __str__(self) -> str:
        return f"{self.what} {self.number}"


class EventText(models.Model):
    """The words of an event that are too long, or too personal, to be sealed as such."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="words")
    salt = models.CharField(max_length=32)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"#{self.pk}"


class Reminder(models.Model):
    """That somebody was reminded of something: not twice of the same."""

    about = models.CharField(max_length=120, unique=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.about
