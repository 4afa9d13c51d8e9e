"""What was shared before a case is in it from the beginning, and its story says so and keeps what it said."""

from __future__ import annotations

import datetime
from itertools import groupby

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paths.growth.assessing import share_assessment, start_assessment, withdraw
from paths.growth.choices import ConversationState
from paths.growth.models import Conversation, Evidence, EvidenceFor
from paths.promotions.casework import open_case
from paths.promotions.changing import remove_evidence
from paths.promotions.models import Case, Event, ItemEvidence
from paths.promotions.verifying import broken_links
from tests.factories import ExpectationFactory
from tests.promotions.case_pages import read
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)
NOON = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)
QUERIES = 23


@pytest.fixture
def people():
    return company()


def note(people, text, *statements, link=""):
    """Ana writes something down in her own log."""
    entry = Evidence.objects.create(employee=people.ana, text=text, link=link, happened_on=DAY)
    for expected in people.senior.profiles.get().expectations.all():
        if expected.text in statements:
            EvidenceFor.objects.create(evidence=entry, key=expected.key)
    return entry


def share(people):
    assessment = people.ana.assessments.first() or start_assessment(employee=people.ana, level=people.senior)
    return share_assessment(assessment=assessment)


def told(case):
    events = Event.objects.filter(case=case, what="evidence_brought").order_by("number")
    return [(event.about, event.words.after) for event in events.select_related("words")]


def test_what_was_shared_is_there_and_each_piece_is_an_event(people, guarded):
    note(people, "Won the rye prize", "Run the oven", link="https://wiki.example/rye")
    note(people, "Taught Tom", "Run the oven", "Teach apprentices")
    share(people)
    case = opened(people)
    assert sorted(ItemEvidence.objects.values_list("item__text", "text", "added_by")) == [
        ("Run the oven", "Taught Tom", people.ana.user.pk),
        ("Run the oven", "Won the rye prize", people.ana.user.pk),
        ("Teach apprentices", "Taught Tom", people.ana.user.pk),
    ]
    assert told(case) == [
        ("Run the oven", "Taught Tom"),
        ("Run the oven", "Won the rye prize https://wiki.example/rye"),
        ("Teach apprentices", "Taught Tom"),
    ]
    assert broken_links(Case.objects.get()) == []


def test_it_is_told_as_what_they_shared_and_not_as_what_the_manager_wrote(people):
    note(people, "Won the rye prize", "Run the oven")
    share(people)
    case = opened(people, "gather")
    page = read(people.bo, case, "case_print")
    assert "Evidence for “Run the oven” came from what Ana shared: “Won the rye prize”" in page
    assert "Evidence for “Run the oven” came from what Ana shared" in read(people.ana, case)
    assert Event.objects.get(what="evidence_brought").actor is None


def test_what_is_private_or_was_taken_back_is_not_brought(people):
    note(people, "Private thoughts", "Run the oven")
    case = opened(people)
    assert not ItemEvidence.objects.exists()
    assert told(case) == []


def test_evidence_of_a_conversation_that_was_withdrawn_is_not_brought(people):
    note(people, "Taken back", "Run the oven")
    withdraw(conversation=share(people))
    assert Conversation.objects.get().state == ConversationState.WITHDRAWN
    case = opened(people)
    assert not ItemEvidence.objects.exists()
    assert told(case) == []


def test_what_was_shared_twice_is_brought_once(people):
    note(people, "Won the rye prize", "Run the oven")
    share(people)
    Conversation.objects.update(state=ConversationState.CLOSED, answered_at=NOON, closed_at=NOON)
    share(people)
    assert told(opened(people)) == [("Run the oven", "Won the rye prize")]


def test_what_was_brought_and_taken_away_stays_in_the_story(people):
    note(people, "Won the rye prize", "Run the oven")
    share(people)
    case = opened(people, "gather")
    remove_evidence(evidence=ItemEvidence.objects.select_related("item__case").get(), by=people.ana.user)
    page = read(people.bo, case, "case_print")
    assert "came from what Ana shared: “Won the rye prize”" in page
    assert "Ana took evidence for “Run the oven” away was: “Won the rye prize”" in page


def test_without_names_it_is_what_the_employee_shared(people):
    note(people, "Ana won the rye prize", "Run the oven")
    share(people)
    case = opened(people, "gather")
    page = read(people.bo, case, "case_print", names="hidden")
    assert "came from what the employee shared: “the employee won the rye prize”" in page


@pytest.mark.parametrize("more", [0, 148])
def test_opening_costs_the_same_however_much_was_shared(people, more):
    texts = [each.text for each in ExpectationFactory.create_batch(more, profile=people.senior.profiles.get())]
    note(people, "Everything", "Run the oven", "Teach apprentices", *texts)
    share(people)
    with CaptureQueriesContext(connection) as asked:
        case = open_case(employee=people.ana, level=people.senior, by=people.bo.user)
    assert len(told(case)) == 2 + more
    # SQLite takes only so many values at once, and has the rest of them sent after.
    in_one = [head for head, _same in groupby(query["sql"].split(" (")[0] for query in asked)]
    tables = [head.split()[2].strip('"') for head in in_one if head.startswith("INSERT")]
    assert sorted(tables) == sorted(
        ["paths_case", "paths_item", "paths_itemevidence", "paths_event", "paths_eventtext", "paths_event"]
    )
    assert len(in_one) == QUERIES
