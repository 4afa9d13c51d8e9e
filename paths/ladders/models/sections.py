"""What an edition says beside its levels: roadmap, interviews, advice, transitions, and what nobody foresaw."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from paths.ladders.choices import AdviceKind, Place, SectionForm
from paths.ladders.models.editions import Edition
from paths.ladders.models.identity import Level
from paths.ladders.models.levels import LevelProfile


class SectionRow(models.Model):
    """A row of an edition that has a place in an order."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["edition", "position", "pk"]


class RoadmapStage(SectionRow):
    """A stretch of years and what to work on in it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="stages")
    title = models.TextField(_("title"), blank=True)
    years_min = models.DecimalField(_("from years"), max_digits=3, decimal_places=1, null=True, blank=True)
    years_max = models.DecimalField(_("to years"), max_digits=3, decimal_places=1, null=True, blank=True)
    focus = models.TextField(_("focus"), blank=True)
    key_skills = models.TextField(_("key skills"), blank=True)
    mindset = models.TextField(_("mindset"), blank=True)
    notes = models.TextField(_("anything else"), blank=True, help_text=_("One per line."))

    history = HistoricalRecords()

    class Meta(SectionRow.Meta):
        verbose_name = _("roadmap stage")
        verbose_name_plural = _("roadmap stages")
        constraints = [
            models.CheckConstraint(
                condition=Q(years_max__isnull=True) | Q(years_max__gte=F("years_min")),
                name="stage_years_ordered",
                violation_error_message=_("The years must run from the smaller to the larger number."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class InterviewQuestion(SectionRow):
    """A question to prepare for, under the heading it was written under."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    heading = models.TextField(_("heading"), blank=True)
    level = models.ForeignKey(
        Level,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Leave empty for questions that anybody may be asked."),
    )
    and_above = models.BooleanField(_("and above"), default=False)
    text = models.TextField(_("question"))
    examples = models.TextField(_("hints"), blank=True, help_text=_("One per line."))

    history = HistoricalRecords()

    class Meta(SectionRow.Meta):
        verbose_name = _("interview question")
        verbose_name_plural = _("interview questions")

    def __str__(self) -> str:
        return self.text


class Advice(SectionRow):
    """A tip: networking or negotiating pay."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="advice")
    kind = models.CharField(_("kind"), max_length=12, choices=AdviceKind)
    title = models.TextField(_("lead"), blank=True)
    text = models.TextField(_("text"), blank=True)
    examples = models.TextField(_("details"), blank=True, help_text=_("One per line."))

    history = HistoricalRecords()

    class Meta(SectionRow.Meta):
        verbose_name = _("advice")
        verbose_name_plural = _("advice")

    def __str__(self) -> str:
        return self.title or self.text


class Transition(SectionRow):
    """A move between roles. Roles are named as written; a name that is a role's becomes a link when read."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="transitions")
    source = models.TextField(_("from"))
    target = models.TextField(_("to"))
    text = models.TextField(_("what helps"), blank=True)
    examples = models.TextField(_("details"), blank=True, help_text=_("One per line."))

    history = HistoricalRecords()

    class Meta(SectionRow.Meta):
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class CustomSection(SectionRow):
    """A part of a document that has no field of its own, kept where it stood."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="custom_sections")
    profile = models.ForeignKey(
        LevelProfile, null=True, blank=True, on_delete=models.CASCADE, related_name="custom_sections"
    )
    place = models.CharField(_("stands after"), max_length=24, choices=Place)
    form = models.CharField(_("form"), max_length=12, choices=SectionForm)
    heading = models.TextField(_("heading"), blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))

    history = HistoricalRecords()

    class Meta(SectionRow.Meta):
        verbose_name = _("custom section")
        verbose_name_plural = _("custom sections")

    def __str__(self) -> str:
        return self.heading or self.body[:60]
