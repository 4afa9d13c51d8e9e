"""What is odd about the pay of the ladders in force, for those who look after it and read no drafts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from paths.ladders.content import Profile
from paths.ladders.models import Edition, LevelProfile, Role
from paths.ladders.slugs import short_title
from paths.pay.bands import figures_by_level
from paths.pay.figures import PayFigure
from paths.pay.levels import paid_roles
from paths.pay.lint import PayFinding, form_for, lint_pay
from paths.pay.models import SalaryBand
from paths.pay.scope import PayScope

# What takes pay from somebody stands before what only leaves something out.
GRAVEST_FIRST = ["band-below", "band-gap", "no-pay"]


@dataclass(frozen=True, slots=True)
class PaidLadder:
    """A ladder in force, as far as its pay is judged by it. `profiles` come lowest first."""

    role: str
    role_slug: str
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class PayWarning:
    """Something odd about the pay of a role, and the form in which it is mended. `level` is "" for all of them."""

    role: str
    role_slug: str
    level: str
    finding: PayFinding
    url: str

    @property
    def name(self) -> str:
        """ "Backend Engineer: Senior"."""
        return f"{self.role}: {self.level}" if self.level else self.role


def pay_warnings() -> list[PayWarning]:
    """What is odd about the pay of the published ladders, the gravest first. Three queries.

    What is planned for a level counts where nothing is in force yet.
    """
    figures = _figures()
    found = [_warning(ladder, finding) for ladder in _ladders() for finding in lint_pay(ladder, figures)]
    return sorted(found, key=lambda warning: GRAVEST_FIRST.index(warning.finding.check))


def roles_to_look_at(warnings: Iterable[PayWarning]) -> list[tuple[Role, int]]:
    """The roles that have a salary band or one of these warnings, by name, each with how many. One query."""
    number = Counter(warning.role_slug for warning in warnings)
    roles = Role.objects.filter(Q(pk__in=paid_roles().order_by().values("pk")) | Q(slug__in=number))
    return [(role, number[role.slug]) for role in roles.order_by("name")]


def _figures() -> dict[int, tuple[PayFigure, ...]]:
    in_force = figures_by_level(PayScope(everything=True))
    planned: dict[int, dict[str, PayFigure]] = defaultdict(dict)
    for band in SalaryBand.objects.planned():
        planned[band.level_id].setdefault(band.location, band.figure)
    return {level_id: tuple(figures.values()) for level_id, figures in planned.items()} | in_force


def _ladders() -> list[PaidLadder]:
    """By role, in one query."""
    rows = (
        LevelProfile.objects.filter(edition__in=Edition.objects.published())
        .order_by("edition__role__name", "edition", "rank", "pk")
        .values_list("edition__role__name", "edition__role__slug", "level_id", "level__slug", "rank", "title")
    )
    profiles: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for role, slug, *profile in rows:
        profiles[role, slug].append(Profile(*profile))
    return [PaidLadder(*role, tuple(levels)) for role, levels in profiles.items()]


def _warning(ladder: PaidLadder, finding: PayFinding) -> PayWarning:
    meant = next(profile for profile in ladder.profiles if finding.level_id in (None, profile.level_id))
    level = short_title(meant.title, ladder.role) if finding.level_id else ""
    url = form_for(meant.level_id, finding.location, finding.currency)
    return PayWarning(ladder.role, ladder.role_slug, level, finding, url)
