"""Which ladders there are, and a stamp that changes whenever a page about them would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Max, QuerySet, Subquery, Value
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from paths.ladders.models import Edition, JobFamily, Role, Skill
from paths.pay.models import SalaryBand
from paths.pay.scope import PayRules, PayScope, pay_scope
from paths.shared.prepared import Prepared

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paths.people.models import User


@dataclass(frozen=True, slots=True)
class Shelf:
    """A published ladder: what to look its page up by. `pay_rule` (Visibility) is that of its job family, `stamp`
    stands for all that is not in the edition.
    """

    edition_id: int
    role_id: int
    family_id: int
    pay_rule: str
    stamp: tuple[Any, ...]

    def scope_of(self, user: User | AnonymousUser) -> PayScope:
        """What `user` may see of the pay on this ladder."""
        return pay_scope(user, PayRules(self.pay_rule)).on_role(self.role_id, self.family_id)


@dataclass(frozen=True, slots=True)
class Library:
    """All ladders: `stamp` changes when any is published, renamed, moved or paid otherwise."""

    pay_rules: PayRules
    stamp: tuple[Any, ...]

    def scope_of(self, user: User | AnonymousUser) -> PayScope:
        """What `user` may see of the pay on all ladders, each by the rule of its job family."""
        return pay_scope(user, self.pay_rules)


def find_ladder(role_slug: str) -> Shelf:
    """The published ladder at that address, in one query. Raises Http404."""
    for edition_id, role_id, family_id, exception, *stamp in LADDER(role_slug):
        rule = exception or settings.PAY_VISIBILITY
        return Shelf(edition_id, role_id, family_id, rule, (timezone.localdate(), *stamp))
    raise Http404(_("There is no published ladder at this address."))


def find_library() -> Library:
    """All ladders, in one query."""
    families = LIBRARY()
    rules = PayRules.having((family_id, exception) for family_id, exception, *_stamp in families)
    return Library(rules, (timezone.localdate(), *(tuple(stamp) for _id, _exception, *stamp in families[:1])))


def library_stamp() -> tuple[Any, ...]:
    """The stamp of all ladders, for pages without pay."""
    return find_library().stamp


def is_family(address: str) -> bool:
    """Whether there is a job family of that address, or none is asked for ("")."""
    return not address or JobFamily.objects.filter(slug=address).exists()


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
LADDER = Prepared(
    lambda slug: (
        Edition.objects.published()
        .filter(role__slug=slug)
        .values_list("pk", "role_id", "role__family_id", "role__family__pay_exception__visibility", *STAMP)
    )
)
LIBRARY = Prepared(lambda _: JobFamily.objects.order_by("pk").values_list("pk", "pay_exception__visibility", *STAMP))
