"""The picture of all bands of a role."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.pay.figures import PayFigure
from paths.pay.overview import overviews_of, step_in_words
from paths.pay.picture import LEFT, RIGHT, Dated, Meeting, PaidRung, draw, steps_of
from tests.factories import EditionFactory, LevelProfileFactory, SalaryBandFactory

DAY = datetime.date(2027, 3, 1)


def figure(minimum, maximum=None, and_above=False):
    return PayFigure(Decimal(minimum), None if maximum is None else Decimal(maximum), "EUR", and_above)


def rung(rank, now, *planned, name=""):
    bands = (*([Dated(now)] if now else []), *(Dated(each, DAY) for each in planned))
    return PaidRung(name or f"Level {rank}", rank, bands)


@pytest.mark.parametrize(
    ("lower", "upper", "meeting", "words"),
    [
        (figure(50, 60), figure(55, 70), Meeting.OVERLAP, "Overlaps Level 1 by €5"),
        (figure(50, 60), figure(60, 70), Meeting.TOUCH, "Begins where Level 1 ends"),
        (figure(50, 60), figure(64, 70), Meeting.GAP, "Gap of €4 above Level 1"),
        (figure(50, 60), figure(45, 70), Meeting.BELOW, "Starts €5 below Level 1"),
        (figure(50, 60, True), figure(64, 70), Meeting.OPEN, "Meets Level 1, which has no upper end"),
        (figure(50), figure(64, 70), Meeting.OPEN, "Meets Level 1, which has no upper end"),
        (figure(50, 90), figure(55, 70), Meeting.OVERLAP, "Overlaps Level 1 by €15"),
        (figure(50, 60), figure(55), Meeting.OVERLAP, "Overlaps Level 1 by €5"),
    ],
)
def test_how_two_bands_meet(lower, upper, meeting, words):
    rungs = [rung(2, upper), rung(1, lower)]
    (step,) = steps_of(rungs[0], rungs)
    assert (step.meeting, step_in_words(step, "EUR")) == (meeting, words)


def test_of_a_fork_below_each_side_counts_and_levels_without_pay_do_not():
    rungs = [rung(3, figure(60, 70)), rung(2, None, figure(1, 2)), rung(1, figure(40, 50)), rung(1, figure(45, 65))]
    assert [step.meeting for step in steps_of(rungs[0], rungs)] == [Meeting.GAP, Meeting.OVERLAP]
    assert steps_of(rungs[1], rungs) == ()


def test_planned_bands_are_drawn_below_the_one_in_force():
    picture = draw([rung(1, figure(50, 60), figure(55, 66))], "", "EUR")
    now, planned = picture.rows[0].bars
    assert (now.planned, planned.planned, planned.day) == (False, True, DAY)
    assert planned.y > now.y
    assert picture.height == picture.rows[0].bottom > planned.y


figures = st.builds(
    lambda minimum, width, above: figure(minimum, None if width is None else minimum + width, above),
    st.integers(0, 10**9), st.one_of(st.none(), st.integers(0, 10**8)), st.booleans(),
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(1, 4), figures, st.lists(figures, max_size=2)), min_size=1, max_size=6))
def test_everything_is_drawn_within_the_picture(rungs):
    picture = draw([rung(rank, now, *planned) for rank, now, planned in rungs], "Berlin", "EUR")
    tops = [picture.top]
    for row in picture.rows:
        for bar in row.bars:
            assert LEFT <= bar.x <= RIGHT
            assert bar.width >= 1 and bar.x + bar.width <= RIGHT + 3
            assert tops[-1] < bar.y < row.bottom
        for step in row.steps:
            assert step.y < row.bottom and step.x >= LEFT
        tops.append(row.bottom)
    assert tops == sorted(tops)
    assert all(LEFT <= x <= RIGHT for x, _label in picture.ticks)


@pytest.mark.django_db
def test_there_is_a_picture_for_each_place_and_currency_highest_level_first(django_assert_num_queries):
    edition = EditionFactory(role__name="Baker")
    low, high = (
        LevelProfileFactory(edition=edition, title=f"{name} Baker", rank=rank)
        for rank, name in enumerate(("Junior", "Senior"), start=1)
    )
    for profile in (low, high):
        SalaryBandFactory(level=profile.level)
        SalaryBandFactory(level=profile.level, location="Berlin", currency="USD")
        SalaryBandFactory(level=profile.level, effective_on=datetime.date(2025, 1, 1))
        SalaryBandFactory(level=profile.level, effective_on=datetime.date(2999, 1, 1), minimum=55_000)
    with django_assert_num_queries(3):
        everywhere, berlin = overviews_of(edition.role_id)
    assert (everywhere.picture.location, berlin.picture.location, berlin.picture.currency) == ("", "Berlin", "USD")
    assert [row.level.short for row in everywhere.rows] == ["Senior", "Junior"]
    assert [[band.planned for band in row.bars] for row in everywhere.picture.rows] == [[False, True]] * 2
    assert (everywhere.has_planned, berlin.has_planned) == (True, False)
