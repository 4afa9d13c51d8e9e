"""Editions: what a role's ladder says at one time. One draft, one published, the rest history."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from paths.ladders.choices import EditionStatus
from paths.ladders.models.identity import Role


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> EditionQuerySet:
        """The editions in force, one per role."""
        return self.filter(status=EditionStatus.PUBLISHED)

    def drafts(self) -> EditionQuerySet:
        """The editions being written, at most one per role."""
        return self.filter(status=EditionStatus.DRAFT)

    def ever_published(self) -> EditionQuerySet:
        """Every edition that was ever published, the latest of a role first."""
        return self.exclude(status=EditionStatus.DRAFT).order_by("role", "-published_at", "-pk")


class Edition(models.Model):
    """Everything a role's ladder says, as of one publication."""

    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="editions",
        verbose_name=_("role"),
        help_text=_("Whose ladder it is."),
    )
    status = models.CharField(
        _("status"), max_length=12, choices=EditionStatus, default=EditionStatus.DRAFT, editable=False
    )
    major = models.PositiveSmallIntegerField(default=0, editable=False)
    minor = models.PositiveSmallIntegerField(default=0, editable=False)
    patch = models.PositiveSmallIntegerField(default=0, editable=False)
    overview = models.TextField(
        _("overview"), blank=True, help_text=_("What people in this role do, in a paragraph or two. Markdown.")
    )
    core_responsibilities = models.TextField(
        _("core responsibilities"),
        blank=True,
        help_text=_("One per line, true of every level. Indent a line to make it an example of the one above."),
    )
    change_note = models.CharField(
        _("what changed"), max_length=300, blank=True, help_text=_("One sentence for the people on this ladder.")
    )
    news = models.CharField(
        max_length=500, blank=True, editable=False, help_text=_("What it asks otherwise than the edition before it.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = EditionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["created_at"])

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["role", "-major", "-minor", "-patch"]
        permissions = [("publish_edition", "Can publish edition")]
        constraints = [
            models.UniqueConstraint(
                fields=["role"],
                condition=Q(status=EditionStatus.PUBLISHED),
                name="one_published_edition_per_role",
                violation_error_message=_("This role already has a published edition."),
            ),
            models.UniqueConstraint(
                fields=["role"],
                condition=Q(status=EditionStatus.DRAFT),
                name="one_draft_edition_per_role",
                violation_error_message=_("This role already has a draft. Open that one."),
            ),
            models.UniqueConstraint(
                fields=["role", "major", "minor", "patch"],
                condition=~Q(status=EditionStatus.DRAFT),
                name="edition_version_once_per_role",
                violation_error_message=_("This role already has an edition of this version."),
            ),
            models.CheckConstraint(
                condition=Q(status=EditionStatus.DRAFT) | Q(published_at__isnull=False),
                name="published_edition_has_a_day",
                violation_error_message=_("A published edition needs the day it was published."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role.name} {self.version}"

    @property
    def version(self) -> str:
        """ "3.0", "3.0.1", or "draft"."""
        if self.status == EditionStatus.DRAFT:
            return str(_("draft"))
        return f"{self.major}.{self.minor}" + (f".{self.patch}" if self.patch else "")
