"""The sheet of the people who work here: one row each. Pure: from people to a table, and from rows back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from paths.shared.sheets import Row, RowProblem, Sheet, Table, UnreadableSheet, near_matches

COLUMNS = ("e-mail", "name", "manager e-mail", "level", "location", "active")
LONGEST = {"e-mail": 254, "name": 160, "location": 120}
# The words of the sheet are the same in every language, so that one written on one site is read on another.
YES, NO = {"yes", "y", "true", "1", ""}, {"no", "n", "false", "0"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works or worked here. `manager` is an e-mail address, `level` is "role/level" by their addresses;
    both may be empty.
    """

    email: str
    name: str
    manager: str = ""
    level: str = ""
    location: str = ""
    is_active: bool = True


def table_of(people: Iterable[Person]) -> Table:
    """The sheet of these people."""
    rows = [
        (each.email, each.name, each.manager, each.level, each.location, "yes" if each.is_active else "no")
        for each in people
    ]
    return (COLUMNS, *rows)


def read_people(sheet: Sheet, levels: Collection[str]) -> dict[int, Person]:
    """Row number -> who stands there. `levels` are those there are.

    Raises UnreadableSheet with every problem, by row. Who reports to whom is not looked at here.
    """
    found: dict[int, Person] = {}
    first: dict[str, int] = {}
    problems: list[RowProblem] = []
    for row in sheet.rows:
        email = row["e-mail"].lower()
        wrong = list(_wrong_with(row, email, levels))
        if email and first.setdefault(email, row.number) != row.number:
            wrong.append(_("Row %(row)d has the same e-mail address.") % {"row": first[email]})
        problems += [RowProblem(row.number, message) for message in wrong]
        is_active = row["active"].casefold() not in NO
        found[row.number] = Person(
            email, row["name"], row["manager e-mail"].lower(), row["level"].strip("/"), row["location"], is_active
        )
    if not found:
        problems.append(RowProblem(0, _("There are no rows below the names of the columns.")))
    if problems:
        raise UnreadableSheet(*problems)
    return found


def _wrong_with(row: Row, email: str, levels: Collection[str]) -> Iterable[str]:
    if not row["name"]:
        yield _("The name is missing.")
    if not email:
        yield _("The e-mail address is missing.")
    else:
        try:
            EmailValidator()(email)
        except ValidationError:
            yield _("“%(email)s” is not an e-mail address.") % {"email": email[:80]}
    if email and row["manager e-mail"].lower() == email:
        yield _("Nobody is their own manager.")
    level = row["level"].strip("/")
    if level and level not in levels:
        message = _("There is no level “%(level)s”. Write it as in the address of its page: role/level.")
        yield message % {"level": level[:80]} + near_matches(level, levels)
    if row["active"].casefold() not in YES | NO:
        yield _("“%(word)s” under active is neither yes nor no.") % {"word": row["active"][:40]}
    if any("\n" in row[column] or "\r" in row[column] for column in ("name", "location")):
        yield _("There is a line break in a cell. Remove it.")
    for column, most in LONGEST.items():
        if len(row[column]) > most:
            message = _("The %(column)s is too long (%(length)d characters, at most %(most)d).")
            yield message % {"column": column, "length": len(row[column]), "most": most}
