"""Writing salary bands. A band that has taken effect is never changed or deleted: a later one supersedes it.

There is one exception, so that a slip can be put right: what is said on the very day a band takes effect replaces its
figures. The history keeps what they were.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from paths.ladders.models import Level
from paths.pay.figures import PayFigure
from paths.pay.models import SalaryBand

if TYPE_CHECKING:
    from paths.people.models import User

# A level, a location and a day: what there is one band of.
Place = tuple[int, str, datetime.date]


class BandSettled(Exception):
    """Raised when a band that has taken effect would be changed or deleted."""


@dataclass(frozen=True, slots=True)
class NewBand:
    """A figure for a level, from a day on."""

    level_id: int
    effective_on: datetime.date
    figure: PayFigure

    @property
    def place(self) -> Place:
        return self.level_id, self.figure.location, self.effective_on


@dataclass(frozen=True, slots=True)
class Kept:
    """How many bands were made, and how many of today or later say something else now."""

    made: int
    corrected: int


def may_change(effective_on: datetime.date) -> bool:
    """Whether a band of that day has not taken effect yet."""
    return effective_on > timezone.localdate()


@transaction.atomic
def keep_bands(*, bands: Sequence[NewBand], by: User | None, reason: str = "") -> Kept:
    """Write `bands` down, all or none. What is there already and says the same stays as it is.

    Raises BandSettled if one would change a band that took effect before today.
    """
    lock_levels({band.level_id for band in bands})
    there = bands_there(bands)
    new = [band for band in bands if band.place not in there]
    changed = [(there[band.place], band) for band in bands if band.place in there]
    changed = [(row, band) for row, band in changed if row.figure != band.figure]
    for row, band in changed:
        if band.effective_on < timezone.localdate():
            raise BandSettled
        _save(row, band.figure, by, reason)
    rows = [
        SalaryBand(level_id=band.level_id, effective_on=band.effective_on, **values_of(band.figure)) for band in new
    ]
    if rows:
        bulk_create_with_history(rows, SalaryBand, default_user=by, default_change_reason=reason or None)
    return Kept(len(new), len(changed))


@transaction.atomic
def change_band(*, band: SalaryBand, to: NewBand, by: User | None) -> SalaryBand:
    """Let a band of the future say something else, also of another day. Raises BandSettled if it has taken effect."""
    row = _locked(band)
    row.level_id, row.effective_on = to.level_id, to.effective_on
    _save(row, to.figure, by, "")
    return row


@transaction.atomic
def drop_band(*, band: SalaryBand, by: User | None) -> None:
    """Take back a band of the future. Raises BandSettled if it has taken effect."""
    row = _locked(band)
    row._history_user = by
    row.delete()


def lock_levels(level_ids: Iterable[int]) -> None:
    """Let nobody else write bands of these levels until the transaction ends."""
    list(Level.objects.select_for_update().filter(pk__in=level_ids).order_by("pk").values_list("pk"))


def bands_there(bands: Iterable[NewBand]) -> dict[Place, SalaryBand]:
    """The bands that stand where `bands` would."""
    wanted = {band.place for band in bands}
    rows = SalaryBand.objects.filter(
        level__in={level_id for level_id, _location, _day in wanted}, effective_on__in={day for *_rest, day in wanted}
    )
    found = {(row.level_id, row.location, row.effective_on): row for row in rows.order_by("pk")}
    return {place: row for place, row in found.items() if place in wanted}


def values_of(figure: PayFigure) -> dict[str, object]:
    """The fields of a row that keep a figure."""
    return {name: getattr(figure, name) for name in PayFigure.__dataclass_fields__}


def _locked(band: SalaryBand) -> SalaryBand:
    lock_levels([band.level_id])
    row = SalaryBand.objects.get(pk=band.pk)
    if not may_change(row.effective_on):
        raise BandSettled
    return row


def _save(row: SalaryBand, figure: PayFigure, by: User | None, reason: str) -> None:
    for name, value in values_of(figure).items():
        setattr(row, name, value)
    row._history_user, row._change_reason = by, reason or None
    row.save()
