"""Write a ladder to standard output."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from paths.documents.export import document_of
from paths.documents.json_format import write_json
from paths.documents.writer import write_ladder
from paths.ladders.models import Edition
from paths.pay.scope import PayScope


class Command(BaseCommand):
    help = "Write a published ladder to standard output, pay included."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", metavar="ROLE", help="the role's address or name, such as backend-engineer")
        parser.add_argument("--format", choices=["md", "json"], default="md")
        parser.add_argument("--draft", action="store_true", help="the draft instead of the published edition")

    def handle(self, *, role: str, format: str, draft: bool, **_: Any) -> None:  # noqa: A002
        editions = Edition.objects.drafts() if draft else Edition.objects.published()
        named = Q(role__slug=role) | Q(role__name__iexact=role)
        edition = editions.filter(named).select_related("role__family").first()
        if edition is None:
            raise CommandError(f"There is no {'draft' if draft else 'published ladder'} of a role called {role!r}.")
        document = document_of(edition, scope=PayScope(everything=True))
        self.stdout.write(write_json(document) if format == "json" else write_ladder(document), ending="")
