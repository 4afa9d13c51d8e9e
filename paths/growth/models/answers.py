"""An answer to one statement, whoever gives it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paths.growth.choices import HIGHEST


class AnswerFields(models.Model):
    """Where somebody stands on one statement, known by its key. No value and no lack of opportunity: unanswered."""

    key = models.UUIDField(_("statement"))
    value = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    no_opportunity = models.BooleanField(_("no opportunity here"), default=False)
    note = models.TextField(_("note"), blank=True)
    rated_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__lte=HIGHEST),
                name="%(class)s_value_known",
                violation_error_message=_("Choose one of the answers."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(no_opportunity=False),
                name="%(class)s_answered_once",
                violation_error_message=_("Where there is no opportunity there is no answer to give yet."),
            ),
        ]
