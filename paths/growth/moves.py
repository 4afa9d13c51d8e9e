"""Where somebody could go next: read from the ladders in force and from what they last answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paths.growth.models import Rating
from paths.growth.near import Asked, Ladder, Rung, Said, ladders_near
from paths.ladders.choices import EditionStatus, Kind
from paths.ladders.models import Expectation, LevelProfile
from paths.pay.figures import PayFigure
from paths.pay.models import SalaryBand
from paths.pay.scope import pay_scope
from paths.people.models import Employee
from paths.shared.formats import money_range

if TYPE_CHECKING:
    from paths.people.models import User


@dataclass(frozen=True)
class Moves:
    """The ladders by nearness, whether anything was answered at all, and what can be said of pay by level id."""

    ladders: tuple[Ladder, ...]
    has_answers: bool
    pay: dict[int, str]


def moves_of(employee: Employee, user: User) -> Moves:
    """What lies near to `employee`; of pay what `user` may see. Six queries."""
    said = said_by(employee)
    ladders = ladders_near(rungs_in_force(), said, employee.level_id)
    return Moves(ladders, bool(said.answers), _pay_beside(employee, user))


def rungs_in_force() -> list[Rung]:
    """Every level of every published ladder. Two queries."""
    asked: dict[int, list[Asked]] = {}
    published = {"edition__status": EditionStatus.PUBLISHED}
    for profile_id, *skill in (
        Expectation.objects.filter(profile__edition__status=EditionStatus.PUBLISHED, kind=Kind.SKILL, required=True)
        .order_by("position", "pk")
        .values_list("profile_id", "key", "skill_id", "skill__name", "proficiency")
    ):
        asked.setdefault(profile_id, []).append(Asked(*skill))
    profiles = (
        LevelProfile.objects.filter(**published)
        .order_by("edition__role__name", "edition", "rank", "pk")
        .values_list(
            *("pk", "level_id", "level__slug", "title", "rank"),
            *("edition__role_id", "edition__role__name", "edition__role__slug"),
        )
    )
    return [Rung(*row, skills=tuple(asked.get(pk, ()))) for pk, *row in profiles]


def said_by(employee: Employee) -> Said:
    """What somebody answered. One query."""
    answers = Rating.objects.filter(assessment__employee=employee, value__isnull=False).order_by("rated_at", "pk")
    return Said(tuple(answers.values_list("key", "skill_id", "value")))


def _pay_beside(employee: Employee, user: User) -> dict[int, str]:
    """level id -> how its band lies to one's own, as far as both may be seen. Three queries."""
    if employee.level_id is None:
        return {}
    bands: dict[int, list[PayFigure]] = {}
    for band in SalaryBand.objects.in_force().within(pay_scope(user)).order_by("level", "location", "pk"):
        bands.setdefault(band.level_id, []).append(band.figure)
    own = bands.pop(employee.level_id, [])
    found = {}
    for level_id, figures in bands.items():
        pair = comparable(own, figures, employee.location)
        if pair:
            found[level_id] = beside(*pair)
    return found


def comparable(
    own: Iterable[PayFigure], other: Iterable[PayFigure], location: str
) -> tuple[PayFigure, PayFigure] | None:
    """One's own band and another one for the same place and in the same currency: where one works, else everywhere."""
    mine, theirs = ({each.location.casefold(): each for each in figures} for figures in (own, other))
    for place in dict.fromkeys([location.casefold(), ""]):
        a, b = mine.get(place), theirs.get(place)
        if a and b and a.currency == b.currency:
            return a, b
    return None


def beside(own: PayFigure, other: PayFigure) -> str:
    """How another band lies to one's own, in words."""
    if _top(own) is not None and other.minimum > _top(own):
        return _("Its band begins above yours ends: %(band)s.") % {"band": other.text}
    if _top(other) is not None and _top(other) < own.minimum:
        return _("Its band ends below where yours begins: %(band)s.") % {"band": other.text}
    tops = [top for top in (_top(own), _top(other)) if top is not None]
    low = max(own.minimum, other.minimum)
    shared = money_range(low, min(tops) if tops else None, own.currency, and_above=not tops)
    return _("Its band is %(band)s; it overlaps with yours at %(shared)s.") % {"band": other.text, "shared": shared}


def _top(figure: PayFigure) -> Decimal | None:
    """Where a band ends; None where it has no end."""
    return None if figure.and_above else figure.maximum
