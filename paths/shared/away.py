"""Failures of the database that pass by themselves, or by the hand of whoever looks after it."""

from __future__ import annotations

import sqlite3

from django.db import InterfaceError, OperationalError
from django.db.utils import Error

# SQLite calls an error in a query operational, too.
OF_THE_FILE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}
READ_ONLY = "25006"


def is_database_away(error: BaseException | None) -> bool:
    """Whether `error` comes from a database that cannot be reached or written to, and not from a mistake of ours."""
    while error is not None:
        if isinstance(error, Error):
            cause = error.__cause__
            if isinstance(cause, sqlite3.Error):
                code = getattr(cause, "sqlite_errorcode", None)
                return code is not None and code & 0xFF in OF_THE_FILE
            return isinstance(error, OperationalError | InterfaceError) or getattr(cause, "sqlstate", "") == READ_ONLY
        error = error.__cause__ or error.__context__
    return False
