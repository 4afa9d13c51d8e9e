"""A real server for the browser: the site as production serves it, with the demo company, on a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Site:
    """A server that runs: where it answers, the process that started its workers, and its environment."""

    url: str
    pid: int
    environment: dict[str, str] = field(default_factory=dict)

    def manage(self, *arguments: str) -> None:
        """Run one of the site's own commands on its database."""
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)


@contextmanager
def running_site(**settings: str) -> Iterator[Site]:
    """A site that runs with these settings until the block ends."""
    with fresh_database() as url, tempfile.TemporaryFile() as log:
        port = free_port()
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))
        } | {"DATABASE_URL": url, "DEMO": "on", "HTTPS": "off", "ALLOWED_HOSTS": "localhost", "PORT": str(port)}
        environment |= {"WEB_CONCURRENCY": "1"} | settings
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"http://localhost:{port}/healthz", process, log)
            yield Site(f"http://localhost:{port}", process.pid, environment)
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def fresh_database() -> Iterator[str]:
    """The DATABASE_URL of an empty database, of the kind the tests run on, gone after the block."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/site.sqlite3"
        return
    name = f"site_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen[bytes], log: object) -> None:
    """Return once `url` answers. Raises RuntimeError with the server's words if it ends before."""
    for _ in range(600):
        if process.poll() is not None:
            log.seek(0)
            raise RuntimeError(log.read().decode())
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within a minute")
