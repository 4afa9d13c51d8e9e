"""What two people wrote into the same page, side by side. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paths.shared.saving import Row


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that one page has otherwise than the database by now; "" where a side has nothing."""

    where: str
    field: str | Promise
    theirs: str
    yours: str


def differing_values(
    where: str, theirs: Mapping[str, Any], yours: Mapping[str, Any], labels: Mapping[str, str | Promise]
) -> list[Difference]:
    """The fields of one row in which the two versions differ."""
    return [
        Difference(where, labels.get(name, name), _as_text(theirs.get(name)), _as_text(value))
        for name, value in yours.items()
        if _as_text(theirs.get(name)) != _as_text(value)
    ]


def differing_rows(
    theirs: Mapping[Any, Mapping[str, Any]],
    yours: Iterable[Row],
    labels: Mapping[str, str | Promise],
    name: str,
) -> list[Difference]:
    """The rows in which the two versions of a list differ, called by what their field `name` says."""
    found: list[Difference] = []
    for row in yours:
        there = theirs.get(row.known_as)
        if row.gone:
            if there:
                found.append(Difference(_as_text(there[name]), "", _("is there"), _("removed")))
        elif there is None:
            was_there = _("removed") if row.known_as else ""
            found.append(Difference(_as_text(row.values[name]), "", was_there, _("is there")))
        else:
            found += differing_values(_as_text(there[name]), there, row.values, labels)
    named = {row.known_as for row in yours}
    found += [
        Difference(_as_text(row[name]), "", _("added"), "") for known_as, row in theirs.items() if known_as not in named
    ]
    return found


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return ""
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text
