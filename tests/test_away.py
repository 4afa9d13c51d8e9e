"""The database is away: nobody reads of an error of ours, nothing typed is lost, and nothing begins anew by itself."""

from __future__ import annotations

import html
import os
import re
import resource
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.db.utils import Error
from django.test import Client
from django.urls import reverse

from paths.growth.models import Goal
from paths.shared.away import is_database_away
from tests.growth import writing
from tests.growth.bakery import bakery
from tests.running import ROOT, drop, ready_file, running_site
from tests.test_every_url import EXPECTED
from tests.visitors import browser_of

PRODUCTION = {"DEMO": "off", "SECRET_KEY": "of-a-test-and-of-nothing-else-0123456789", "LADDERS_PUBLIC": "on"}


@contextmanager
def database_away():
    """Every query fails, as it does when the server has gone."""

    def fail(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly at db.internal")

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def away(db):
    return database_away


def browser(user=None, **options):
    client = Client(raise_request_exception=False, **options)
    if user:
        client.force_login(user)
    return client


def post(client, address, fields):
    token = "t" * 32
    client.cookies["csrftoken"] = token
    return client.post(address, fields | {"csrfmiddlewaretoken": token})


# --- Every page ---


@pytest.mark.parametrize("visitor", ["stranger", "employee", "administrator"])
def test_no_page_fails_in_another_way(away, visitor):
    client = browser_of(visitor)
    with away():
        for name, (arguments, _expected) in EXPECTED.items():
            response = client.get(reverse(name, args=arguments))
            assert response.status_code < 500 or response.status_code == 503, name
            if response.status_code == 503:
                assert response["Retry-After"] == "10", name
                assert "no-store" in response["Cache-Control"], name
                assert "db.internal" not in response.content.decode(), name
                assert "default-src 'none'" in response["Content-Security-Policy"], name


def test_a_page_that_needs_the_database_says_that_it_is_away_and_leads_back_to_itself(away):
    client = browser_of("employee")
    with away():
        response = client.get("/roles/baker/?level=senior")
    assert response.status_code == 503
    assert "cannot reach its database" in response.content.decode()
    assert 'href="/roles/baker/?level=senior"' in response.content.decode()


# --- What was typed ---


def test_what_was_typed_can_be_sent_again_from_the_page_that_says_so(away):
    ana = bakery().ana
    client, address = browser(ana.user, enforce_csrf_checks=True), reverse("goal_add")
    with away():
        response = post(client, address, {"action": 'Bake "sourdough"\n& rye', "link": ""} | writing.of(ana))
    page = response.content.decode()
    assert response.status_code == 503
    assert "Bake &quot;sourdough&quot;\n&amp; rye</textarea>" in page
    fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))
    assert f'action="{address}"' in page
    again = client.post(address, {name: html.unescape(value) for name, value in fields.items()})
    assert again.status_code == 302
    assert Goal.objects.get().action.split() == ["Bake", '"sourdough"', "&", "rye"]


@pytest.mark.parametrize("name", ["account_login", "account_reauthenticate", "account_change_password"])
def test_what_is_sent_to_pages_of_accounts_is_not_shown(away, name):
    client = browser(bakery().ana.user if name != "account_login" else None, enforce_csrf_checks=True)
    fields = {"login": "ana@example.com", "password": "hunter22", "oldpassword": "hunter22", "code": "123456"}
    with away():
        response = post(client, reverse(name), fields)
    assert response.status_code == 503
    for secret in ("ana@example.com", "hunter22", "123456", "Send it again"):
        assert secret not in response.content.decode()


def test_a_password_in_another_form_is_not_shown_and_what_stands_beside_it_can_be_copied(away):
    client = browser(bakery().ana.user, enforce_csrf_checks=True)
    with away():
        response = post(client, reverse("admin:paths_user_add"), {"name": "Bo Baker", "password1": "hunter22"})
    assert response.status_code == 503
    assert "Bo Baker</textarea>" in response.content.decode()
    assert "hunter22" not in response.content.decode()
    assert "Send it again" not in response.content.decode(), "it would be sent without the password"


def test_a_form_with_a_file_says_what_to_copy_and_does_not_send_half_of_it(away):
    client = browser(bakery().ana.user, enforce_csrf_checks=True)
    with away():
        sent = {"note": "Of March", "file": SimpleUploadedFile("baker.md", b"# Baker")}
        page = post(client, reverse("goal_add"), sent).content.decode()
    assert "Of March</textarea>" in page
    assert "Send it again" not in page


