"""A real server for the browser: the site as production serves it, with the demo company, on a database of its own."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[1]
# The same in all processes of one run of tests, and another in the next.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone{os.getpid()}")[:20]


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
def running_site(*, demo: bool = True, **settings: str) -> Iterator[Site]:
    """A site that runs with these settings until the block ends, with the demo company in it or empty."""
    with fresh_database(demo=demo) as url, tempfile.TemporaryFile() as log:
        port = free_port()
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))
        } | {"DATABASE_URL": url, "DEMO": "on", "HTTPS": "off", "ALLOWED_HOSTS": "localhost", "PORT": str(port)}
        environment |= {"WEB_CONCURRENCY": "1"} | settings
        # What `manage.py serve` starts when the database is ready, which here it is.
        command = [sys.executable, "-m", "gunicorn", "careersite.wsgi"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://localhost:{port}/healthz", process, log)
            yield Site(f"http://localhost:{port}", process.pid, environment)
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def fresh_database(*, demo: bool = True) -> Iterator[str]:
    """The DATABASE_URL of a database of its own, with the demo company in it or empty, gone after the block."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        with tempfile.TemporaryDirectory() as folder:
            copy_of_ready(f"{folder}/site.sqlite3", demo=demo)
            yield f"sqlite:///{folder}/site.sqlite3"
        return
    name = f"site_{uuid4().hex[:12]}"
    copy_of_ready(name, demo=demo)
    try:
        yield on(server, name)
    finally:
        drop(server, name)


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """A migrated, empty database of that name, gone after the block."""
    server = os.environ.get("DATABASE_URL", "")
    copy_of_ready(name, demo=False)
    try:
        yield
    finally:
        if server.startswith("postgres"):
            drop(server, name)
        else:
            remove_file(name)


def copy_of_ready(name: str, *, demo: bool) -> None:
    """Make a migrated database of that name (of a file, or on the PostgreSQL server), in place of one that is there.

    It is a copy of one that the first who asks makes: migrating and loading take longer than most tests.
    """
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        remove_file(name)
        shutil.copy(ready_file(demo), name)
        return
    drop(server, name)
    with psycopg.connect(server, autocommit=True) as connection, first_come_first_served(server):
        template = ready_database(server, connection, demo)
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def ready_file(demo: bool) -> Path:
    """An SQLite database that is migrated, made once for a run of tests."""
    path = Path(tempfile.gettempdir()) / f"career-paths-ready-{RUN}-{demo:d}.sqlite3"
    with first_come_first_served(str(path)):
        if not path.exists():
            with tempfile.TemporaryDirectory() as folder:
                made = Path(folder) / "made.sqlite3"
                if demo:
                    shutil.copy(ready_file(False), made)
                make_ready(f"sqlite:///{made}", demo)
                # A copy of a live file misses rows; a vacuumed one is whole.
                with sqlite3.connect(made) as connection:
                    connection.execute("VACUUM INTO ?", [str(path)])
            atexit.register(path.unlink, missing_ok=True)
    return path


def ready_database(server: str, connection: psycopg.Connection, demo: bool) -> str:
    """The name of a PostgreSQL database that is migrated, made once for a run of tests."""
    name = f"ready_{RUN}_{demo:d}"
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        template = ready_database(server, connection, False) if demo else "template1"
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        make_ready(on(server, name), demo)
        atexit.register(drop, server, name)
    return name


def remove_file(name: str) -> None:
    """Remove an SQLite database, with what it has beside it while it is open."""
    for end in ("", "-wal", "-shm"):
        Path(f"{name}{end}").unlink(missing_ok=True)


def drop(server: str, name: str) -> None:
    """Remove a database, whoever is still in it. A server that has gone took it along."""
    with suppress(psycopg.OperationalError), psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def make_ready(url: str, demo: bool) -> None:
    """What a site does before it serves for the first time: migrate, or load the demo company into what is migrated."""
    environment = os.environ | {"DATABASE_URL": url, "DEMO": "on", "HTTPS": "off", "ALLOWED_HOSTS": "localhost"}
    for command in ["load_demo"] if demo else ["migrate", "createcachetable"]:
        arguments = [sys.executable, "manage.py", command, "--verbosity", "0"]
        subprocess.run(arguments, cwd=ROOT, env=environment, check=True, capture_output=True)


@contextmanager
def first_come_first_served(name: str) -> Iterator[None]:
    """One process at a time for that name; the others wait."""
    digest = hashlib.sha256(f"{RUN}{name}".encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"career-paths-{digest}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def on(server: str, database: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{database}"))


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
