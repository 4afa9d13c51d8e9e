"""Rules that the database itself keeps, whoever writes to it: triggers on SQLite and PostgreSQL from one description.

Django remakes tables on SQLite when a migration alters them, and their triggers go with the old ones. So guards are
taken down before migrations and put up after them, each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

Event = Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE"]
_collected: list[Callable[[], Iterable[Guard]]] = []


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses `event` on a row of `table` where `condition` (SQL over OLD and NEW) holds, with `message`; TRUNCATE,
    which SQLite does not have, as a whole.

    The refusal is an IntegrityError. Names, condition and message are ours, never anybody's input.
    """

    name: str
    table: str
    event: Event
    condition: str
    message: str

    def up(self, vendor: str) -> list[str]:
        """The statements that put the guard up."""
        if vendor == "sqlite":
            if self.event == "TRUNCATE":
                return []
            return [
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN {self.condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            ]
        row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(self.event, "NEW")
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {self.condition} THEN "
            f"RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{self.message}'; "
            f"END IF; RETURN {row}; END $$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH {each} EXECUTE FUNCTION "
            f"{self.name}()",
        ]

    def down(self, vendor: str) -> list[str]:
        """The statements that take the guard down, whether it is up or not."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.name}"]
        return [f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"]


def guards(collect: Callable[[], Iterable[Guard]]) -> Callable[[], Iterable[Guard]]:
    """Register a room's guards: `collect` is called when models are ready."""
    _collected.append(collect)
    return collect


def every_guard() -> Iterator[Guard]:
    """All rules, of every room."""
    for collect in _collected:
        yield from collect()


def put_up(using: str = "default") -> None:
    """Make the database keep every rule. Safe to run again."""
    _run("down", using)
    _run("up", using)


def take_down(using: str = "default") -> None:
    """Make the database keep none of them, as migrations need it."""
    _run("down", using)


def _run(direction: Literal["up", "down"], using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for guard in every_guard():
            for statement in getattr(guard, direction)(connection.vendor):
                cursor.execute(statement)


def _before(sender: Any, using: str, **_: Any) -> None:
    if sender.name == "paths":
        take_down(using)


def _after(sender: Any, using: str, **_: Any) -> None:
    if sender.name == "paths" and _is_complete(using):
        put_up(using)


def _is_complete(using: str) -> bool:
    """Whether every guarded table is there: not so after going back to an older migration."""
    tables = set(connections[using].introspection.table_names())
    return all(guard.table in tables for guard in every_guard())


def keep_through_migrations() -> None:
    """Put guards up after each migration run, having taken them down before."""
    pre_migrate.connect(_before, dispatch_uid="guards_down")
    post_migrate.connect(_after, dispatch_uid="guards_up")


def leave_migrations_alone() -> None:
    """Undo `keep_through_migrations`."""
    pre_migrate.disconnect(dispatch_uid="guards_down")
    post_migrate.disconnect(dispatch_uid="guards_up")
