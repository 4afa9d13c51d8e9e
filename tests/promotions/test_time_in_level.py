"""How long somebody stood on a level when their case was opened."""

import datetime

import pytest

from paths.promotions.time_in_level import LONGER, UNKNOWN, time_in_level

DAY = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
JUNIOR, SENIOR = 1, 2


def ago(days):
    return DAY - datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "Under a year"),
        (364, "Under a year"),
        (365, "One to two years"),
        (800, "Two to three years"),
        (1_095, "Three years and more"),
    ],
)
def test_spans_are_broad(days, words):
    assert time_in_level([(ago(days), JUNIOR)], JUNIOR, DAY) == words


def test_it_counts_from_the_last_time_they_came_to_the_level():
    changes = [(ago(2_000), JUNIOR), (ago(900), SENIOR), (ago(30), JUNIOR), (ago(10), JUNIOR)]
    assert time_in_level(changes, JUNIOR, DAY) == "Under a year"


def test_what_came_after_the_case_was_opened_does_not_count():
    assert time_in_level([(ago(1_200), JUNIOR), (ago(-40), SENIOR)], JUNIOR, DAY) == LONGER


@pytest.mark.parametrize(("changes", "level"), [([], JUNIOR), ([(ago(9), SENIOR)], JUNIOR), ([(ago(9), None)], None)])
def test_without_a_history_it_is_not_known(changes, level):
    assert time_in_level(changes, level, DAY) == UNKNOWN
