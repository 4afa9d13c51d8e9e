"""Cases side by side: by what they aim at, by category and mark; names only where they were revealed. Pure.

A row whose name is hidden holds nothing that leads to the person: no number, no state, no day. Its code and its place
come out of a keyed hash. Where few aim at a level, its cases stand apart from the others as long as their names are
hidden: without level and family, and with their skills told together, for categories are those of a ladder. Rows are
put in order, never ranked: no order by how much somebody meets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise

from paths.promotions.choices import Mark
from paths.promotions.counting import MarkCounts
from paths.promotions.item_rows import MARK, MarkShown
from paths.promotions.small_groups import count_nested

# What is not marked yet comes after what is.
SHOWN = tuple(
    MARK[mark] for mark in (Mark.MET, Mark.PARTLY, Mark.NOT_YET, Mark.OPEN, Mark.NOT_APPLICABLE, Mark.NO_OPPORTUNITY)
)


@dataclass(frozen=True, slots=True)
class Revealed:
    """What is known of a case once its reader has revealed the name."""

    case_id: int
    name: str
    state: str
    state_label: str | Promise
    days: int


@dataclass(frozen=True, slots=True)
class Row:
    """A case: what it aims at, how its items stand by category and by kind, and who it is about, if revealed."""

    code: str
    family: str
    family_name: str
    towards: str
    title: str
    categories: Mapping[str, MarkCounts]
    kinds: Mapping[str, MarkCounts]
    counts: MarkCounts
    revealed: Revealed | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """How the cases are narrowed and put in order, as the address says; what is unknown is passed over."""

    family: str = ""
    towards: str = ""
    category: str = ""
    mark: str = ""
    state: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """How many items carry a mark."""

    mark: MarkShown
    number: int


@dataclass(frozen=True, slots=True)
class Section:
    """The cases that aim at the same level, with the categories that any of them has; or, without a title, those of
    small groups, with the kinds. A cell is empty where a case has no item of that category.
    """

    towards: str
    title: str
    categories: tuple[str, ...]
    rows: tuple[tuple[Row, tuple[tuple[Chip, ...], ...]], ...]


def sections(rows: Iterable[Row], chosen: Chosen) -> tuple[Section, ...]:
    """The rows that `chosen` leaves out of all `rows`, level by level, those of small groups last."""
    found: dict[str, list[Row]] = {}
    for row in without_small_groups(rows):
        if _fits(row, chosen):
            found.setdefault(row.towards, []).append(row)
    ordered = sorted(found.items(), key=lambda pair: (pair[0] == "", pair[1][0].title, pair[0]))
    return tuple(_section(towards, group, chosen) for towards, group in ordered)


def without_small_groups(rows: Iterable[Row]) -> list[Row]:
    """The rows, but those of small groups whose names are hidden without what would tell of which: nobody finds them by
    family, level or category of skills.
    """
    rows = list(rows)
    _families, levels = count_nested((row.family, row.towards) for row in rows)
    named = {towards for towards, _number in levels.shown}
    return [row if row.revealed or row.towards in named else _folded(row) for row in rows]


def _folded(row: Row) -> Row:
    return replace(row, family="", family_name="", towards="", title="", categories=row.kinds)


def chips(counts: MarkCounts | None) -> tuple[Chip, ...]:
    """The marks that any item carries."""
    found = ((mark, getattr(counts, mark.value, 0)) for mark in SHOWN)
    return tuple(Chip(mark, number) for mark, number in found if number)


def _section(towards: str, rows: Sequence[Row], chosen: Chosen) -> Section:
    names = dict.fromkeys(name for row in sorted(rows, key=_most_first) for name in row.categories)
    categories = tuple(name for name in names if chosen.category in ("", name))
    codes = sorted(rows, key=lambda row: row.code, reverse=chosen.sort == "-code")
    ordered = sorted(codes, key=lambda row: _place(row, chosen.sort))
    cells = tuple((row, tuple(chips(row.categories.get(name)) for name in categories)) for row in ordered)
    return Section(towards, rows[0].title, categories, cells)


def _most_first(row: Row) -> tuple[int, str]:
    return -len(row.categories), row.code


def _fits(row: Row, chosen: Chosen) -> bool:
    counts = row.counts
    if chosen.category:
        if chosen.category not in row.categories:
            return False
        counts = row.categories[chosen.category]
    return (
        chosen.family in ("", row.family)
        and chosen.towards in ("", row.towards)
        and (chosen.mark not in Mark.values or bool(getattr(counts, chosen.mark)))
        and (not chosen.state or (row.revealed is not None and row.revealed.state == chosen.state))
    )


def _place(row: Row, sort: str) -> tuple[bool, str | int]:
    """Where a row stands, among its like in the order of their codes; those whose names are hidden come last."""
    known = row.revealed
    if known is None or sort not in ("name", "state", "days"):
        return known is None, 0 if sort == "days" else ""
    return False, {"name": known.name.casefold(), "state": known.state, "days": -known.days}[sort]


@dataclass(frozen=True, slots=True)
class Choices:
    """What cases can be narrowed by: value and name of each. `states` only once every name is revealed."""

    families: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    states: tuple[tuple[str, str | Promise], ...]
    is_revealed: bool


def choices_of(rows: Iterable[Row]) -> Choices:
    """What these rows can be narrowed by."""
    rows = without_small_groups(rows)
    known = [row.revealed for row in rows if row.revealed]
    is_revealed = len(known) == len(rows) > 0
    return Choices(
        families=tuple(sorted({(row.family, row.family_name) for row in rows if row.family}, key=lambda each: each[1])),
        levels=tuple(sorted({(row.towards, row.title) for row in rows if row.towards}, key=lambda each: each[1])),
        categories=tuple(sorted({name for row in rows for name in row.categories})),
        states=tuple(sorted({(each.state, each.state_label) for each in known})) if is_revealed else (),
        is_revealed=is_revealed,
    )
