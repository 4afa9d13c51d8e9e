"""Saving a list of rows in an order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.ladders.models import InterviewQuestion
from paths.shared.saving import Row, carried_elsewhere, save_rows
from tests.factories import EditionFactory, UserFactory


@pytest.mark.parametrize(
    ("order", "carried"),
    [
        ([], set()),
        ([0, 1, 2, 3], set()),
        ([3, 0, 1, 2], {0}),
        ([1, 2, 3, 0], {3}),
        ([0, 3, 1, 2, 4], {1}),
        ([2, 5, 9], set()),
    ],
)
def test_a_row_that_is_carried_over_others_is_the_one_that_moved(order, carried):
    assert carried_elsewhere(order) == carried


@given(st.permutations(range(7)))
def test_without_those_that_moved_the_others_stand_as_before_and_no_fewer_would_do(order):
    carried = carried_elsewhere(order)
    rest = [was for place, was in enumerate(order) if place not in carried]
    assert rest == sorted(rest)
    chains = [0] * len(order)
    for place, was in enumerate(order):
        chains[place] = 1 + max((chains[k] for k in range(place) if order[k] < was), default=0)
    assert len(rest) == max(chains)


@pytest.fixture
def edition(db):
    edition = EditionFactory(draft=True)
    for position, text in enumerate(["Why bread?", "Why rye?", "Why salt?"]):
        InterviewQuestion.objects.create(edition=edition, text=text, position=position)
    return edition


def save(edition, *texts, by=None):
    """Save the questions as these texts, in this order; a text that is not there yet is a new row."""
    questions = InterviewQuestion.objects.filter(edition=edition).order_by("position", "pk")
    known = dict(questions.values_list("text", "pk"))
    rows = [Row(known.get(text), {"text": text}) for text in texts]
    rows += [Row(pk, {}, gone=True) for text, pk in known.items() if text not in texts]
    InterviewQuestion.history.all().delete()
    save_rows(InterviewQuestion, questions, rows, {"edition_id": edition.pk}, by=by)
    assert list(questions.values_list("text", flat=True)) == list(texts)
    return [(row.history_type, row.text) for row in InterviewQuestion.history.order_by("history_id")]


def test_who_put_rows_in_another_order_is_in_the_history(edition):
    lena = UserFactory()
    assert save(edition, "Why salt?", "Why bread?", "Why rye?", by=lena) == [("~", "Why salt?")]
    moved = InterviewQuestion.history.get()
    assert (moved.position, moved.history_user) == (0, lena)


def test_a_row_that_made_room_for_another_is_not(edition):
    assert save(edition, "Why wheat?", "Why bread?", "Why salt?") == [("-", "Why rye?"), ("+", "Why wheat?")]


def test_a_list_that_is_saved_as_it_is_leaves_no_trace(edition):
    assert save(edition, "Why bread?", "Why rye?", "Why salt?") == []
