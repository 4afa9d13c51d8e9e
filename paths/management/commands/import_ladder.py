"""Read ladder documents into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from paths.documents.document import LadderDocument, UnreadableDocument
from paths.documents.importing import Imported, NoFamily, import_ladder
from paths.documents.reader import read_ladder


class Command(BaseCommand):
    help = "Read ladder documents (Markdown). Each makes or replaces the draft of its role; all are read, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--publish", action="store_true", help="publish what was read")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--family", help="the job family of roles that are new; needed for them")

    def handle(self, *, files: list[Path], publish: bool, dry_run: bool, family: str | None, **_: Any) -> None:
        with transaction.atomic():
            for path, document in self.read_all(files):
                try:
                    imported = import_ladder(document=document, family=family, and_publish=publish, source=path.name)
                except NoFamily as error:
                    raise CommandError(f"{path}: {error.problems[0].message} Use --family NAME.") from error
                except UnreadableDocument as error:
                    raise unreadable(path, error) from error
                self.stdout.write(f"{path}: {summary(imported)}")
            if dry_run:
                transaction.set_rollback(True)
                self.stdout.write("Dry run: nothing was changed.")

    def read_all(self, files: list[Path]) -> list[tuple[Path, LadderDocument]]:
        """Read every file. Raises CommandError for two about one role: the second would replace what the first says."""
        found = [(path, self.read(path)) for path in files]
        first: dict[str, Path] = {}
        for path, document in found:
            before = first.setdefault(document.title.casefold(), path)
            if before is not path:
                raise CommandError(f"{before} and {path} are both about {document.title}. Read only one of them.")
        return found

    def read(self, path: Path) -> LadderDocument:
        """Read one file; raises CommandError with every problem by line."""
        try:
            if path.stat().st_size > settings.UPLOAD_LIMIT:
                raise CommandError(f"{path}: larger than {settings.UPLOAD_LIMIT} bytes (the setting UPLOAD_LIMIT).")
            reading = read_ladder(path.read_bytes(), max_bytes=settings.UPLOAD_LIMIT)
        except OSError as error:
            raise CommandError(f"{path}: cannot be read ({error.strerror}).") from error
        except UnreadableDocument as error:
            raise unreadable(path, error) from error
        for warning in reading.warnings:
            self.stderr.write(self.style.WARNING(f"{path}, {warning}"))
        return reading.document


def unreadable(path: Path, error: UnreadableDocument) -> CommandError:
    """Every problem of a file, by line."""
    return CommandError("\n".join(f"{path}, {problem}" for problem in error))


def summary(imported: Imported) -> str:
    """What an import did, in a few words."""
    what = f"{imported.edition.role.name} {imported.edition.version}"
    return f"{what} written" if imported.changed else f"{what} already says this, nothing changed"
