"""What somebody sees of pay, and by which rule, for Compensation to check: answered by what answers for the pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paths.ladders.models import Level
from paths.pay.figures import PayFigure
from paths.pay.levels import PaidLevel, paid_levels
from paths.pay.models import SalaryBand, Visibility
from paths.pay.scope import PayRules, PayScope, pay_rules, pay_scope

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paths.people.models import User


@dataclass(frozen=True, slots=True)
class SomebodyOn:
    """Somebody signed in who stands on a level (None: on none) and has no rights: asked about like a user."""

    own_level: Level | None
    is_authenticated: bool = True

    def has_perm(self, permission: str) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class SeenLevel:
    """A level of which they see the bands, and why."""

    level: PaidLevel
    figures: tuple[PayFigure, ...]
    why: str


@dataclass(frozen=True, slots=True)
class SeenRole:
    """A role: the levels they see the bands of, how many paid levels they see nothing of, and the rule that holds."""

    name: str
    slug: str
    family: str
    rule: str
    is_exception: bool
    levels: tuple[SeenLevel, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Seen:
    """All that somebody sees of pay."""

    scope: PayScope
    roles: tuple[SeenRole, ...]

    @property
    def count(self) -> int:
        return sum(len(level.figures) for role in self.roles for level in role.levels)


def seen_by(user: User | AnonymousUser | SomebodyOn) -> Seen:
    """What `user` would see on the site today."""
    rules = pay_rules()
    scope = pay_scope(user, rules)
    visible: dict[int, tuple[PayFigure, ...]] = {}
    for band in SalaryBand.objects.in_force().within(scope).order_by("level", "location", "pk"):
        visible[band.level_id] = (*visible.get(band.level_id, ()), band.figure)
    paid = set(SalaryBand.objects.in_force().values_list("level", flat=True))
    levels = paid_levels(pk__in=paid)
    return Seen(
        scope,
        tuple(_role(list(of_role), visible, scope, rules) for _id, of_role in groupby(levels.values(), _role_of)),
    )


def rule_in_words(rule: str) -> str:
    """Who sees the bands under a rule: "everyone who is signed in"."""
    label = str(Visibility(rule).label)
    return label[:1].lower() + label[1:]


def _role_of(level: PaidLevel) -> int:
    return level.role_id


def _role(
    levels: list[PaidLevel], visible: dict[int, tuple[PayFigure, ...]], scope: PayScope, rules: PayRules
) -> SeenRole:
    first = levels[0]
    rule = rules.of(first.family_id)
    return SeenRole(
        name=first.role,
        slug=first.role_slug,
        family=first.family,
        rule=rule_in_words(rule),
        is_exception=first.family_id in dict(rules.exceptions),
        levels=tuple(
            SeenLevel(level, visible[level.id], _why(level, scope, rule)) for level in levels if level.id in visible
        ),
        hidden=sum(level.id not in visible for level in levels),
    )


def _why(level: PaidLevel, scope: PayScope, rule: str) -> str:
    if rule == Visibility.EVERYONE:
        return _("Everyone sees it")
    if level.id == scope.level_id:
        return _("Their own level")
    if scope.everything and rule != Visibility.SIGNED_IN:
        return _("They may view all salary bands")
    if rule == Visibility.SIGNED_IN:
        return _("Everyone who is signed in sees it")
    return _("Their own ladder")
