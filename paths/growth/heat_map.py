"""People against the statements of a role: the distance of each to their own target, and what many of them lack. Pure.

It is for planning, not for ranking: people stand by name, or by one statement that somebody asks about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from paths.growth.standing import KINDS, Row, Standing
from paths.ladders.choices import Kind
from paths.ladders.content import Expected


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody shared, towards which level; `standing` None: it is not to be seen yet."""

    person_id: int
    name: str
    target: str
    url: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement that targets have in common: the skill, whatever its depth, or the behaviour. `id` names it."""

    id: str
    text: str
    category: str | Promise


@dataclass(frozen=True, slots=True)
class Cell:
    """How far somebody is from what their target asks: by sign, in words and by colour (`kind`)."""

    kind: str
    sign: str
    words: str | Promise
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the map."""

    name: str
    target: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class HeatMap:
    """`sorted_by`: the id of the statement that people stand by, "" for their names; `is_reversed`: from the end."""

    columns: tuple[Asked, ...]
    people: tuple[Person, ...]
    hidden: tuple[Told, ...] = ()
    sorted_by: str = ""
    is_reversed: bool = False

    @property
    def categories(self) -> list[tuple[str | Promise, int]]:
        """Each category with the number of its columns."""
        return [(name, len(list(group))) for name, group in groupby(column.category for column in self.columns)]


@dataclass(frozen=True, slots=True)
class Lack:
    """A statement that people do not meet yet: how many of those it is asked of."""

    asked: Asked
    below: int
    of: int


@dataclass(frozen=True, slots=True)
class Chance:
    """A statement that people have no opportunity for: (name, what would give one)."""

    asked: Asked
    people: tuple[tuple[str, str], ...]


def heat_map(told: Iterable[Told], *, sort: str = "") -> HeatMap:
    """The map of what these people shared, one paper for each. `sort`: the id of a statement, with "-" before it for
    the other way round; "-" alone for names from the end; anything else is by name.
    """
    papers = sorted(told, key=lambda each: each.name.casefold())
    seen = [each for each in papers if each.standing]
    columns = _columns(seen)
    is_reversed, wanted = sort.startswith("-"), sort.removeprefix("-")
    place = next((n for n, column in enumerate(columns) if column.id == wanted), None)
    is_reversed = is_reversed and (place is not None or not wanted)
    people = [_person(each, columns) for each in seen]
    if place is not None:
        people.sort(key=lambda person: _order(person.cells[place], is_reversed))
    elif is_reversed:
        people.reverse()
    hidden = tuple(each for each in papers if not each.standing)
    return HeatMap(columns, tuple(people), hidden, wanted if place is not None else "", is_reversed)


def lacks(told: Iterable[Told], *, most: int) -> tuple[Lack, ...]:
    """What is required and below of the most people, at most so many; the order of the ladder breaks ties."""
    found: dict[Asked, list[bool]] = {}
    for row in _once_each(told):
        if row.expected.required:
            found.setdefault(asked_in(row.expected), []).append(bool(row.below))
    counted = [Lack(asked, sum(below), len(below)) for asked, below in found.items() if any(below)]
    return tuple(sorted(counted, key=lambda lack: -lack.below)[:most])


def chances_wanted(told: Sequence[Told]) -> tuple[Chance, ...]:
    """Every statement that somebody has no opportunity for, with what they say would give one."""
    found: dict[Asked, list[tuple[str, str]]] = {}
    for paper in sorted(told, key=lambda each: each.name.casefold()):
        for row in paper.standing.without_opportunity if paper.standing else ():
            people = found.setdefault(asked_in(row.expected), [])
            if (paper.name, row.answer.note) not in people:
                people.append((paper.name, row.answer.note))
    return tuple(Chance(asked, tuple(people)) for asked, people in found.items())


def asked_in(expected: Expected) -> Asked:
    """What a statement has in common with those of other levels."""
    category = (expected.category if expected.kind == Kind.SKILL else "") or KINDS[Kind(expected.kind)]
    if expected.skill:
        return Asked(f"s{expected.skill.id}", expected.skill.name, str(category))
    return Asked(expected.key.hex, expected.text, str(category))


def _columns(papers: Sequence[Told]) -> tuple[Asked, ...]:
    """What all of them ask together, category by category as the ladder has them."""
    found: dict[str, Asked] = {}
    for paper in papers:
        for row in paper.standing.rows if paper.standing else ():
            asked = asked_in(row.expected)
            found.setdefault(asked.id, asked)
    categories = {column.category: place for place, column in reversed(list(enumerate(found.values())))}
    return tuple(sorted(found.values(), key=lambda column: categories[column.category]))


def _person(paper: Told, columns: Sequence[Asked]) -> Person:
    rows = {asked_in(row.expected).id: row for row in paper.standing.rows} if paper.standing else {}
    return Person(paper.name, paper.target, paper.url, tuple(_cell(rows.get(column.id)) for column in columns))


def _cell(row: Row | None) -> Cell:
    return cell_of(row is not None, row.gap if row else None, row is not None and row.answer.no_opportunity)


@cache
def cell_of(is_asked: bool, gap: int | None, no_opportunity: bool) -> Cell:
    """The cell for a distance in steps; none of it means that nothing is asked, or nothing was answered."""
    if not is_asked:
        return Cell("blank", "", _("not asked"))
    if no_opportunity:
        return Cell("chance", "n/o", _("no opportunity"))
    if gap is None:
        return Cell("open", "·", _("not answered"))
    if gap < 0:
        kind = "below-1" if gap == -1 else "below-2"
        return Cell(kind, f"−{-gap}", format_lazy(_("{steps} below"), steps=-gap), gap)
    if gap:
        return Cell("met", f"+{gap}", format_lazy(_("{steps} above"), steps=gap), gap)
    return Cell("met", "0", _("met"), 0)


def _order(cell: Cell, is_reversed: bool) -> tuple[bool, int]:
    """Who is furthest below first, or last; whoever it says nothing of stands at the end. Equals stay by name."""
    gap = cell.gap or 0
    return cell.gap is None, -gap if is_reversed else gap


def _once_each(told: Iterable[Told]) -> list[Row]:
    """Each person's newest word on each statement: papers come newest first."""
    seen: set[tuple[int, str]] = set()
    rows = []
    for paper in told:
        for row in paper.standing.rows if paper.standing else ():
            known_by = (paper.person_id, asked_in(row.expected).id)
            if known_by not in seen:
                seen.add(known_by)
                rows.append(row)
    return rows
