"""Remove what has expired: sessions, and words that were kept for somebody who did not sign in again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from paths.growth import unsent
from paths.people.sessions import SessionStore


class Command(BaseCommand):
    help = "Remove sessions that have expired, and words that nobody came for. Run it every day; twice does no harm."

    def handle(self, **_: Any) -> None:
        SessionStore.clear_expired()
        unsent.clear_expired()
