"""The search index: a row for each thing that can be found."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Case, Q, Value, When, Window
from django.db.models.functions import RowNumber, StrIndex
from django.utils.translation import gettext_lazy as _

from paths.ladders.models import Level, Role, Skill


class EntryKind(models.TextChoices):
    """What can be found, in the order in which equally good groups are shown."""

    ROLE = "role", _("Roles")
    LEVEL = "level", _("Levels")
    SKILL = "skill", _("Skills")
    QUESTION = "question", _("Interview questions")
    ADVICE = "advice", _("Advice")


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def holding(self, needles: Sequence[str], *, every: bool = True) -> SearchEntryQuerySet:
        """The entries that hold all folded `needles`, or with `every` off at least one of them."""
        wanted = [Q(folded__contains=needle) for needle in needles]
        return self.filter(Q(*wanted) if every else Q(*wanted, _connector=Q.OR))

    def closest(self, needle: str, most: int) -> SearchEntryQuerySet:
        """At most that many entries of each kind: those first whose name begins with the word `needle`, then those
        in which it begins a word, the earlier the better.
        """
        nearness = Case(
            When(folded__startswith=f" {needle} ", then=Value(0)),
            When(folded__startswith=f" {needle}", then=Value(1)),
            When(folded__contains=f" {needle}", then=Value(2)),
            default=Value(3),
        )
        order = [nearness, StrIndex("folded", Value(needle)), "pk"]
        return self.annotate(row=Window(RowNumber(), partition_by="kind", order_by=order)).filter(row__lte=most)


class SearchEntry(models.Model):
    """One thing that can be found, and where it is. Of ladders only what is published has entries."""

    kind = models.CharField(max_length=10, choices=EntryKind)
    role = models.ForeignKey(Role, null=True, on_delete=models.CASCADE, related_name="+")
    level = models.ForeignKey(Level, null=True, on_delete=models.CASCADE, related_name="+")
    skill = models.OneToOneField(Skill, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.TextField()
    under = models.TextField(blank=True, help_text=_("The heading it stands under, as written."))
    text = models.TextField(blank=True, help_text=_("What else it says, one statement per line."))
    folded = models.TextField(help_text=_("Name, surroundings and text, folded, each on a line with a space around."))
    place = models.CharField(max_length=24, blank=True, help_text=_("The part of the role's page it stands in."))
    hue = models.PositiveSmallIntegerField(null=True)
    years_min = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    years_max = models.DecimalField(max_digits=3, decimal_places=1, null=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EntryKind.SKILL, skill__isnull=False, role__isnull=True)
                | (~Q(kind=EntryKind.SKILL) & Q(skill__isnull=True, role__isnull=False)),
                name="search_entry_of_skill_or_role",
                violation_error_message=_("An entry belongs to a skill or to a role."),
            )
        ]

    def __str__(self) -> str:
        return self.name
