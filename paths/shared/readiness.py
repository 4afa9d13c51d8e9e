"""Whether the site can answer: with the database that is meant, migrated, complete and writable."""

from __future__ import annotations

from functools import lru_cache

from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import Error
from django.utils import timezone

KEY = "readyz"


def what_is_missing() -> str:
    """Why the site cannot answer, in words for the log; "" if it can."""
    table = caches["default"]._table
    try:
        with connection.cursor() as cursor:
            tables = set(connection.introspection.table_names(cursor))
            gone = {*connection.introspection.django_table_names(), table} - tables
            if gone:
                return f"tables are missing: {', '.join(sorted(gone))}"
            waiting = _migrations() - set(MigrationRecorder(connection).applied_migrations())
            if waiting:
                return f"migrations are not applied: {', '.join('.'.join(each) for each in sorted(waiting))}"
            # Committed: one that is rolled back never reaches the disk, and a full disk would not be noticed.
            cursor.execute(
                f"INSERT INTO {connection.ops.quote_name(table)} (cache_key, value, expires) VALUES (%s, %s, %s) "  # noqa: S608
                "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires",
                [KEY, "", connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))],
            )
    except Error as error:
        return f"{type(error).__name__}: {error}"
    return ""


@lru_cache(maxsize=1)
def _migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)
