"""Sessions in the database, read with a query that is compiled once: every page reads one. What has expired goes."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Now

from paths.shared.prepared import Prepared

# More than one sign-in ends, and little enough for a sign-in not to wait for it.
AT_ONCE = 500
LIVE = Prepared(lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()).values_list("session_data"))


class SessionStore(DatabaseSessionStore):
    def load(self) -> dict[str, Any]:
        """What the session holds; {} if it has expired or never was."""
        for (data,) in LIVE(self.session_key) if self.session_key else ():
            return self.decode(data)
        self._session_key = None
        return {}


@transaction.atomic
def clear_some_expired() -> None:
    """Remove sessions that have expired, some of them at a time. `SessionStore.clear_expired` removes all."""
    expired = Session.objects.filter(expire_date__lte=Now()).order_by()
    # Two who do it at the same moment do not wait for each other.
    some = list(expired.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
    Session.objects.filter(pk__in=some).delete()
