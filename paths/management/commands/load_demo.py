"""Load the demo company."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from paths.demo.loading import load_demo
from paths.ladders.models import Role


class Command(BaseCommand):
    help = "Load the demo company: ladders and people. Loading it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only if there are no roles yet")

    def handle(self, *, if_empty: bool, **_: Any) -> None:
        if if_empty and Role.objects.exists():
            return
        changed = load_demo()
        self.stdout.write(f"The demo company is loaded ({changed} ladders written).")
