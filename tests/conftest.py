"""What every test may count on."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from tests.running import copy_of_ready, own_database

settings.register_profile("quick", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quick")

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))


def pytest_report_header() -> str | None:
    if CHROMIUM.exists():
        return None
    return f"No Chromium at {CHROMIUM} (set CHROMIUM): the browser tests are left out. On Debian: apt install chromium"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the browser tests out where there is no browser, unless REQUIRE_BROWSER says that there must be one."""
    left_out = not CHROMIUM.exists() and not os.environ.get("REQUIRE_BROWSER")
    return True if left_out and collection_path == Path(__file__).parent / "browser" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """Do not look through all that was imported for garbage, again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _fresh_pages() -> None:
    """No page kept by one test is shown to another."""
    from django.core.cache import caches

    caches["pages"].clear()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database of the tests is made before Django would make one."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """A migrated database for the tests of this process, gone with them. Migrating for each would take longer."""
    from django.db import connection
    from django.test import TransactionTestCase

    from paths.shared import guards

    def begin_anew(_test: TransactionTestCase) -> None:
        connection.close()
        copy_of_ready(name, demo=False)
        guards.take_down()

    guards.leave_migrations_alone()
    name = str(connection.creation._get_test_db_name())
    with own_database(name), pytest.MonkeyPatch.context() as patch:
        # Django empties the tables after a test with real transactions: of the groups that a migration made, too.
        patch.setattr(TransactionTestCase, "_fixture_teardown", begin_anew)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Without the guards that the database keeps, so that factories may add to published editions.

    `guarded` puts them up for the tests that ask for them; a site in the browser tests has them anyway.
    """
    from paths.shared import guards

    with django_db_blocker.unblock():
        guards.take_down()


@pytest.fixture
def guarded(db: None) -> Iterator[None]:
    """The database keeps its own rules, as it does outside the tests."""
    from paths.shared import guards

    guards.put_up()
    yield
    guards.take_down()
