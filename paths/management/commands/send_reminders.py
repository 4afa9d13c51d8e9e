"""Remind people of what they were asked, of cases to send and of decisions that are due."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from paths.promotions.reminding import due_reminders, send_reminder


class Command(BaseCommand):
    help = "Send e-mails about feedback and promotion cases that wait. Run it every day; nothing is sent twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="as if it were that day (default: today)")

    def handle(self, *, day: date | None, **_: Any) -> None:
        sent = 0
        failed = []
        for due in due_reminders(day or timezone.localdate()):
            try:
                sent += send_reminder(due)
            except OSError as error:
                failed.append(str(error))
        self.stdout.write(f"Reminders sent: {sent}.")
        if failed:
            raise CommandError(f"Not sent, and tried again next time: {len(failed)}. The last error: {failed[-1]}")
