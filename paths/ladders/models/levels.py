"""What an edition says of each level: its profile, its expectations, its week and its projects."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from paths.ladders.choices import Kind, Proficiency
from paths.ladders.models.editions import Edition
from paths.ladders.models.identity import Level, Skill


class LevelProfile(models.Model):
    """What one edition says of one level. Two profiles may share a rank: a ladder may fork."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="profiles", verbose_name=_("edition"))
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="profiles", verbose_name=_("level"))
    rank = models.PositiveSmallIntegerField(
        _("rank"), help_text=_("1 is the entry level. Two levels of one rank stand side by side.")
    )
    title = models.CharField(_("title"), max_length=200, help_text=_("For example: Senior Backend Engineer."))
    years_min = models.DecimalField(
        _("from years"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Years of experience people typically begin this level with."),
    )
    years_max = models.DecimalField(
        _("to years"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Leave empty for a level without an upper end, such as 10+ years."),
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("What sets this level apart. Markdown."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("level profile")
        verbose_name_plural = _("level profiles")
        ordering = ["edition", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "level"],
                name="level_once_per_edition",
                violation_error_message=_("This edition already describes this level."),
            ),
            models.CheckConstraint(
                condition=Q(years_max__isnull=True) | Q(years_max__gte=F("years_min")),
                name="level_years_ordered",
                violation_error_message=_("The years must run from the smaller to the larger number."),
            ),
            models.CheckConstraint(
                condition=Q(years_max__isnull=True) | Q(years_min__isnull=False),
                name="level_years_begin",
                violation_error_message=_("Say how many years the level begins with."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Expectation(models.Model):
    """One statement that a level makes: the atom that is compared, assessed, planned for and promoted on."""

    profile = models.ForeignKey(
        LevelProfile, on_delete=models.CASCADE, related_name="expectations", verbose_name=_("level")
    )
    key = models.UUIDField(
        _("key"), default=uuid.uuid4, editable=False, help_text=_("Stays the same when the wording changes.")
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    category = models.CharField(
        _("category"), max_length=120, blank=True, help_text=_("For skills, such as Architecture. As people read it.")
    )
    text = models.TextField(_("text"), help_text=_("Begin with a verb; say what one could see. One line."))
    examples = models.TextField(_("examples"), blank=True, help_text=_("One per line."))
    skill = models.ForeignKey(
        Skill,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="expectations",
        verbose_name=_("skill"),
        help_text=_("The skill this statement means, however it is worded."),
    )
    proficiency = models.PositiveSmallIntegerField(
        _("proficiency"), choices=Proficiency, null=True, blank=True, help_text=_("How deep the skill has to go.")
    )
    grows_from = models.UUIDField(
        _("grows from"),
        null=True,
        blank=True,
        help_text=_(
            "The key of the statement, one rung below, that this one grew out of. Empty: found by its wording."
        ),
    )
    required = models.BooleanField(_("required"), default=True, help_text=_("Clear it for what is only desirable."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")
        ordering = ["profile", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "key"],
                name="expectation_key_once_per_level",
                violation_error_message=_("This level already makes this statement."),
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.SKILL, skill__isnull=False, proficiency__isnull=False)
                | (~Q(kind=Kind.SKILL) & Q(skill__isnull=True, proficiency__isnull=True)),
                name="expectation_skill_has_proficiency",
                violation_error_message=_(
                    "A skill needs the skill it means and a proficiency; other kinds have neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(proficiency__isnull=True) | Q(proficiency__in=Proficiency.values),
                name="expectation_proficiency_known",
                violation_error_message=_("Choose one of the four proficiencies."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class TimeShare(models.Model):
    """A line of a level's day: an activity and its part of the time in percent, where it is said."""

    profile = models.ForeignKey(LevelProfile, on_delete=models.CASCADE, related_name="time_shares")
    activity = models.TextField(_("activity"))
    percent = models.DecimalField(
        _("percent of time"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Leave empty if no figure is given."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("time share")
        verbose_name_plural = _("time shares")
        ordering = ["profile", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="time_share_within_0_and_100",
                violation_error_message=_("A share of the time is between 0 and 100 percent."),
            )
        ]

    def __str__(self) -> str:
        return self.activity


class PortfolioProject(models.Model):
    """A project that shows somebody works at this level."""

    profile = models.ForeignKey(LevelProfile, on_delete=models.CASCADE, related_name="projects")
    text = models.TextField(_("project"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("portfolio project")
        verbose_name_plural = _("portfolio projects")
        ordering = ["profile", "position", "pk"]

    def __str__(self) -> str:
        return self.text
