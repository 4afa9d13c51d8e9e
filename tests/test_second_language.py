"""Nothing that is kept, compared or read back depends on the language of the site."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paths.people.erasing import ADDRESS, NAME, erase_person
from paths.people.models import Employee, User
from paths.shared import guards
from tests.factories import SalaryBandFactory
from tests.growth.people import bakery
from tests.running import ROOT
from tests.second_language import second_language
from tests.visitors import browser_of

GUARDS = """
import django
django.setup()
from paths.shared.guards import every_guard
print([guard.up(vendor) for guard in every_guard() for vendor in ("sqlite", "postgresql")])
"""


def test_the_guards_of_the_database_are_the_same_in_every_language():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.second_language"}
    run = subprocess.run([sys.executable, "-c", GUARDS], cwd=ROOT, env=environment, capture_output=True, check=True)
    here = [guard.up(vendor) for guard in guards.every_guard() for vendor in ("sqlite", "postgresql")]
    assert run.stdout.decode() == f"{here}\n"


@pytest.mark.django_db
@pytest.mark.parametrize("migrated_in", ["first", "second"])
def test_a_person_is_erased_in_a_language_that_the_database_was_not_migrated_in(migrated_in):
    there = bakery()
    user = there.ana.user
    with nullcontext() if migrated_in == "first" else second_language():
        guards.put_up()
    with nullcontext() if migrated_in == "second" else second_language():
        erase_person(employee=there.ana, typed_name="Ana Baker", to_their_manager=True, by=there.omar)
    assert not Employee.objects.filter(name="Ana Baker").exists()
    nobody = {(NAME, ADDRESS.format(user.pk))}
    assert set(User.history.filter(id=user.pk).values_list("name", "email")) == nobody


# What is taken away -> the page that takes it back.
SHEETS = {
    "people": ("admin:employee_export", "admin:employee_import"),
    "bands": ("admin:pay_export", "admin:pay_import"),
    "csv": ("admin:edition_download", "admin:sheet_import"),
    "md": ("admin:edition_download", "admin:document_import"),
    "json": ("admin:edition_download", ""),
}


@pytest.mark.django_db
@pytest.mark.parametrize("form", SHEETS)
def test_what_is_taken_away_is_the_same_and_is_read_back(form):
    there = bakery()
    SalaryBandFactory(level=there.senior.level, and_above=True)
    client = browser_of("administrator")
    export, take_back = SHEETS[form]
    ending = form if form in ("md", "json") else "csv"
    address = reverse(export, args=[there.edition.pk, form] if export == "admin:edition_download" else [])
    written = client.get(address).content
    assert written
    with second_language():
        assert client.get(address).content == written
        if take_back:
            upload = SimpleUploadedFile(f"written.{ending}", written)
            field = "sheet" if form == "bands" else "file"
            assert client.post(reverse(take_back), {field: upload}).status_code == 200
