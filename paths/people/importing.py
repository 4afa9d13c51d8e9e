"""What a sheet of people would do: who joins, leaves, moves to another manager or changes otherwise. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paths.people.reporting import loops, say_loop
from paths.people.sheet import Person
from paths.shared.sheets import RowProblem, UnreadableSheet, near_matches

FIELDS: Mapping[str, str | Promise] = {
    "name": gettext_lazy("name"),
    "level": gettext_lazy("level"),
    "location": gettext_lazy("location"),
}


@dataclass(frozen=True, slots=True)
class Joins:
    """Somebody new. `has_account`: there is an account that is theirs, and will be tied to them."""

    person: Person
    manager: str
    has_account: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """Somebody who reports to another manager; names, "" for nobody."""

    person: Person
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Somebody of whom something else changes: (field, before, after) each."""

    person: Person
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen to whom. One person may move and change at once; `unchanged` and `not_in_file` are numbers."""

    joins: tuple[Joins, ...] = ()
    leavers: tuple[Person, ...] = ()
    returns: tuple[Person, ...] = ()
    moves: tuple[Moves, ...] = ()
    changes: tuple[Changes, ...] = ()
    unchanged: int = 0
    not_in_file: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def does_something(self) -> bool:
        return bool(self.joins or self.leavers or self.returns or self.moves or self.changes)

    @property
    def affected(self) -> frozenset[str]:
        """The e-mail addresses of the people there are already of whom something changes."""
        of = [*(each.person for each in (*self.moves, *self.changes)), *self.leavers, *self.returns]
        return frozenset(person.email for person in of)

    @property
    def seen(self) -> tuple[object, ...]:
        """What people look at before they confirm it, apart from the numbers of those it leaves alone."""
        return self.joins, self.leavers, self.returns, self.moves, self.changes, self.warnings

    def __str__(self) -> str:
        """ "2 join, 1 leaves, 3 move, 0 change otherwise" """
        numbers = {
            "joins": len(self.joins) + len(self.returns),
            "leave": len(self.leavers),
            "move": len(self.moves),
            "change": len(self.changes),
        }
        return _("%(joins)d joined, %(leave)d left, %(move)d moved, %(change)d changed") % numbers


def plan_people(
    rows: Mapping[int, Person], there: Mapping[str, Person], accounts: Collection[str] = frozenset()
) -> Plan:
    """What it means that the people in `rows` (by row) are as they say, where `there` (by e-mail) are so far.

    People who are not in the file stay as they are. `accounts` are e-mail addresses of accounts that have shown
    them to be theirs and belong to nobody yet. Raises UnreadableSheet for managers who are nobody, and for circles in
    the reporting line.
    """
    stated = {person.email: person for person in rows.values()}
    after = {**there, **stated}
    _check_managers(rows, after)
    known = [(there[person.email], person) for person in stated.values() if person.email in there]
    joins = [person for person in stated.values() if person.email not in there]
    leavers = tuple(person for before, person in known if before.is_active and not person.is_active)
    return Plan(
        joins=tuple(Joins(each, _name(each.manager, after), each.email in accounts) for each in joins),
        leavers=leavers,
        returns=tuple(person for before, person in known if person.is_active and not before.is_active),
        moves=tuple(
            Moves(person, _name(before.manager, after), _name(person.manager, after))
            for before, person in known
            if before.manager != person.manager
        ),
        changes=tuple(
            Changes(person, fields) for before, person in known if (fields := tuple(_fields(before, person)))
        ),
        unchanged=sum(before == person for before, person in known),
        not_in_file=len(there.keys() - stated.keys()),
        warnings=tuple(_left_behind(leavers, after)),
    )


def _check_managers(rows: Mapping[int, Person], after: Mapping[str, Person]) -> None:
    problems = []
    for number, person in rows.items():
        if person.manager and person.manager not in after:
            message = _("The manager %(email)s is neither in this file nor among the people who work here.")
            hint = near_matches(person.manager, after)
            problems.append(RowProblem(number, message % {"email": person.manager[:80]} + hint))
    row_of = {person.email: number for number, person in rows.items()}
    managers = {email: person.manager or None for email, person in after.items()}
    for people in loops(managers):
        stated = [row_of[email] for email in people if email in row_of]
        if stated:
            problems.append(RowProblem(min(stated), say_loop([after[email].name for email in people])))
    if problems:
        raise UnreadableSheet(*sorted(problems, key=lambda problem: problem.row))


def _fields(before: Person, after: Person) -> list[tuple[str, str, str]]:
    return [
        (str(label), getattr(before, field), getattr(after, field))
        for field, label in FIELDS.items()
        if getattr(before, field) != getattr(after, field)
    ]


def _left_behind(leavers: tuple[Person, ...], after: Mapping[str, Person]) -> list[str]:
    reports = Counter(person.manager for person in after.values() if person.is_active)
    return [
        ngettext(
            "%(name)s leaves, and %(count)d person still reports to them.",
            "%(name)s leaves, and %(count)d people still report to them.",
            reports[person.email],
        )
        % {"name": person.name, "count": reports[person.email]}
        for person in leavers
        if reports[person.email]
    ]


def _name(email: str, people: Mapping[str, Person]) -> str:
    return people[email].name if email in people else email
