"""Colleagues: who is asked for a few lines, and who advises."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from paths.people.models import Employee
from paths.promotions.choices import FeedbackState
from paths.promotions.models.cases import Case, Item


class FeedbackRequest(models.Model):
    """A colleague is asked for a few lines on some items. They see those items and nothing else of the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="requests")
    colleague = models.ForeignKey(Employee, null=True, on_delete=models.SET_NULL, related_name="feedback_requests")
    items = models.ManyToManyField(Item, related_name="+")
    message = models.TextField(_("what you would like to know"), blank=True, max_length=1_000)
    state = models.CharField(max_length=10, choices=FeedbackState, default=FeedbackState.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "colleague"],
                name="colleague_asked_once_per_case",
                violation_error_message=_("This colleague has been asked already."),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class FeedbackAnswer(models.Model):
    """What a colleague says on one item. It is attributed."""

    request = models.ForeignKey(FeedbackRequest, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="feedback")
    text = models.TextField(_("what you saw"), max_length=4_000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "item"], name="one_answer_per_asked_item")]

    def __str__(self) -> str:
        return self.text[:80]


class Adviser(models.Model):
    """A colleague who reads a case and leaves a view for whoever decides."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="advisers")
    employee = models.ForeignKey(Employee, null=True, on_delete=models.SET_NULL, related_name="advises")
    view = models.TextField(_("your view"), blank=True, max_length=4_000)
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "employee"],
                name="adviser_once_per_case",
                violation_error_message=_("This colleague advises on the case already."),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
