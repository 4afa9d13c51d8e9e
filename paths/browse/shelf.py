"""Which ladders there are, and a stamp that changes whenever a page about them would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet, Subquery, Value
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from paths.ladders.models import Edition, JobFamily, Role, Skill
from paths.pay.models import SalaryBand
from paths.shared.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Shelf:
    """A published ladder: what to look its page up by. `stamp` stands for all that is not in the edition."""

    edition_id: int
    role_id: int
    stamp: tuple[Any, ...]


def find_ladder(role_slug: str) -> Shelf:
    """The published ladder at that address, in one query. Raises Http404."""
    for edition_id, role_id, *stamp in LADDER(role_slug):
        return Shelf(edition_id, role_id, (timezone.localdate(), *stamp))
    raise Http404(_("There is no published ladder at this address."))


def library_stamp() -> tuple[Any, ...]:
    """A stamp of all ladders: changes when any is published, renamed, moved or paid otherwise."""
    return (timezone.localdate(), *LIBRARY())


def _latest(queryset: QuerySet[Any], field: str = "changed_at") -> tuple[Subquery, Subquery]:
    """When a table last changed, and how many rows it has: together they tell of every insert, change and delete."""
    of_all = queryset.order_by().annotate(of_all=Value(1)).values("of_all")
    latest, number = of_all.annotate(latest=Max(field)), of_all.annotate(number=Count("pk"))
    return Subquery(latest.values("latest")), Subquery(number.values("number"))


STAMP = (
    *_latest(Edition.objects.published(), "published_at"),
    *_latest(Role.objects.all()),
    *_latest(JobFamily.objects.all()),
    *_latest(Skill.objects.all()),
    *_latest(SalaryBand.objects.all()),
)
LADDER = Prepared(lambda slug: Edition.objects.published().filter(role__slug=slug).values_list("pk", "role_id", *STAMP))
LIBRARY = Prepared(lambda _: JobFamily.objects.order_by().values_list(*STAMP)[:1])
