"""What is odd about the pay of a ladder: a judgement on figures, and the answer to those who may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from paths.ladders.content import EditionContent, Profile
from paths.ladders.lint import Finding
from paths.ladders.signals import what_is_odd
from paths.ladders.slugs import short_title
from paths.pay.bands import figures_by_level
from paths.pay.figures import PayFigure
from paths.pay.models import ProposedBand
from paths.pay.scope import PayScope
from paths.shared.formats import money_range

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

# (location, currency) -> the figure of one level.
Figures = Mapping[tuple[str, str], PayFigure]


class Ladder(Protocol):
    """As much of an edition as its pay is judged by."""

    @property
    def role(self) -> str: ...

    @property
    def profiles(self) -> tuple[Profile, ...]: ...


@dataclass(frozen=True, slots=True)
class PayFinding(Finding):
    """Something odd about pay. `gist` says it without figures ("starts below Junior"), `location` and `currency` are
    those of the band.
    """

    gist: str = ""
    location: str = ""
    currency: str = ""


def lint_pay(content: Ladder, pay: Mapping[int, tuple[PayFigure, ...]]) -> Iterator[PayFinding]:
    """Levels without pay, and bands that start below the one under them or leave a gap to it.

    `pay` is level id -> figures, one per location. Bands are compared per location and currency, with the nearest rank
    below that has one; of a fork one side has to fit.
    """
    by_level = {
        level_id: {(figure.location, figure.currency): figure for figure in figures}
        for level_id, figures in pay.items()
    }
    without = [profile for profile in content.profiles if not by_level.get(profile.level_id)]
    if without and len(without) == len(content.profiles):
        message = _("No level of this ladder has a salary band.")
        yield PayFinding("no-pay", message, _why_without(), field="pay", gist=_("no level has a salary band"))
    else:
        for profile in without:
            message = _("%(level)s has no salary band.") % {"level": _name(content, profile)}
            gist = _("no salary band")
            yield PayFinding("no-pay", message, _why_without(), profile.level_id, field="pay", gist=gist)
    for profile in content.profiles:
        for where, figure in by_level.get(profile.level_id, {}).items():
            lower = _below(content, profile, where, by_level)
            if lower and all(figure.minimum < under.minimum for _profile, under in lower):
                message = _("%(level)s%(where)s starts at %(start)s, below %(lower)s, which starts at %(lower_start)s.")
                why = _("Somebody could be promoted to less pay.")
                yield _of(content, "band-below", message, why, profile, figure, *lower[0])
            elif lower and all(_is_gap(under, figure) for _profile, under in lower):
                nearest = max(lower, key=lambda pair: pair[1].maximum or 0)
                message = _("%(level)s%(where)s starts at %(start)s, but %(lower)s ends at %(lower_end)s.")
                why = _("Between the two there is pay that nobody can be given.")
                yield _of(content, "band-gap", message, why, profile, figure, *nearest)


@receiver(what_is_odd)
def odd_pay(
    contents: Mapping[int, EditionContent], user: AbstractBaseUser | None, **_: Any
) -> dict[int, list[Finding]]:
    """The findings about pay, for those who may see all of it. Two queries."""
    if user is not None and not user.has_perm("paths.view_salaryband"):
        return {}
    roles = {content.role_id for content in contents.values()}
    proposed = ProposedBand.objects.filter(profile__edition__in=contents)
    in_force = figures_by_level(PayScope(everything=True), level__role__in=roles)
    named: dict[int, dict[int, tuple[PayFigure, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for band in proposed.select_related("profile").order_by("position", "pk"):
        named[band.profile.edition_id][band.profile.level_id] += (band.figure,)
    return {
        pk: [
            replace(finding, url=_where_mended(content, finding, named[pk]))
            for finding in lint_pay(content, _counting(named[pk], in_force))
        ]
        for pk, content in contents.items()
    }


def form_for(level_id: int, location: str = "", currency: str = "") -> str:
    """The address of the form of a new band, filled in as far as it is known."""
    said = {"level": str(level_id), "location": location, "currency": currency}
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{reverse('admin:paths_salaryband_add')}?{query}"


def _where_mended(content: EditionContent, finding: PayFinding, named: Mapping[int, tuple[PayFigure, ...]]) -> str:
    """A new band takes the place of one in force; pay that a draft names comes from its document."""
    level_id = finding.level_id or content.profiles[0].level_id
    if any(figure.location == finding.location for figure in named.get(level_id, ())):
        return reverse("admin:document_import")
    return form_for(level_id, finding.location, finding.currency)


def _counting(
    named: Mapping[int, tuple[PayFigure, ...]], in_force: Mapping[int, tuple[PayFigure, ...]]
) -> dict[int, tuple[PayFigure, ...]]:
    """The figures that count in a draft: what it names, and where it names none for a location what is in force."""
    pay = dict(in_force)
    for level_id, figures in named.items():
        locations = {figure.location for figure in figures}
        rest = (figure for figure in in_force.get(level_id, ()) if figure.location not in locations)
        pay[level_id] = (*figures, *rest)
    return pay


def _below(
    content: Ladder, profile: Profile, where: tuple[str, str], by_level: Mapping[int, Figures]
) -> list[tuple[Profile, PayFigure]]:
    """The levels of the nearest rank below that have a band there, with it."""
    lower = [
        (under, by_level[under.level_id][where])
        for under in content.profiles
        if under.rank < profile.rank and where in by_level.get(under.level_id, {})
    ]
    nearest = max((under.rank for under, _figure in lower), default=None)
    return [(under, figure) for under, figure in lower if under.rank == nearest]


def _is_gap(lower: PayFigure, upper: PayFigure) -> bool:
    return lower.maximum is not None and not lower.and_above and lower.maximum < upper.minimum


def _of(
    content: Ladder, check: str, message: str, why: str,
    profile: Profile, figure: PayFigure, under: Profile, lower: PayFigure,
) -> PayFinding:  # fmt: skip
    def money(amount: Any) -> str:
        return money_range(amount, amount, figure.currency, and_above=False)

    said = {
        "level": _name(content, profile),
        "where": f" ({figure.location})" if figure.location else "",
        "start": money(figure.minimum),
        "lower": _name(content, under),
        "lower_start": money(lower.minimum),
        "lower_end": money(lower.maximum if lower.maximum is not None else lower.minimum),
    }
    gist = (_("starts below %(lower)s%(where)s") if check == "band-below" else _("gap above %(lower)s%(where)s")) % said
    place = {"location": figure.location, "currency": figure.currency}
    return PayFinding(check, message % said, why, profile.level_id, field="pay", gist=gist, **place)


def _name(content: Ladder, profile: Profile) -> str:
    return short_title(profile.title, content.role)


def _why_without() -> str:
    return _("People on the level, and those who look one rung up, are told nothing of its pay.")
