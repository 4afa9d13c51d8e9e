"""What `make run` does: a site that is ready to be looked at, from a database with nothing in it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from tests.running import ROOT, free_port, wait_for


@pytest.fixture
def serving(tmp_path):
    """`with serving(port) as (process, log)`: `manage.py serve` runs there, on an empty database."""

    @contextmanager
    def serving(port):
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
            "PORT": str(port),
            "DEMO": "on",
            "HTTPS": "off",
            "ALLOWED_HOSTS": "localhost",
            "WEB_CONCURRENCY": "1",
        }
        with tempfile.TemporaryFile() as log:
            command = [sys.executable, "manage.py", "serve"]
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
            try:
                yield process, log
            finally:
                process.terminate()
                process.wait(20)

    return serving


def words(log):
    log.seek(0)
    return log.read().decode()


def test_it_makes_the_demo_company_and_says_where_it_is_and_stops_when_asked(serving):
    port = free_port()
    with serving(port) as (process, log):
        wait_for(f"http://localhost:{port}/healthz", process, log)
        with urlopen(f"http://localhost:{port}/") as page:
            assert "Backend Engineer" in page.read().decode()
        with urlopen(f"http://localhost:{port}/demo/") as page:
            assert "Ana Moreira" in page.read().decode()
        said = words(log)
        assert f"Career Paths is at http://localhost:{port}/" in said
        assert "Ana Moreira" in said
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_a_port_that_is_taken_is_said_before_anything_else_is_done(serving, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(port) as (process, log):
            assert process.wait(60) == 1
            assert words(log).strip() == f"CommandError: Port {port} is taken. Choose another: make run PORT=8001"
    assert not (tmp_path / "site.sqlite3").exists()
