"""The demo company, loaded once for all tests of a module."""

import pytest
from django.db import transaction

from paths.demo.loading import load_demo
from paths.shared import guards


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo company, loaded once with the database keeping its rules, and gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        guards.put_up()
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def company(loaded, db):
    """The demo company; what a test changes of it is undone."""
