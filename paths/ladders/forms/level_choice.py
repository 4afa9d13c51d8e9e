"""Choosing a level by its name, in a list that is grouped by role and needs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from paths.ladders.choices import EditionStatus
from paths.ladders.models import Edition, Level, LevelProfile
from paths.ladders.slugs import short_title


def levels_in_force(also: int | None = None) -> QuerySet[Level]:
    """The levels of the ladders in force, and the one with the id `also`."""
    said = LevelProfile.objects.filter(level=OuterRef("pk"), edition__in=Edition.objects.published())
    return Level.objects.filter(Q(Exists(said)) | Q(pk=also))


class _ByRole(ModelChoiceIterator):
    """What is chosen from: by role, the highest level first. One query."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for role, levels in groupby(_named(self.queryset), key=lambda pair: pair[0].role):
            yield role.name, [(level.pk, name) for level, name in levels]


class LevelChoice(forms.ModelChoiceField):
    """A level, chosen from those of `queryset` (default: in force)."""

    iterator = _ByRole

    def __init__(self, queryset: QuerySet[Level] | None = None, **kwargs: Any) -> None:
        super().__init__(levels_in_force() if queryset is None else queryset, **kwargs)


def _named(levels: QuerySet[Level]) -> list[tuple[Level, str]]:
    """Each level by its name, "Backend Engineer: Senior", as its latest edition has it. No two share one."""
    said = LevelProfile.objects.filter(level=OuterRef("pk")).exclude(edition__status=EditionStatus.DRAFT)
    latest = said.order_by("-edition__published_at", "-edition")
    in_force = said.filter(edition__status=EditionStatus.PUBLISHED)
    found = list(
        levels.select_related("role")
        .annotate(title=Subquery(latest.values("title")[:1]), rank=Subquery(in_force.values("rank")[:1]))
        .order_by("role__name", "role", F("rank").desc(nulls_last=True), "-pk")
    )
    names = [_name(level) for level in found]
    times = Counter(name.casefold() for name in names)
    return [
        (level, _remark(level, name if times[name.casefold()] == 1 else f"{name} ({level.slug})"))
        for level, name in zip(found, names, strict=True)
    ]


def _name(level: Any) -> str:
    short = short_title(level.title, level.role.name) if level.title else level.slug
    return f"{level.role.name}: {short}"


def _remark(level: Any, name: str) -> str:
    return name if level.rank is not None else _("%(level)s (not in force)") % {"level": name}
