"""Levels that change on their day, and trails that are checked."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from paths.promotions import applying
from paths.promotions.casework import Given, mark_item, take_step
from paths.promotions.choices import Mark
from paths.promotions.models import Case, Event
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 12, 1)


@pytest.fixture
def people():
    return company()


@pytest.fixture
def approved(people):
    case = opened(people, "gather")
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    given = Given(reason="Good.", effective_on=DAY)
    return take_step(case=case, step="approve", by=people.partner, given=given)


def run(capsys, *arguments):
    call_command(*arguments)
    return capsys.readouterr().out.strip()


def test_a_level_changes_on_its_day_and_not_again(capsys, approved, people):
    assert run(capsys, "apply_promotions", "--day", "2026-11-30") == "Levels changed: 0."
    assert run(capsys, "apply_promotions", "--day", "2026-12-24") == "Levels changed: 1.", "late is not too late"
    assert run(capsys, "apply_promotions", "--day", "2026-12-24") == "Levels changed: 0."
    people.ana.refresh_from_db()
    assert people.ana.level == people.senior


def test_what_was_cut_off_in_the_middle_is_done_once_when_it_runs_again(capsys, monkeypatch, approved, people):
    def cut_off(**_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(applying, "write_event", cut_off)
        call_command("apply_promotions", "--day", "2026-12-01")
    people.ana.refresh_from_db()
    assert people.ana.level != people.senior, "half a change is none"
    assert Case.objects.get().applied_at is None
    assert run(capsys, "apply_promotions", "--day", "2026-12-01") == "Levels changed: 1."
    assert Event.objects.filter(what="level").count() == 1


def test_a_trail_that_holds_says_so_and_one_that_does_not_fails(capsys, approved):
    assert run(capsys, "verify_audit") == "The trail of 1 cases holds."
    Event.objects.filter(number=2).update(after="met")
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_audit")
    assert "event 2: altered" in capsys.readouterr().err
