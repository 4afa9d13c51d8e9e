"""Salary bands. No figure is ever in a `__str__`: the admin prints those to people who may not see pay."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from paths.ladders.models import JobFamily, Level, LevelProfile
from paths.pay.figures import PayFigure

if TYPE_CHECKING:
    from paths.pay.scope import PayScope


class Figure(models.Model):
    """A range of yearly pay, in whole units of an ISO 4217 currency."""

    minimum = models.DecimalField(
        _("minimum"),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("Per year, before tax, such as 65000."),
    )
    maximum = models.DecimalField(
        _("maximum"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Leave empty for pay without an upper end."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Use the three letters of ISO 4217, such as EUR."))],
        help_text=_("Three letters, such as EUR or USD."),
    )
    and_above = models.BooleanField(_("and above"), default=False, help_text=_("The maximum is not a cap."))
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("For example: plus equity."))
    location = models.CharField(_("location"), max_length=120, blank=True, help_text=_("Empty: everywhere."))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")),
                name="%(class)s_pay_ordered",
                violation_error_message=_("The minimum pay must not be above the maximum."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=0),
                name="%(class)s_pay_not_negative",
                violation_error_message=_("Pay cannot be negative."),
            ),
        ]

    @property
    def figure(self) -> PayFigure:
        """The range as a value."""
        return PayFigure(**self.values())

    def values(self) -> dict[str, Any]:
        """The fields that make the figure."""
        return {field.name: getattr(self, field.name) for field in fields(PayFigure)}


class BandState(models.TextChoices):
    """Where a band stands on a day."""

    IN_FORCE = "in_force", _("In force")
    PLANNED = "planned", _("Planned")
    SUPERSEDED = "superseded", _("Superseded")


class SalaryBandQuerySet(models.QuerySet["SalaryBand"]):
    def in_force(self, day: datetime.date | None = None) -> SalaryBandQuerySet:
        """Per level and location the latest band that has taken effect by `day` (default: today)."""
        begun = _begun(day)
        return self.filter(begun, ~Exists(_newer(begun)))

    def planned(self, day: datetime.date | None = None) -> SalaryBandQuerySet:
        """The bands that take effect after `day` (default: today), the nearest first."""
        return self.exclude(_begun(day)).order_by("effective_on", "pk")

    def with_state(self, day: datetime.date | None = None) -> SalaryBandQuerySet:
        """Each band with its `state` (BandState) on `day` (default: today)."""
        begun = _begun(day)
        state = Case(
            When(~begun, then=Value(BandState.PLANNED)),
            When(Exists(_newer(begun)), then=Value(BandState.SUPERSEDED)),
            default=Value(BandState.IN_FORCE),
            output_field=models.CharField(),
        )
        return self.annotate(state=state)

    def within(self, scope: PayScope) -> SalaryBandQuerySet:
        """The bands that somebody with this scope may see."""
        if scope.everything:
            return self
        seen = Q(level=scope.level_id) | Q(level__role=scope.role_id) | Q(level__role__family__in=scope.families)
        return self.filter(seen | ~Q(level__role__family__in=scope.all_but) if scope.all_but else seen)


def _begun(day: datetime.date | None) -> Q:
    return Q(effective_on__lte=day or timezone.localdate())


def _newer(begun: Q) -> SalaryBandQuerySet:
    return SalaryBand.objects.filter(
        begun, level=OuterRef("level"), location=OuterRef("location"), effective_on__gt=OuterRef("effective_on")
    )


class SalaryBand(Figure):
    """What a level is paid from a day on. A later band supersedes it; nothing is overwritten."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="bands", verbose_name=_("level"))
    effective_on = models.DateField(_("effective on"), help_text=_("Not shown to anybody before this day."))
    changed_at = models.DateTimeField(auto_now=True)

    objects = SalaryBandQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["changed_at"])

    class Meta(Figure.Meta):
        verbose_name = _("salary band")
        verbose_name_plural = _("salary bands")
        ordering = ["level", "location", "-effective_on"]
        constraints = [
            *Figure.Meta.constraints,
            models.UniqueConstraint(
                fields=["level", "location", "effective_on"],
                name="band_once_per_day",
                violation_error_message=_("This level already has a band for this location from that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} · {self.location or _('everywhere')} · {self.effective_on}"


class ProposedBandQuerySet(models.QuerySet["ProposedBand"]):
    def by_level(self) -> dict[int, tuple[PayFigure, ...]]:
        """level id -> the figures a draft names for it."""
        found: dict[int, tuple[PayFigure, ...]] = defaultdict(tuple)
        for band in self.select_related("profile").order_by("profile", "position", "pk"):
            found[band.profile.level_id] += (band.figure,)
        return dict(found)


class ProposedBand(Figure):
    """Pay that a draft names. It becomes a salary band, effective that day, when the draft is published."""

    profile = models.ForeignKey(LevelProfile, on_delete=models.CASCADE, related_name="proposed_bands")
    position = models.PositiveSmallIntegerField(default=0)

    objects = ProposedBandQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Figure.Meta):
        verbose_name = _("proposed salary band")
        verbose_name_plural = _("proposed salary bands")
        ordering = ["profile", "position", "pk"]
        constraints = [
            *Figure.Meta.constraints,
            models.UniqueConstraint(
                fields=["profile", "location"],
                name="proposed_band_once_per_location",
                violation_error_message=_("This level already names pay for this location."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} · {self.location or _('everywhere')}"

    @classmethod
    def of(cls, profile: LevelProfile, figure: PayFigure, position: int) -> Self:
        """The row that keeps `figure` for a draft's level."""
        return cls(profile=profile, position=position, **asdict(figure))


class Visibility(models.TextChoices):
    """Who sees the bands of a ladder. Everybody sees the band of their own level."""

    EVERYONE = "everyone", _("Everyone who may read the ladders")
    SIGNED_IN = "signed_in", _("Everyone who is signed in")
    OWN_LADDER = "own_ladder", _("People on the same ladder")
    HR = "hr", _("Compensation and administrators")


class PayException(models.Model):
    """A job family whose bands are seen by another rule than the site's (the setting PAY_VISIBILITY)."""

    family = models.OneToOneField(
        JobFamily,
        on_delete=models.CASCADE,
        related_name="pay_exception",
        verbose_name=_("job family"),
        help_text=_("The family whose bands follow a rule of their own."),
    )
    visibility = models.CharField(
        _("who sees the bands"),
        max_length=12,
        choices=Visibility,
        help_text=_("For the roles of this family, in place of the rule of the whole site."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["changed_at"])

    class Meta:
        verbose_name = _("pay exception")
        verbose_name_plural = _("pay exceptions")
        ordering = ["family"]

    def __str__(self) -> str:
        return str(self.family)
