"""Sessions in the database, read with a query that is compiled once: every page reads one."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from paths.shared.prepared import Prepared

LIVE = Prepared(lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()).values_list("session_data"))


class SessionStore(DatabaseSessionStore):
    def load(self) -> dict[str, Any]:
        """What the session holds; {} if it has expired or never was."""
        for (data,) in LIVE(self.session_key) if self.session_key else ():
            return self.decode(data)
        self._session_key = None
        return {}