def test_what_another_site_sends_is_not_made_a_form_of_this_one(away):
    client = browser(bakery().ana.user, enforce_csrf_checks=True)
    with away():
        response = client.post(reverse("goal_add"), {"action": "Not mine", "writer": "1"})
    assert "Send it again" not in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_a_mistake_in_a_query_is_no_database_that_is_away(db):
    for query in ("SELECT nothing FROM paths_user", "SELECT 1 FROM nowhere", "SELEC 1"):
        with pytest.raises(Error) as mistake, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query)
        assert not is_database_away(mistake.value), query


def test_what_failed_because_the_database_is_away_is_known_through_other_errors():
    try:
        try:
            raise OperationalError("gone")
        except OperationalError:
            raise ValueError("no page") from None
    except ValueError as error:
        assert is_database_away(error)


# --- Ready or not ---


def is_refused(client):
    response = client.get("/readyz")
    assert response.content == (b"not ready" if response.status_code == 503 else b"ok"), "strangers learn no more"
    return response.status_code == 503 and response["Retry-After"] == "10"


def read_only():
    statement = "PRAGMA query_only = ON" if connection.vendor == "sqlite" else "SET TRANSACTION READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(statement)


def run(statement):
    def change():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return change


@pytest.fixture
def writable_again():
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (run("DELETE FROM django_migrations WHERE name = '0003_search'"), "paths.0003_search"),
        (run("DROP TABLE cache"), "tables are missing: cache"),
        (run("DROP TABLE django_session"), "tables are missing: django_session"),
        (read_only, "read"),
    ],
    ids=["migration", "cache", "table", "read-only"],
)
def test_it_is_not_ready_with_something_missing_and_alive_all_the_same(
    db, client, caplog, writable_again, change, words
):
    assert not is_refused(client)
    change()
    assert is_refused(client)
    assert words in caplog.text
    assert client.get("/healthz").content == b"ok"


def test_it_is_not_ready_while_the_database_is_away(away, client):
    with away():
        assert is_refused(client)
        assert client.get("/healthz").content == b"ok"


def test_both_answer_a_probe_that_speaks_no_https(db, client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/")] == [200, 200, 301]


# --- A real site ---


def statuses(site):
    return [status_of(f"{site.url}{path}") for path in ("/healthz", "/readyz", "/")]


def status_of(url):
    try:
        with urlopen(url, timeout=30) as response:
            return response.status
    except HTTPError as error:
        error.close()
        return error.code


def test_a_site_whose_database_is_taken_away_says_so_and_makes_no_new_one():
    with running_site(demo=False, **PRODUCTION) as site:
        assert statuses(site) == [200, 200, 200]
        address = site.environment["DATABASE_URL"]
        path = Path(urlsplit(address).path)
        if address.startswith("postgres"):
            drop(os.environ["DATABASE_URL"], path.name)
        else:
            path.unlink()
        assert statuses(site) == [200, 503, 503]
        assert not path.exists()


@pytest.fixture
def file(tmp_path):
    """A migrated SQLite database, whichever the others use."""
    path = tmp_path / "site.sqlite3"
    path.write_bytes(ready_file(False).read_bytes())
    return path


def test_a_site_on_a_full_disk_is_alive_and_not_ready(file):
    with running_site(demo=False, **PRODUCTION, DATABASE_URL=f"sqlite:///{file}") as site:
        assert statuses(site) == [200, 200, 200]
        for worker in Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split():
            resource.prlimit(int(worker), resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        assert statuses(site) == [200, 503, 200]


def test_only_migrating_makes_a_database_where_there_was_none(tmp_path):
    path = tmp_path / "site?.sqlite3"
    environment = os.environ | PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/site%3F.sqlite3"}

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    for command in (["createcachetable"], ["apply_promotions"], ["shell", "-c", "User.objects.count()"]):
        done = manage(*command)
        assert done.returncode != 0
        assert "`manage.py migrate` makes it" in done.stderr
        assert not path.exists()
    assert manage("migrate", "contenttypes").returncode == 0
    with sqlite3.connect(path) as made:
        assert made.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 0
