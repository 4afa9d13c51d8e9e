"""The day a promotion takes effect: once, whatever happened in between, and however it was cut off."""

import datetime
import os
import signal
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from paths.promotions.applying import OvertakenByEvents, apply_case, due
from paths.promotions.casework import Given, take_step
from paths.promotions.models import Case, Event
from paths.promotions.verifying import broken_links
from tests.factories import LevelProfileFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import read, sent, words
from tests.promotions.people import company
from tests.running import ROOT, on

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 12, 1)

# A process that is killed between the write of the level and that of its event, and one that is not.
RUN = """
import os, signal, sys, django
django.setup()
from django.core.management import call_command
from paths.promotions import applying
if sys.argv[1] == "killed":
    applying.write_event = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
call_command("apply_promotions", "--day", "2026-12-01")
"""


@pytest.fixture
def people():
    return company()


@pytest.fixture
def approved(people):
    given = Given(reason="Ready.", effective_on=DAY)
    return take_step(case=sent(people), step="approve", by=people.partner, given=given)


def levels_of(people):
    people.ana.refresh_from_db()
    return people.ana.level, people.ana.history.count()


def test_whoever_has_left_is_not_promoted(people, approved):
    people.ana.is_active = False
    people.ana.save()
    before = levels_of(people)
    with pytest.raises(OvertakenByEvents):
        apply_case(approved.pk)
    assert levels_of(people) == before
    assert Case.objects.get().applied_at is None


def test_whoever_was_put_on_another_level_meanwhile_stays_there_and_it_is_said(people, approved, capsys):
    people.ana.level = LevelProfileFactory(edition=approved.edition.__class__.objects.get(), rank=3).level
    people.ana.save()
    before = levels_of(people)
    call_command("apply_promotions", "--day", "2026-12-01")
    said = capsys.readouterr()
    assert said.out.strip() == "Levels changed: 0."
    assert f"Case {approved.pk}: they have left, or are on another level by now." in said.err
    assert levels_of(people) == before


def test_hr_is_told_of_what_could_not_take_effect(people, approved):
    case = Case.objects.get()
    Case.objects.update(effective_on=datetime.date(2020, 1, 1))
    assert "and did not" not in read(people.partner, case)
    people.ana.level = LevelProfileFactory(edition=approved.edition, rank=3).level
    people.ana.save()
    said = "The level was to change on 1 January 2020 and did not: Ana has left, was put on another level since, or"
    assert said in read(people.partner, case)
    assert said in read(people.ana, case)
    people.partner.is_staff = True
    people.partner.save()
    page = words(browser(people.partner).get(reverse("admin:index")))
    assert "approved, but the level could not be changed" in page


def test_what_takes_effect_later_or_has_is_not_overtaken(people, approved):
    assert not Case.objects.overtaken(DAY - datetime.timedelta(days=1)).exists()
    apply_case(approved.pk)
    people.ana.level = None
    people.ana.save()
    assert not Case.objects.overtaken(DAY).exists()


def test_whoever_is_on_the_level_already_is_not_put_there_again(people, approved):
    people.ana.level = people.senior
    people.ana.save()
    before = levels_of(people)
    assert apply_case(approved.pk)
    assert levels_of(people) == before
    assert due(DAY) == []
    assert Event.objects.filter(what="level").count() == 1


def test_after_it_the_trail_says_so(people, approved, guarded):
    apply_case(approved.pk)
    assert broken_links(Case.objects.get()) == []
    Case.objects.update(applied_at=None)
    assert broken_links(Case.objects.get()), "it would be done again"


def test_nobody_is_left_to_promote_once_they_are_erased(approved):
    Case.objects.update(employee=None)
    assert due(DAY) == []
    assert not apply_case(approved.pk)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_in_the_middle_leaves_nothing_and_the_next_does_it_once(people, approved):
    environment = os.environ | {"DATABASE_URL": address_of_the_test_database()}

    def run(how):
        done = subprocess.run([sys.executable, "-c", RUN, how], cwd=ROOT, env=environment, check=False)
        people.ana.refresh_from_db()
        applied = Case.objects.filter(applied_at__isnull=False).count()
        return done.returncode, people.ana.level == people.senior, applied, Event.objects.filter(what="level").count()

    assert run("killed") == (-signal.SIGKILL, False, 0, 0)
    assert run("whole") == (0, True, 1, 1)
    assert run("whole") == (0, True, 1, 1)


def address_of_the_test_database() -> str:
    """What another process finds it by."""
    name = str(connection.settings_dict["NAME"])
    return f"sqlite:///{name}" if connection.vendor == "sqlite" else on(os.environ["DATABASE_URL"], name)
