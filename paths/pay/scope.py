"""The one answer to "who may see which salary band"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from paths.pay.models import PayException, Visibility

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paths.ladders.models import Level
    from paths.pay.seen import SomebodyOn
    from paths.people.models import User


@dataclass(frozen=True, slots=True)
class PayRules:
    """The rule of the whole site, and the job families that have one of their own: (family id, Visibility)."""

    site: str
    exceptions: tuple[tuple[int, str], ...] = ()

    @classmethod
    def having(cls, exceptions: Iterable[tuple[int, str | None]]) -> PayRules:
        """The site's rule with those exceptions; a family without a rule (None) has the site's."""
        return cls(settings.PAY_VISIBILITY, tuple((family_id, rule) for family_id, rule in exceptions if rule))

    def of(self, family_id: int) -> str:
        """The rule (Visibility) that holds for a job family."""
        return dict(self.exceptions).get(family_id, self.site)


@dataclass(frozen=True, slots=True)
class PayScope:
    """Which bands somebody may see: `everything`; or those of all job families but `all_but`, or of `families`, and in
    any case those of the role `role_id` and of the level `level_id`, a level of `level_role_id` (None: of none).
    """

    everything: bool = False
    all_but: tuple[int, ...] = ()
    families: tuple[int, ...] = ()
    role_id: int | None = None
    level_id: int | None = None
    level_role_id: int | None = None

    def on_role(self, role_id: int, family_id: int) -> PayScope:
        """The same answer as far as one role goes: equal for all who see the same on its pages."""
        by_family = family_id not in self.all_but if self.all_but else family_id in self.families
        if self.everything or by_family or self.role_id == role_id:
            return PayScope(everything=True)
        if self.level_role_id == role_id:
            return PayScope(level_id=self.level_id, level_role_id=role_id)
        return PayScope()

    def holds(self, level_id: int) -> bool:
        """Whether the bands of a level are among it, on pages of the one role that this scope is of (`on_role`)."""
        return self.everything or self.level_id == level_id


def pay_rules() -> PayRules:
    """The rules in force, in one query."""
    return PayRules.having(PayException.objects.order_by("family").values_list("family_id", "visibility"))


def pay_scope(user: User | AnonymousUser | SomebodyOn, rules: PayRules | None = None) -> PayScope:
    """What `user` may see of pay under `rules` (default: those in force), the band of their own level in any case.

    Whoever may view salary bands in the admin (`paths.view_salaryband`) sees all of them here too.
    """
    rules = rules or pay_rules()
    opening = {Visibility.EVERYONE, Visibility.SIGNED_IN} if user.is_authenticated else {Visibility.EVERYONE}
    opened = tuple(family_id for family_id, rule in rules.exceptions if rule in opening)
    closed = tuple(family_id for family_id, rule in rules.exceptions if rule not in opening)
    is_open = rules.site in opening
    if is_open and not closed:
        return PayScope(everything=True)
    if user.is_authenticated and user.has_perm("paths.view_salaryband"):
        return PayScope(everything=True)
    level = user.own_level if user.is_authenticated else None
    return PayScope(
        all_but=closed if is_open else (),
        families=() if is_open else opened,
        role_id=level.role_id if level and _rule_of(level, rules) == Visibility.OWN_LADDER else None,
        level_id=level and level.pk,
        level_role_id=level and level.role_id,
    )


def _rule_of(level: Level, rules: PayRules) -> str:
    """The rule for the bands of a level. Without exceptions nobody needs to know its family."""
    return rules.of(level.role.family_id) if rules.exceptions else rules.site
