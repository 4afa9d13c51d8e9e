"""Salary bands as a sheet: one row per band, written and read back. Reading says what would happen and does nothing."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from paths.pay.currencies import CODES
from paths.pay.figures import PayFigure, read_amount
from paths.pay.keeping import Kept, NewBand, bands_there, keep_bands, lock_levels
from paths.pay.levels import PaidLevel, levels_to_choose, paid_levels
from paths.pay.models import SalaryBand
from paths.shared.formats import plain
from paths.shared.seals import is_sealed, seal
from paths.shared.sheets import Row, RowProblem, Table, UnreadableSheet, near_matches, read_sheet

if TYPE_CHECKING:
    from paths.people.models import User

COLUMNS = (*("role", "level", "location", "effective on", "minimum", "maximum", "currency", "and above", "note"),)
OPTIONAL = ("location", "maximum", "and above", "note")
LONGEST = {"location": 120, "note": 300}
YES, NO = {"yes", "y", "true", "x", "1"}, {"no", "n", "false", "", "0"}
# As other programs write days; "3/4/2027" is one day here and another there, so it is refused.
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class Fate(StrEnum):
    """What becomes of a row: a band is made, one of today or later says something else, or nothing happens."""

    NEW = "new"
    CORRECTED = "corrected"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row that can be kept. `is_past`: it counts from a day that is gone."""

    number: int
    level: PaidLevel
    band: NewBand
    fate: Fate
    before: PayFigure | None = None
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What keeping a sheet would do, and what its writer should look at."""

    rows: tuple[PlannedRow, ...]
    warnings: tuple[RowProblem, ...] = ()

    def of(self, fate: Fate) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.fate == fate)

    @property
    def changes(self) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.fate != Fate.SAME)

    @property
    def seal(self) -> str:
        return seal(self.rows)


class SheetChanged(Exception):
    """Raised when keeping a sheet would do something else by now than what was shown."""


def table_of_bands() -> Iterator[tuple[str, ...]]:
    """Every band of every level, past ones too, under the names of the columns. Two queries."""
    levels = paid_levels()
    order = {level_id: n for n, level_id in enumerate(levels)}
    bands = SalaryBand.objects.order_by("location", "effective_on", "pk")
    yield COLUMNS
    for band in sorted(bands, key=lambda band: order[band.level_id]):
        level = levels[band.level_id]
        top = "" if band.maximum is None else plain(band.maximum)
        yield (
            *(level.role, level.short, band.location, band.effective_on.isoformat(), plain(band.minimum), top),
            *(band.currency, "yes" if band.and_above else "no", band.note),
        )


def plan_sheet(table: Table, by: User | None = None) -> SheetPlan:
    """What it would do if `by` (None: anybody) kept `table`. Raises UnreadableSheet with every problem, by row."""
    sheet = read_sheet(table, COLUMNS, OPTIONAL)
    levels = _Levels(levels_to_choose(by).values())
    problems: list[RowProblem] = []
    read: list[tuple[int, PaidLevel, NewBand]] = []
    for row in sheet.rows:
        try:
            level = levels.find(row["role"], row["level"])
            read.append((row.number, level, NewBand(level.id, _day(row["effective on"]), _figure(row))))
        except ValueError as error:
            problems.append(RowProblem(row.number, str(error)))
    there = {place: band.figure for place, band in bands_there(band for _n, _level, band in read).items()}
    problems += [*_twice(read), *_settled(read, there)]
    if problems:
        raise UnreadableSheet(*sorted(problems, key=lambda problem: problem.row))
    warnings = (*sheet.warnings, *_new_locations(read))
    return SheetPlan(tuple(_planned(*row, there) for row in read), warnings)


@transaction.atomic
def keep_sheet(*, table: Table, sealed: str, by: User | None) -> Kept:
    """Keep the bands of `table`, all or none, if that still does what was shown (`SheetPlan.seal`).

    Bands that the sheet does not name stay. Raises UnreadableSheet and SheetChanged.
    """
    plan = plan_sheet(table, by)
    lock_levels({row.band.level_id for row in plan.rows})
    plan = plan_sheet(table, by)
    if not is_sealed(sealed, plan.rows):
        raise SheetChanged
    return keep_bands(bands=[row.band for row in plan.changes], by=by, reason=_("Imported from a sheet."))


class _Levels:
    """Levels by what people call them: role by name or address; level by short title, title or address."""

    def __init__(self, levels: Iterable[PaidLevel]) -> None:
        self._roles: dict[str, dict[str, set[PaidLevel]]] = defaultdict(lambda: defaultdict(set))
        self._names: dict[str, set[str]] = defaultdict(set)
        for level in levels:
            for role in {level.role.casefold(), level.role_slug}:
                self._names[role].add(level.role_slug)
                for name in {level.slug, level.short.casefold(), level.title.casefold()}:
                    self._roles[role][name].add(level)

    def find(self, role: str, level: str) -> PaidLevel:
        """The one level of that name. Raises ValueError with a sentence."""
        if not role or not level:
            raise ValueError(_("Name the role and the level, as in the export."))
        named = self._roles.get(role.casefold())
        if named is None or len(self._names[role.casefold()]) > 1:
            hint = near_matches(
                role, {level.role for of in self._roles.values() for each in of.values() for level in each}
            )
            raise ValueError(_("There is no role “%(role)s”.") % {"role": role[:100]} + hint)
        found = named.get(level.casefold(), set())
        if len(found) != 1:
            hint = near_matches(level, {each.short for of in named.values() for each in of})
            says = {"role": role[:100], "level": level[:100]}
            raise ValueError(_("“%(role)s” has no single level “%(level)s”.") % says + hint)
        return next(iter(found))


def _day(text: str) -> datetime.date:
    text = text.removesuffix(" 00:00:00")
    if found := _DOTTED.fullmatch(text):
        text = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or len(text) != 10:
        raise ValueError(_("“%(day)s” is no day. Write it like 2027-03-01.") % {"day": text[:40]})
    return day


def _figure(row: Row) -> PayFigure:
    currency = row["currency"].upper()
    if currency not in CODES:
        raise ValueError(
            _("“%(code)s” is not a currency. Use its three letters, such as “USD”.") % {"code": currency[:20]}
        )
    if not row["minimum"]:
        raise ValueError(_("The minimum is missing."))
    for column, longest in LONGEST.items():
        if len(row[column]) > longest:
            says = {"column": column, "most": longest}
            raise ValueError(_("The %(column)s is too long: %(most)d characters at most.") % says)
    minimum, maximum = _amount(row["minimum"]), _amount(row["maximum"]) if row["maximum"] else None
    if maximum is not None and maximum < minimum:
        raise ValueError(_("The minimum pay must not be above the maximum."))
    and_above = row["and above"].casefold()
    if and_above not in YES | NO:
        raise ValueError(_("Write “yes” or “no” under “and above”."))
    return PayFigure(minimum, maximum, currency, and_above in YES, row["note"], row["location"])


def _amount(text: str) -> Decimal:
    try:
        return read_amount(text)
    except ValueError as error:
        raise ValueError(_("“%(text)s” is no amount. Write it like 65000.") % {"text": text[:40]}) from error


def _twice(read: Iterable[tuple[int, PaidLevel, NewBand]]) -> Iterator[RowProblem]:
    first: dict[tuple[int, str, datetime.date], int] = {}
    for number, _level, band in read:
        if band.place in first:
            message = _("Row %(first)d is of the same level, location and day. Keep one of them.")
            yield RowProblem(number, message % {"first": first[band.place]})
        first.setdefault(band.place, number)


def _settled(
    read: Iterable[tuple[int, PaidLevel, NewBand]], there: Mapping[tuple[int, str, datetime.date], PayFigure]
) -> Iterator[RowProblem]:
    message = _(
        "The band of %(day)s has taken effect and says something else. It is never changed: write down another one, "
        "from today or later."
    )
    for number, _level, band in read:
        is_past = band.effective_on < timezone.localdate()
        if is_past and band.place in there and there[band.place] != band.figure:
            yield RowProblem(number, message % {"day": date_format(band.effective_on)})


def _new_locations(read: Iterable[tuple[int, PaidLevel, NewBand]]) -> Iterator[RowProblem]:
    """A warning for each location that no band has yet: it may be misspelt."""
    known = set(SalaryBand.objects.order_by().values_list("location", flat=True).distinct())
    for number, _level, band in read:
        if band.figure.location and band.figure.location not in known:
            message = _("No band has the location “%(location)s” yet.") % {"location": band.figure.location}
            yield RowProblem(number, message + near_matches(band.figure.location, filter(None, known)))
            known.add(band.figure.location)


def _planned(
    number: int, level: PaidLevel, band: NewBand, there: Mapping[tuple[int, str, datetime.date], PayFigure]
) -> PlannedRow:
    before = there.get(band.place)
    fate = Fate.NEW if before is None else Fate.SAME if before == band.figure else Fate.CORRECTED
    is_past = fate == Fate.NEW and band.effective_on < timezone.localdate()
    return PlannedRow(number, level, band, fate, before if fate == Fate.CORRECTED else None, is_past)
