"""What somebody did, what they plan, and how their week is split. Private to them but for goals they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paths.ladders.models import Skill
from paths.people.models import Employee
from paths.people.papers import PRIVATE, SHARED

if TYPE_CHECKING:
    from paths.people.models import User


class OwnQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> OwnQuerySet:
        """What `user` may see: their own."""
        return self.filter(PRIVATE.sees(user))


class Evidence(models.Model):
    """Something somebody did, and the statements it shows, by key: so it outlives editions."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="evidence")
    text = models.TextField(_("what you did"), max_length=4_000)
    link = models.URLField(_("link"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    happened_on = models.DateField(_("when"), default=timezone.localdate)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class EvidenceFor(models.Model):
    """A statement that a piece of evidence shows, and the skill it means, if it is one."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="shows")
    key = models.UUIDField()
    skill = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "key"], name="evidence_shows_a_statement_once")]
        indexes = [models.Index(fields=["key"], name="evidence_by_key")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, user: User) -> GoalQuerySet:
        """One's own goals, and those that others have shared with `user`."""
        return self.filter(PRIVATE.sees(user) | (Q(is_shared=True) & SHARED.sees(user))).distinct()

    def owned_by(self, user: User) -> GoalQuerySet:
        """One's own goals: what others share is theirs to change."""
        return self.filter(PRIVATE.sees(user))

    def shared_with(self, user: User) -> GoalQuerySet:
        """Goals that are shared and that `user` may see. What is only proposed is nobody's plan yet."""
        return self.visible_to(user).filter(is_shared=True, is_proposed=False)

    def open(self) -> GoalQuerySet:
        """Goals that are not done."""
        return self.filter(done_at__isnull=True)


class Goal(models.Model):
    """Something somebody plans to do. `statement` and `key` say what for; `is_proposed`: not taken up yet."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="goals")
    action = models.CharField(_("what you will do"), max_length=500)
    key = models.UUIDField(null=True, blank=True)
    statement = models.TextField(_("what for"), blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    is_shared = models.BooleanField(_("shared"), default=False)
    is_proposed = models.BooleanField(_("proposed"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether those who may see what is shared see it, as `shared_with` has it."""
        return self.is_shared and not self.is_proposed


class GoalOpening(models.Model):
    """When somebody last saw a shared goal: its owner sees it."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("note of who has seen a goal")
        verbose_name_plural = _("notes of who has seen a goal")
        constraints = [models.UniqueConstraint(fields=["goal", "user"], name="one_goal_opening_per_reader")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class WeekShare(models.Model):
    """How much of somebody's own week an activity takes, in percent."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="week")
    activity = models.CharField(_("activity"), max_length=300)
    percent = models.DecimalField(
        _("percent of your week"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a week")
        verbose_name_plural = _("parts of a week")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "activity"],
                name="week_activity_once",
                violation_error_message=_("You have named this activity already."),
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="week_share_within_0_and_100",
                violation_error_message=_("A part of your week is between 0 and 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
