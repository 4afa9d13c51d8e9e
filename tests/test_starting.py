"""A site that may not run as it is told to does not start, whatever server starts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from careersite.here import listens_on, refuse_elsewhere
from tests.running import ROOT, free_port

SERVERS = {
    "wsgi": ["-c", "import careersite.wsgi"],
    "asgi": ["-c", "import careersite.asgi"],
    "gunicorn": ["-m", "gunicorn", "careersite.wsgi"],
    "gunicorn without our file": ["-m", "gunicorn", "-c", os.devnull, "-b", "127.0.0.1:0", "careersite.wsgi"],
    "runserver": ["manage.py", "runserver", "127.0.0.1:0"],
    "serve": ["manage.py", "serve"],
    "migrate": ["manage.py", "migrate"],
}
PRODUCTION = {"SECRET_KEY": "k" * 60 + "0123456789", "ALLOWED_HOSTS": "paths.example.com"}
DEMO = {"DEMO": "on"}


def start(tmp_path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command that ends by itself, with nothing else in its environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {"DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3", "PORT": str(free_port()), "WEB_CONCURRENCY": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=kept | own | environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize(
    ("environment", "name"),
    [
        (PRODUCTION | {"SECRET_KEY": "short"}, "SECRET_KEY"),
        (PRODUCTION | {"TIME_ZONE": "Berlin"}, "TIME_ZONE"),
        (PRODUCTION | {"DEBUG": "on"}, "DEBUG"),
        (DEMO | {"BIND": "0.0.0.0"}, "BIND"),
        (DEMO | {"BEHIND_PROXY": "on"}, "BEHIND_PROXY"),
    ],
    ids=["secret", "zone", "debug", "bind", "proxy"],
)
def test_no_server_starts_with_a_wrong_setting_and_each_names_it(tmp_path, server, environment, name):
    done = start(tmp_path, *SERVERS[server], **environment)
    assert done.returncode not in (0, None)
    assert re.search(f"ImproperlyConfigured: .*{name}", done.stderr)
    assert not (tmp_path / "site.sqlite3").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["-m", "gunicorn", "-b", "0.0.0.0:0", "careersite.wsgi"],
        ["-m", "gunicorn", "--bind=[::]:0", "careersite.wsgi"],
        ["-m", "gunicorn", "-c", os.devnull, "-b", "0.0.0.0:0", "careersite.wsgi"],
        ["manage.py", "runserver", "0.0.0.0:0"],
    ],
    ids=" ".join,
)
def test_the_demo_is_not_served_where_the_command_line_opens_it_to_others(tmp_path, arguments):
    done = start(tmp_path, *arguments, **DEMO)
    assert done.returncode != 0
    assert "DEMO lets anybody sign in as anybody" in done.stderr


def test_the_demo_is_not_served_where_gunicorn_is_told_by_its_own_variable_to_open_it_to_others(tmp_path):
    done = start(tmp_path, *SERVERS["gunicorn"], **DEMO, GUNICORN_CMD_ARGS="--bind=0.0.0.0:0")
    assert done.returncode != 0
    assert "DEMO lets anybody sign in as anybody" in done.stderr


@pytest.mark.parametrize(
    ("command", "addresses"),
    [
        ("gunicorn -b 0.0.0.0:80 careersite.wsgi", ["0.0.0.0:80"]),
        ("gunicorn -b0.0.0.0:80 --bind=[::]:80 careersite.wsgi", ["0.0.0.0:80", "[::]:80"]),
        ("gunicorn -bunix:/run/site -b :80 careersite.wsgi", ["unix:/run/site", ":80"]),
        ("uvicorn --host 10.0.0.1 --port 80 careersite.asgi:application", ["10.0.0.1"]),
        ("uvicorn --uds /run/site careersite.asgi:application", ["/run/site"]),
        ("hypercorn --bind 0.0.0.0:80 careersite.asgi", ["0.0.0.0:80"]),
        ("daphne -b 0.0.0.0 -p 80 careersite.asgi:application", ["0.0.0.0"]),
        ("waitress-serve --listen=*:80 careersite.wsgi:application", ["*:80"]),
        ("manage.py runserver 0.0.0.0:80", ["0.0.0.0:80"]),
        ("manage.py runserver --noreload 0:80", ["0:80"]),
        ("manage.py runserver [::]:80", ["[::]:80"]),
    ],
)
def test_what_a_server_is_told_to_listen_on_is_known_and_refused(command, addresses):
    found = listens_on(command.split())
    assert found == addresses
    for address in found:
        with pytest.raises(ImproperlyConfigured, match="only for us, so it runs on this machine only"):
            refuse_elsewhere("only for us", "the address", [address])


@pytest.mark.parametrize(
    "command",
    [
        "gunicorn careersite.wsgi",
        "gunicorn -b 127.0.0.1:80 --bind localhost:80 --bind=[::1]:80 careersite.wsgi",
        "uvicorn --host ::1 careersite.asgi:application",
        "manage.py runserver",
        "manage.py runserver 8001",
        "manage.py runserver --settings careersite.settings 127.0.0.1:8001",
        "manage.py load_demo --if-empty -v 2",
    ],
)
def test_what_stays_on_this_machine_may_run(command):
    refuse_elsewhere("Only for us", "the address", listens_on(command.split()))
