"""Queries compiled once. For the few that every page makes: compiling them costs many times what they take to run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet


class Parameter(str):
    """Stands for a value that is not known yet, where a lookup takes a text."""

    __slots__ = ()


class Prepared:
    """`make(Parameter)` gives a queryset of values; called with the value, the rows as the database returns them.

    Rows are not converted to Python's types: good for comparing with one another and for numbers and texts.
    """

    def __init__(self, make: Callable[[Parameter], QuerySet[Any]]) -> None:
        self._make = make
        self._compiled: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def __call__(self, value: Any = None) -> list[tuple[Any, ...]]:
        connection = connections[DEFAULT_DB_ALIAS]
        sql, parameters = self._compiled.get(connection.vendor) or self._compile(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if isinstance(held, Parameter) else held for held in parameters])
            return cursor.fetchall()

    def _compile(self, vendor: str) -> tuple[str, tuple[Any, ...]]:
        query = self._make(Parameter("?")).query
        self._compiled[vendor] = compiled = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        return compiled
