"""What the database refuses: to change or remove what has been written into the history of people and accounts.

There is one way that erasing takes: a row may lose whom it is about, for good. What happened when, and by whom, stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from paths.ladders.guards import append_only
from paths.people.forgetting import ADDRESS, NAME
from paths.people.models import Employee, User
from paths.shared.guards import Guard, guards

STAYS = "What is in the history stays as it is."
# Who somebody was, and what a row about a person who was erased says instead; SQL, None for nothing.
NOBODY: Mapping[str, str | None] = {
    "name": "'{}'".format(NAME.replace("'", "''")),
    "email": "('{}' || NEW.id || '{}')".format(*ADDRESS.split("{}")),
}
NOWHERE: Mapping[str, str | None] = {"location": "''", "user_id": None, "level_id": None, "manager_id": None}


@guards
def history_of_people_is_kept() -> Iterator[Guard]:
    """Who changed what is only ever added to; a person who is erased is forgotten in it."""
    yield from _but_for_erasing(User.history.model, NOBODY)
    yield from _but_for_erasing(Employee.history.model, {**NOBODY, **NOWHERE})
    for rights in (User.history.model.groups, User.history.model.user_permissions):
        yield from append_only(rights.model, set())


def _but_for_erasing(model: Any, nobody: Mapping[str, str | None]) -> Iterator[Guard]:
    """Guards that keep rows as they were written, but that whoever acted may be forgotten, and whoever was acted upon
    by becoming `nobody`.
    """
    table = model._meta.db_table
    erased = f"NEW.email = {nobody['email']}"
    kept = []
    for field in model._meta.concrete_fields:
        stays = f"NEW.{field.column} IS NOT DISTINCT FROM OLD.{field.column}"
        if field.attname == "history_user_id":
            stays = f"({stays} OR NEW.{field.column} IS NULL)"
        elif field.attname in nobody:
            value = nobody[field.attname]
            becomes = f"NEW.{field.column} " + ("IS NULL" if value is None else f"= {value}")
            stays = f"({stays} OR ({erased} AND {becomes}))"
        kept.append(stays)
    yield Guard(f"{table}_kept_update", table, "UPDATE", f"NOT ({' AND '.join(kept)})", STAYS)
    yield Guard(f"{table}_kept_delete", table, "DELETE", "TRUE", STAYS)
