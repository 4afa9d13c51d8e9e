"""Change the levels of approved promotions whose day has come."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from paths.promotions.applying import OvertakenByEvents, apply_case, due


class Command(BaseCommand):
    help = "Put people on the level they were promoted to, once the day has come. Run it every day; twice does no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="as if it were that day (default: today)")

    def handle(self, *, day: date | None, **_: Any) -> None:
        done = 0
        for case_id in due(day or timezone.localdate()):
            try:
                done += apply_case(case_id)
            except OvertakenByEvents:
                self.stderr.write(f"Case {case_id}: they have left, or are on another level by now. Nothing changed.")
        self.stdout.write(f"Levels changed: {done}.")
