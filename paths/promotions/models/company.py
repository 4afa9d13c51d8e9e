"""What HR sets for all cases: cycles, the company's own criteria, and what employees see when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from paths.ladders.models import JobFamily, Level, Role
from paths.promotions.choices import SeenFrom


class Cycle(models.Model):
    """A time in which cases are gathered and decided together."""

    name = models.CharField(_("name"), max_length=120, unique=True, help_text=_("For example: Spring 2027."))
    opens_on = models.DateField(_("opens on"), help_text=_("Cases can join from this day on."))
    closes_on = models.DateField(_("closes on"), help_text=_("Cases have to be sent by this day."))
    decides_by = models.DateField(_("decided by"), help_text=_("Decisions are due by this day."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("promotion cycle")
        verbose_name_plural = _("promotion cycles")
        ordering = ["-opens_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")) & Q(decides_by__gte=F("closes_on")),
                name="cycle_days_in_order",
                violation_error_message=_("A cycle opens, then closes, then is decided."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """Something the company asks of every case, or of those of a family, a role or a level."""

    text = models.CharField(
        _("criterion"), max_length=300, help_text=_("For example: feedback from two people outside the team.")
    )
    why = models.CharField(_("why"), max_length=300, blank=True, help_text=_("One sentence. It stands below it."))
    family = models.ForeignKey(
        JobFamily,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        verbose_name=_("job family"),
        help_text=_("Only for this family. Empty: for all."),
    )
    role = models.ForeignKey(
        Role,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        verbose_name=_("role"),
        help_text=_("Only for this role. Empty: for all."),
    )
    level = models.ForeignKey(
        Level,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        verbose_name=_("level"),
        help_text=_("Only towards this level. Empty: towards all."),
    )
    is_active = models.BooleanField(
        _("asked of new cases"), default=True, help_text=_("Cases that are open keep the criteria they began with.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Lower numbers come first."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("promotion criterion")
        verbose_name_plural = _("promotion criteria")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class PromotionRule(models.Model):
    """The one row that says from when on employees see the case about them."""

    seen_from = models.CharField(
        _("employees see their case"),
        max_length=10,
        choices=SeenFrom,
        default=SeenFrom.GATHERING,
        help_text=_("The page of each case says which."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("promotion rule")
        verbose_name_plural = _("promotion rules")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_promotion_rule")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> PromotionRule:
        """The rule in force."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
