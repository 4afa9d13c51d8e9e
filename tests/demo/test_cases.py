"""The promotion cases of the demo company look lived in, and hold what real ones hold."""

import pytest
from django.utils import timezone

from paths.demo.loading import load_demo
from paths.demo.people import CAME_AS, PEOPLE
from paths.people.models import Employee, User
from paths.promotions.calibrating import compared_by, counts_of
from paths.promotions.choices import CaseState, FeedbackState, Mark
from paths.promotions.cycle_states import states_of_cycles
from paths.promotions.models import Adviser, Case, Criterion, Cycle, Event, FeedbackAnswer, FeedbackRequest, Item
from paths.promotions.reminding import due_reminders
from paths.promotions.verifying import broken_links

pytestmark = pytest.mark.django_db


def test_there_are_cases_in_every_state(company):
    assert set(Case.objects.values_list("state", flat=True)) == set(CaseState.values)
    approved = Case.objects.filter(state=CaseState.APPROVED)
    assert approved.filter(applied_at__isnull=False).count() == len(CAME_AS)
    assert approved.filter(applied_at__isnull=True, effective_on__gt=timezone.localdate()).exists()


def test_every_trail_holds_and_goes_forward_in_time(company):
    for case in Case.objects.all():
        assert broken_links(case) == []
        days = list(Event.objects.filter(case=case).order_by("number").values_list("at", flat=True))
        assert days == sorted(days), case
        assert days[0] == case.opened_at
    assert not Event.objects.filter(at__gt=timezone.now()).exists()


def test_a_cycle_is_over_and_one_is_open_and_something_is_late(company):
    today = timezone.localdate()
    now, spring = Cycle.objects.all()
    assert now.opens_on < today < now.closes_on < now.decides_by
    assert spring.decides_by < today
    partner = User.objects.get(groups__name="HR partners")
    assert [each.late for each in states_of_cycles(partner, today)] == [0, 1]
    assert len(compared_by(partner, now).rows) >= 5
    assert dict(counts_of(compared_by(partner, now))[0][1].shown), "a group that may be shown"
    assert due_reminders(today)


def test_what_was_sent_is_marked_throughout_and_reasons_stand_where_they_must(company):
    sent = Item.objects.filter(case__state__in=["sent", "approved", "declined", "waiting"])
    assert not sent.filter(mark=Mark.OPEN).exists()
    assert Item.objects.filter(case__state="gathering", mark=Mark.OPEN).exists()
    assert set(Item.objects.values_list("mark", flat=True)) == set(Mark.values)


def test_colleagues_were_asked_have_answered_and_advise(company):
    assert set(FeedbackRequest.objects.values_list("state", flat=True)) == set(FeedbackState.values)
    assert FeedbackRequest.objects.filter(state="asked", colleague__email="ana.moreira@demo.example").exists()
    assert not FeedbackAnswer.objects.filter(text="").exists()
    open_advice = Adviser.objects.filter(case__state=CaseState.SENT)
    assert open_advice.filter(view="").exists()
    assert open_advice.exclude(view="").exists()
    assert Criterion.objects.filter(family=None).exists()


def test_the_promoted_stand_where_they_were_promoted_to_and_their_history_says_since_when(company):
    levels = {person.address: person.level for person in PEOPLE}
    for name, before in CAME_AS.items():
        employee = Employee.objects.get(email=f"{name}@demo.example")
        case = employee.cases.get()
        assert f"{employee.level.role.slug}/{employee.level.slug}" == levels[employee.email]
        assert f"{case.from_level.role.slug}/{case.from_level.slug}" == before
        came, *_between, promoted = employee.history.order_by("history_date", "history_id")
        assert (came.level_id, promoted.level_id) == (case.from_level_id, case.level_id)
        assert promoted.history_date == case.applied_at


def test_loading_it_again_writes_no_case(company):
    before = (Case.objects.count(), Event.objects.count(), Cycle.objects.count())
    load_demo()
    assert (Case.objects.count(), Event.objects.count(), Cycle.objects.count()) == before
