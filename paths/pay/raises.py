"""Raising many bands by a percentage: first what that would do, then all of it at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from paths.pay.figures import LARGEST, PayFigure
from paths.pay.keeping import NewBand, keep_bands, lock_levels
from paths.pay.levels import PaidLevel, paid_levels
from paths.pay.models import SalaryBand
from paths.shared.formats import plain
from paths.shared.ids import as_id
from paths.shared.seals import is_sealed, seal

if TYPE_CHECKING:
    from paths.people.models import User

# In percent.
LEAST, MOST = Decimal("0.1"), Decimal(30)
ROUNDINGS = (1, 100, 500, 1000)


class ChangedMeanwhile(Exception):
    """Raised when bands are no longer what the person who confirms has seen."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By how many percent, from which day on, rounded to whole multiples of what.

    Raises ValueError for a day in the past, for too little or too much, and for another rounding.
    """

    percent: Decimal
    day: datetime.date
    rounding: int

    def __post_init__(self) -> None:
        if not LEAST <= self.percent <= MOST:
            limits = {"least": plain(LEAST), "most": plain(MOST)}
            raise ValueError(_("A raise is between %(least)s and %(most)s percent.") % limits)
        if self.day < timezone.localdate():
            raise ValueError(_("This day is in the past. Bands can be raised from today on."))
        if self.rounding not in ROUNDINGS:
            raise ValueError(_("Round to 1, 100, 500 or 1,000."))


@dataclass(frozen=True, slots=True)
class RaiseRow:
    """A band and what it would become. `refused` says why it cannot be raised; `later` is the day of the next band that
    is planned already and would take its place.
    """

    band_id: int
    level: PaidLevel
    before: PayFigure
    after: PayFigure
    refused: str = ""
    later: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class RaisePlan:
    """What a raise would do, by role and then highest level first."""

    terms: Terms
    rows: tuple[RaiseRow, ...]

    @property
    def possible(self) -> tuple[RaiseRow, ...]:
        return tuple(row for row in self.rows if not row.refused)

    @property
    def refused(self) -> tuple[RaiseRow, ...]:
        return tuple(row for row in self.rows if row.refused)

    @property
    def seals(self) -> dict[int, str]:
        """band id -> the seal of its row, for those that can be raised."""
        return {row.band_id: seal(self.terms, row) for row in self.possible}


def raised(figure: PayFigure, terms: Terms) -> PayFigure:
    """The figure raised by a percentage, both ends rounded half up."""
    ends = [None if end is None else _raised(end, terms) for end in (figure.minimum, figure.maximum)]
    return replace(figure, minimum=ends[0], maximum=ends[1])


def plan_raise(terms: Terms, **of: Any) -> RaisePlan:
    """What raising the bands would do that are in force on that day. `of` are lookups of a band. Three queries."""
    bands = SalaryBand.objects.filter(**of)
    later = dict(_later_days(bands.planned(terms.day).order_by()))
    in_force = list(bands.in_force(terms.day).order_by("location", "pk"))
    levels = paid_levels(pk__in={band.level_id for band in in_force})
    order = {level_id: n for n, level_id in enumerate(levels)}
    rows = (
        _row(band, levels[band.level_id], terms, later.get((band.level_id, band.location)))
        for band in sorted(in_force, key=lambda band: order[band.level_id])
    )
    return RaisePlan(terms, tuple(rows))


@transaction.atomic
def raise_bands(*, terms: Terms, seals: dict[int, str], by: User | None) -> int:
    """Raise the bands with these ids by new ones, all or none. Returns how many.

    `seals` are those of the plan that was looked at (`RaisePlan.seals`). Raises ChangedMeanwhile if one of them would
    do something else by now: somebody has raised or changed that band.
    """
    levels = list(SalaryBand.objects.filter(pk__in=seals).values_list("level", flat=True))
    lock_levels(levels)
    rows = {row.band_id: row for row in plan_raise(terms, level__in=levels).possible}
    if not seals or any(pk not in rows or not is_sealed(given, terms, rows[pk]) for pk, given in seals.items()):
        raise ChangedMeanwhile
    bands = [NewBand(rows[pk].level.id, terms.day, rows[pk].after) for pk in sorted(seals)]
    keep_bands(bands=bands, by=by, reason=_("Raised by %(percent)s%%.") % {"percent": plain(terms.percent)})
    return len(bands)


def names_of(rows: Iterable[RaiseRow]) -> str:
    """The levels and places of rows in words: "Backend Engineer: Senior (Berlin)"."""
    return ", ".join(row.level.name + (f" ({row.before.location})" if row.before.location else "") for row in rows)


def _raised(amount: Decimal, terms: Terms) -> Decimal:
    steps = amount * (100 + terms.percent) / 100 / terms.rounding
    return steps.quantize(Decimal(1), ROUND_HALF_UP) * terms.rounding


def _later_days(bands: Any) -> Iterable[tuple[tuple[int, str], datetime.date]]:
    for level_id, location, day in bands.values_list("level", "location").annotate(first=Min("effective_on")):
        yield (level_id, location), day


def _row(band: SalaryBand, level: PaidLevel, terms: Terms, later: datetime.date | None) -> RaiseRow:
    before, after = band.figure, raised(band.figure, terms)
    return RaiseRow(band.pk, level, before, after, _refusal(band, before, after, terms), later)


def _refusal(band: SalaryBand, before: PayFigure, after: PayFigure, terms: Terms) -> str:
    ends = [(old, new) for old, new in ((before.minimum, after.minimum), (before.maximum, after.maximum)) if old]
    if band.effective_on == terms.day:
        return _("It already has a band from that day.")
    if any(new < old for old, new in ends) or all(new == old for old, new in ends):
        return _("Rounded like this it would not rise.")
    if any(new >= LARGEST for _old, new in ends):
        return _("It would be too large to be pay.")
    return ""


def chosen(seals: Iterable[str]) -> dict[int, str]:
    """band id -> seal, from "id:seal" as a form sends them; what is not of that form is left out."""
    pairs = (text.partition(":") for text in seals)
    return {pk: given for text, _colon, given in pairs if (pk := as_id(text)) is not None}


def sealed_rows(plan: RaisePlan) -> list[tuple[RaiseRow, str]]:
    """Each row with what its box in the form sends; "" for those that cannot be raised."""
    seals = plan.seals
    return [(row, f"{row.band_id}:{seals[row.band_id]}" if row.band_id in seals else "") for row in plan.rows]
