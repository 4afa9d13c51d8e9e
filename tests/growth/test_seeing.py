"""Who is shown answers of a shared copy, wherever that is, is noted for its owner as having seen it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from paths.growth.assessing import rate, share_assessment
from paths.growth.models import Conversation, Opening
from paths.growth.seeing import note_copies_seen
from tests.growth.bakery import bakery, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def look(who, name, **query):
    assert browser(who).get(reverse(name), query).status_code == 200


def readers(conversation):
    return {opening.user for opening in Opening.objects.filter(conversation=conversation)}


def without_opportunity(bakers):
    """What Ana shares, with a note of what would give her an opportunity."""
    assessment = bakers.assessment(rye=2)
    teach = bakers.asked("teach")
    rate(assessment=assessment, expected=teach, value=None, no_opportunity=True, note="An apprentice.")
    return share_assessment(assessment=assessment)


@pytest.mark.parametrize("name", ["team_map", "team_map_csv"])
def test_who_looks_at_the_map_or_takes_it_away_has_seen_what_stands_on_it(bakers, name):
    conversation = bakers.shared(rye=2, teach=1)
    look(bakers.bo, name)
    look(bakers.cleo, name, of=bakers.bo.pk)
    assert readers(conversation) == {bakers.bo.user, bakers.cleo.user}
    told = browser(bakers.ana).get(conversation.get_absolute_url()).content.decode()
    assert told.count("last saw it on") == 2


@pytest.mark.parametrize("name", ["team_map", "team_map_csv"])
def test_what_the_map_does_not_show_yet_is_not_noted(bakers, name):
    conversation = bakers.shared(rye=2)
    look(bakers.bo, name)
    assert readers(conversation) == set(), "Ana was not done and Bo has not answered"


def test_a_map_towards_another_level_shows_nothing_of_this_one(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    newer = share_assessment(assessment=conversation.assessment)
    look(bakers.bo, "team_map")
    assert readers(newer) == {bakers.bo.user}
    assert readers(conversation) == set()


def test_who_reads_the_notes_on_the_team_page_has_seen_the_copy(bakers):
    conversation = without_opportunity(bakers)
    look(bakers.bo, "team")
    assert readers(conversation) == {bakers.bo.user}


def test_who_reads_counts_alone_has_seen_no_answer(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    look(bakers.bo, "team")
    assert readers(conversation) == set()


def test_looking_again_is_noted_once_with_the_later_time(bakers):
    bakers.shared(rye=2, teach=1)
    look(bakers.bo, "team_map")
    Opening.objects.update(last_at="2026-01-01T00:00Z")
    look(bakers.bo, "team_map")
    assert Opening.objects.get().last_at.isoformat() > "2026-01-02"


def test_seeing_ones_own_copy_is_nobodys_news(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    note_copies_seen(conversations=[conversation], user=bakers.ana.user)
    assert not Opening.objects.exists()


def test_many_copies_are_noted_with_one_query(bakers, django_assert_num_queries):
    first = bakers.shared(rye=2, teach=1)
    for _again in range(5):
        share_assessment(assessment=first.assessment)
    copies = list(Conversation.objects.select_related("employee"))
    with django_assert_num_queries(1):
        note_copies_seen(conversations=copies, user=bakers.bo.user)
    assert Opening.objects.count() == 6
    with django_assert_num_queries(0):
        note_copies_seen(conversations=[], user=bakers.bo.user)
