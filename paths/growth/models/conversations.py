"""A self-assessment that was shared: a copy that no longer changes, the manager's answer, and what both agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paths.growth.choices import ConversationState, Voice
from paths.growth.models.answers import AnswerFields
from paths.growth.models.assessments import Assessment
from paths.ladders.models import Edition, Level
from paths.people.models import Employee
from paths.people.papers import ANSWERED_BY, SHARED
from paths.shared.clock import now

if TYPE_CHECKING:
    from paths.people.models import User


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user: User) -> ConversationQuerySet:
        """The shared assessments that `user` may read."""
        withdrawn = Q(state=ConversationState.WITHDRAWN) & ~Q(employee__user=user.pk)
        return self.filter(SHARED.sees(user)).exclude(withdrawn).distinct()

    def led_by(self, user: User) -> ConversationQuerySet:
        """Those of the people who report to `user`: theirs to answer and to close."""
        return self.filter(ANSWERED_BY.sees(user))


class Conversation(models.Model):
    """A frozen copy of a self-assessment, and what its manager makes of it. `is_finished`: every row was answered or
    its owner said they are done, so that the manager may see the answers while giving their own.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="conversations")
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="conversations")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    whole = models.BooleanField(default=False)
    is_finished = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ConversationState, default=ConversationState.SHARED)
    manager = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared assessment")
        verbose_name_plural = _("shared assessments")
        ordering = ["-shared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(state__in=["shared", "answered"]),
                name="one_open_conversation_per_assessment",
                violation_error_message=_("This assessment is shared already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["shared", "withdrawn"]) | Q(answered_at__isnull=False),
                name="answered_conversation_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False), name="closed_conversation_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("conversation", args=[self.pk])


class SharedRating(AnswerFields):
    """One answer in a conversation: one's own as shared, the manager's, or the one both agreed on."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="ratings")
    voice = models.CharField(max_length=8, choices=Voice)

    class Meta(AnswerFields.Meta):
        constraints = [
            *AnswerFields.Meta.constraints,
            models.UniqueConstraint(fields=["conversation", "voice", "key"], name="one_answer_per_voice_and_statement"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SharedEvidence(models.Model):
    """A piece of evidence as it was when it was shared."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="evidence")
    key = models.UUIDField()
    text = models.TextField()
    link = models.URLField(max_length=500, blank=True)
    happened_on = models.DateField()

    class Meta:
        ordering = ["-happened_on", "pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Opening(models.Model):
    """When somebody last saw a shared assessment, on its page or among others: its owner sees it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "user"], name="one_opening_per_reader")]

    def __str__(self) -> str:
        return f"#{self.pk}"
