"""Make the database ready and serve the site: what `make run` calls."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from paths.demo.accounts import ACCOUNTS


class Command(BaseCommand):
    help = "Migrate, load the demo company if DEMO is on and there is none, and serve on PORT."
    requires_system_checks = []

    def handle(self, **_: Any) -> None:
        port = settings.PORT
        refuse_taken(port)
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if settings.DEMO:
            call_command("load_demo", if_empty=True)
            people = "\n".join(f"    {account.name:<20} {account.what}" for account in ACCOUNTS)
            self.stdout.write(f"Demo accounts, one click each at http://localhost:{port}/demo/:\n{people}")
        self.stdout.write(self.style.SUCCESS(f"Career Paths is at http://localhost:{port}/ (stop with Ctrl+C)"))
        self.stdout.flush()
        connections.close_all()
        os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "careersite.wsgi"])  # noqa: S606


def refuse_taken(port: int) -> None:
    """Raise CommandError if something already listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another: make run PORT=8001") from error
