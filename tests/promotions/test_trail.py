"""The trail of a case: what its seals cover, and what is found when somebody writes past them."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from paths.promotions.casework import add_comment, mark_item, open_case
from paths.promotions.choices import Mark
from paths.promotions.models import Case, Event, EventText
from paths.promotions.trail import digest, seal_of
from paths.promotions.trail_in_bulk import write_events
from paths.promotions.verifying import broken_links
from tests.factories import EmployeeFactory
from tests.promotions.case_pages import gathering, sent
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
OTHERWISE = {
    "case_id": 8,
    "number": 3,
    "at": NOON + datetime.timedelta(microseconds=1),
    "actor_number": 6,
    "what": "note",
    "about": "Teach",
    "before": "partly",
    "after": "not_yet",
}


@pytest.fixture
def people():
    return company()


def event(**otherwise):
    as_it_was = {"case_id": 7, "number": 2, "at": NOON, "actor_number": 5, "what": "mark", "about": "Bake"}
    return Event(**as_it_was | {"before": "open", "after": "met"} | otherwise)


def sql(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize("column", OTHERWISE)
def test_a_seal_covers_every_column_of_its_event(column):
    assert seal_of(event(**{column: OTHERWISE[column]}), "before") != seal_of(event(), "before")


def test_a_seal_covers_the_one_before_it():
    assert seal_of(event(), "one") != seal_of(event(), "other")


def test_values_do_not_run_into_each_other():
    assert seal_of(event(before="open', 'met", after=""), "") != seal_of(event(before="open", after="met"), "")


@pytest.mark.parametrize(
    "change",
    [
        "about = 'Something else'",
        "before = 'partly'",
        "after = 'not_yet'",
        "what = 'note'",
        "at = '2020-01-01 00:00:00+00:00'",
        "actor_number = 999",
    ],
)
def test_a_mark_that_was_altered_by_sql_is_found(people, change):
    case = sent(people)
    sql(f"UPDATE paths_event SET {change} WHERE number = 3")
    found = broken_links(Case.objects.get(pk=case.pk))
    assert [each.number for each in found if each.what == "altered"] == [3]


def test_two_that_were_swapped_are_found_though_no_number_is_missing(people):
    case = sent(people)
    sql(
        "UPDATE paths_event SET number = 1000 WHERE number = 3",
        "UPDATE paths_event SET number = 3 WHERE number = 4",
        "UPDATE paths_event SET number = 4 WHERE number = 1000",
    )
    assert list(case.events.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    found = broken_links(Case.objects.get())
    assert {3, 4} <= {each.number for each in found}
    assert {each.what for each in found} == {"altered"}
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_audit")


def test_two_cases_that_were_exchanged_whole_are_found(people):
    first = opened(people)
    second = open_case(employee=EmployeeFactory(manager=people.bo), level=people.senior, by=people.bo.user)
    for case, other in ((first, second), (second, first)):
        Event.objects.filter(case=case, number=1).update(case=other, number=1001)
        Case.objects.filter(pk=case.pk).update(head=other.head, events_so_far=other.events_so_far)
    Event.objects.filter(number=1001).update(number=1)
    for case in Case.objects.all():
        assert [(each.number, each.what) for each in broken_links(case)] == [(1, "altered")]


def test_events_that_are_written_together_are_chained_like_others(people, guarded):
    case = gathering(people)
    mark_item(item=case.items.first(), by=people.bo.user, mark=Mark.MET)
    case.refresh_from_db()
    events = write_events(case=case, what="evidence_brought", written=[("x" * 90, "One"), ("Two", ""), ("Three", "3")])
    assert [each.number for each in events] == [4, 5, 6]
    assert case.head == events[-1].seal
    add_comment(case=case, by=people.bo.user, text="Look.")
    assert broken_links(Case.objects.get()) == []
    assert list(EventText.objects.values_list("after", flat=True).order_by("event__number"))[:3] == ["One", "", "3"]


def test_each_text_has_a_salt_of_its_own(people):
    case = gathering(people)
    case.refresh_from_db()
    one, other = write_events(case=case, what="evidence_brought", written=[("One", "Same."), ("Other", "Same.")])
    assert one.after != other.after
    assert one.after == digest("Same.", one.words.salt)


def test_where_nothing_is_to_be_written_nothing_is_asked_of_the_database(people, django_assert_num_queries):
    case = gathering(people)
    with django_assert_num_queries(0):
        assert write_events(case=case, what="evidence_brought", written=[]) == []
