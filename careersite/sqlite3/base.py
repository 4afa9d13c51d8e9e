"""Django's SQLite, but for one thing: a file that is gone is a failure, and no reason to begin an empty one.

With Django's own, a wrong path or a disk that is not mounted yet would give a site with nothing in it. Only `migrate`
makes a file, and a site with DEMO or DEBUG.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    opened: tuple[int, int] | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if not (self.is_in_memory_db() or may_make_files()):
            params["database"] = f"file:{quote(str(params['database']))}?mode=rw"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        try:
            connection = super().get_new_connection(conn_params)
        except sqlite3.OperationalError as error:
            error.add_note(f"If {self.settings_dict['NAME']} was never there, `manage.py migrate` makes it.")
            raise
        self.opened = self._file()
        return connection

    def is_usable(self) -> bool:
        """Whether the file that was opened is still there: what is written to one that was removed is lost."""
        return self.opened == self._file() and super().is_usable()

    def _file(self) -> tuple[int, int] | None:
        try:
            found = Path(self.settings_dict["NAME"]).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def may_make_files() -> bool:
    """Whether this process may begin an empty database."""
    return settings.DEBUG or settings.DEMO or sys.argv[1:2] == ["migrate"]
