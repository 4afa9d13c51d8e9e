"""Make the search index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from paths.browse.indexing import reindex


class Command(BaseCommand):
    help = "Make the search index anew. It keeps itself up to date; needed after editing the database by other means."

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"{reindex()} things can be found.")
