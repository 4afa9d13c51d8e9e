"""What somebody says of themselves against a level. Private to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paths.growth.models.answers import AnswerFields
from paths.ladders.models import Edition, Level, Skill
from paths.people.models import Employee
from paths.people.papers import PRIVATE

if TYPE_CHECKING:
    from paths.people.models import User


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User) -> AssessmentQuerySet:
        """The assessments that `user` may see: their own."""
        return self.filter(PRIVATE.sees(user))

    def under_way(self) -> AssessmentQuerySet:
        """Those that are still being written."""
        return self.filter(ended_at__isnull=True)


class Assessment(models.Model):
    """Where somebody stands towards a level, as the edition they began with describes it. `from_level` is the one they
    stood on then: what differs from it is what is asked, unless `whole`. If it is on another ladder, `from_edition` is
    the one that described it then.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="assessments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    from_level = models.ForeignKey(Level, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    whole = models.BooleanField(_("assess everything"), default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "level"],
                condition=Q(ended_at__isnull=True),
                name="one_assessment_under_way_per_level",
                violation_error_message=_("You have begun one towards this level already."),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("assessment", args=[self.pk])


class Rating(AnswerFields):
    """One's own answer to one statement. `version` counts its saves, so that two tabs notice each other."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    skill = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta(AnswerFields.Meta):
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            *AnswerFields.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "key"], name="rating_once_per_statement"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
