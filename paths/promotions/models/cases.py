"""A promotion case: who, towards what, and the checklist pinned to what was asked when it began."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paths.ladders.choices import Kind
from paths.ladders.models import Edition, Level
from paths.people.models import Employee
from paths.promotions.choices import CaseState, Mark
from paths.promotions.models.company import Criterion, Cycle
from paths.promotions.models.querysets import CaseQuerySet
from paths.promotions.transitions import OPEN

OPEN_STATES = [state.value for state in CaseState if state in OPEN]


class Case(models.Model):
    """A promotion that somebody works towards. `head` and `events_so_far` are the end of its trail."""

    employee = models.ForeignKey(
        Employee, null=True, on_delete=models.SET_NULL, related_name="cases", verbose_name=_("employee")
    )
    from_level = models.ForeignKey(Level, null=True, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("opened by")
    )
    cycle = models.ForeignKey(Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(_("state"), max_length=10, choices=CaseState)
    state_since = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    what_would_change = models.TextField(_("what would change the answer"), blank=True)
    effective_on = models.DateField(_("effective on"), null=True)
    applied_at = models.DateTimeField(null=True)
    events_so_far = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promotion case")
        verbose_name_plural = _("promotion cases")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(state__in=OPEN_STATES),
                name="one_open_case_per_employee",
                violation_error_message=_("There is an open case for this person already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.APPROVED) | Q(effective_on__isnull=False),
                name="approved_case_has_a_day",
                violation_error_message=_("Say from which day on the new level counts."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.DECLINED) | ~Q(what_would_change=""),
                name="declined_case_says_what_would_change",
                violation_error_message=_("Say what would change the answer."),
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(state=CaseState.APPROVED), name="only_approved_is_applied"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("opened_by")),
                name="nobody_decides_a_case_they_opened",
                violation_error_message=_("Nobody decides a case they opened."),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.pk])


class Item(models.Model):
    """One line of the checklist: a statement of the level (by key) or a criterion of the company, as it was worded
    when the case began. `version` counts its saves, so that two pages notice each other.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="items")
    key = models.UUIDField(null=True)
    criterion = models.ForeignKey(Criterion, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=14, choices=[*Kind.choices, ("company", _("Company rule"))])
    category = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    why = models.CharField(max_length=300, blank=True)
    needed = models.PositiveSmallIntegerField(null=True)
    required = models.BooleanField(default=True)
    mark = models.CharField(_("mark"), max_length=14, choices=Mark, default=Mark.OPEN)
    reason = models.TextField(_("reason"), blank=True)
    note = models.TextField(_("note"), blank=True)
    marked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["case", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="item_once_per_statement"),
            models.CheckConstraint(
                condition=~Q(mark__in=["not_applicable", "no_opportunity"]) | ~Q(reason=""),
                name="item_set_aside_has_a_reason",
                violation_error_message=_("Say why it does not apply, or why there was no opportunity."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ItemEvidence(models.Model):
    """A piece of evidence for an item, by whoever added it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="evidence")
    text = models.TextField(_("what happened"), max_length=4_000)
    link = models.URLField(_("link"), max_length=500, blank=True)
    happened_on = models.DateField(_("when"), default=timezone.localdate)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-happened_on", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Comment(models.Model):
    """What somebody says on a case or on one of its items."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="comments")
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("comment"), max_length=4_000)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
