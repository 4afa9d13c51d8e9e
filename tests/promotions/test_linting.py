"""What is odd about a checklist, and its counts."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from paths.promotions.choices import Mark
from paths.promotions.counting import count_marks
from paths.promotions.linting import Oddity, Weighed, odd_items

TODAY = datetime.date(2026, 11, 21)


def oddities(**about):
    return [warned.what for warned in odd_items([Weighed(1, "Bake", **about)], TODAY)]


def test_met_without_evidence_is_odd():
    assert oddities(mark=Mark.MET) == [Oddity.MET_WITHOUT_EVIDENCE]
    assert oddities(mark=Mark.MET, evidence=(TODAY,)) == []
    assert oddities(mark=Mark.PARTLY) == []


def test_answers_two_apart_are_odd_and_one_apart_are_not():
    assert oddities(mark=Mark.OPEN, own=1, managers=3) == [Oddity.RATINGS_APART]
    assert oddities(mark=Mark.OPEN, own=2, managers=3) == []
    assert oddities(mark=Mark.OPEN, own=4) == []
    assert oddities(mark=Mark.OPEN, own=1, managers=3, is_settled=True) == []


def test_evidence_is_stale_when_even_the_latest_is_over_a_year_old():
    old, fresh = TODAY - datetime.timedelta(days=366), TODAY - datetime.timedelta(days=365)
    assert oddities(mark=Mark.MET, evidence=(old,)) == [Oddity.STALE_EVIDENCE]
    assert oddities(mark=Mark.MET, evidence=(old, fresh)) == []


@given(st.lists(st.sampled_from(Mark)))
def test_every_item_is_counted_once(marks):
    counts = count_marks(marks)
    assert counts.total + counts.set_aside == len(marks)
