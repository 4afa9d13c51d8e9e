"""How one's own week is split, beside the week of one's level."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.growth.models import WeekShare
from paths.growth.weeks import Column, side_by_side
from paths.ladders.content import Share
from paths.ladders.models import TimeShare
from tests.growth.people import bakery, page, signed_in, towards_senior

WEEK = "/growth/week/"


@pytest.fixture
def there(db):
    found = bakery()
    for profile, shares in (
        (found.junior, [("Baking", 60), ("Sweeping", 40), ("Tea", None)]),
        (found.senior, [("baking", 30), ("Teaching", 70)]),
    ):
        TimeShare.objects.bulk_create(
            TimeShare(profile=profile, activity=activity, percent=percent, position=place)
            for place, (activity, percent) in enumerate(shares)
        )
    return found


@pytest.fixture
def ana(there):
    return signed_in(there.ana)


def fill(client, *rows):
    data = {"week-TOTAL_FORMS": len(rows), "week-INITIAL_FORMS": 0}
    for number, (activity, percent) in enumerate(rows):
        data |= {f"week-{number}-activity": activity, f"week-{number}-percent": percent}
    return client.post(WEEK, data)


def kept(employee):
    return dict(WeekShare.objects.filter(employee=employee).values_list("activity", "percent"))


def test_the_rows_begin_with_the_activities_of_ones_level(ana):
    response = ana.get(WEEK)
    rows = [form["activity"].value() for form in response.context["rows"]]
    assert rows == ["Baking", "Sweeping", "Tea", None, None, None]
    assert [form["percent"].value() for form in response.context["rows"]][:3] == [None, None, None]


def test_a_week_is_kept_and_what_says_nothing_left_out(there, ana):
    assert fill(ana, ("Baking", "55.5"), ("Tea", ""), ("", ""), ("Cakes", "20"), ("", ""))["Location"] == WEEK
    assert kept(there.ana) == {"Baking": Decimal("55.5"), "Cakes": Decimal(20)}
    rows = [form["activity"].value() for form in ana.get(WEEK).context["rows"]]
    assert rows[:4] == ["Baking", "Cakes", "Sweeping", "Tea"], "then what one's level names and one did not"
    fill(ana, ("Cakes", "100"))
    assert kept(there.ana) == {"Cakes": Decimal(100)}
    fill(ana, ("", ""))
    assert kept(there.ana) == {}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Baking", "60"), ("Cakes", "41")], "more than a whole week"),
        ([("Baking", "-1")], "greater than or equal to 0"),
        ([("Baking", "101")], "less than or equal to 100"),
        ([("Baking", "much")], "Enter a number"),
        ([("Baking", "NaN")], "Enter a number"),
        ([("", "20")], "Say what this part"),
        ([("", "0")], "Say what this part"),
        ([("Cakes", "")], "Say how much of your week"),
        ([("Baking", "20"), ("bäking", "30")], "named this activity already"),
        ([("x" * 301, "20")], "at most 300"),
        ([("Baking", "10.55")], "no more than 1 decimal"),
    ],
)
def test_what_makes_no_sense_is_said_and_what_was_typed_stays(there, ana, rows, said):
    fill(ana, ("Baking", "50"))
    response = fill(ana, *rows)
    assert response.status_code == 422
    assert said in page(response)
    assert response.context["rows"].forms[0]["percent"].value() == rows[0][1]
    assert kept(there.ana) == {"Baking": Decimal(50)}


@pytest.mark.parametrize(
    "data", [{}, {"week-TOTAL_FORMS": "x"}, {"week-TOTAL_FORMS": "100000", "week-INITIAL_FORMS": "0"}]
)
def test_a_form_that_is_not_ours_is_refused(there, ana, data):
    fill(ana, ("Baking", "50"))
    assert ana.post(WEEK, data).status_code == 422
    assert kept(there.ana) == {"Baking": Decimal(50)}


def test_the_week_lies_beside_ones_level_and_the_next(there, ana):
    fill(ana, ("Baking", "50"), ("Cakes", "10"))
    weeks = ana.get(WEEK).context["weeks"]
    assert [column.title for column in weeks.columns] == ["Your week", "Junior Baker", "Senior Baker"]
    lines = {line.activity: line.cells for line in weeks.lines}
    assert lines["Baking"] == (50, 60, 30)
    assert lines["Cakes"] == (10, None, None)
    assert lines["Tea"] == (None, None, None)
    assert weeks.totals == (60, 100, 100)


def test_the_level_one_works_towards_comes_before_the_next_rung(there, ana):
    towards_senior(there)
    there.ana.level = None
    there.ana.save()
    assert [column.title for column in ana.get(WEEK).context["weeks"].columns] == ["Your week", "Senior Baker"]


def test_somebody_without_a_level_can_fill_in_theirs(there):
    client = signed_in(there.bo)
    assert client.get(WEEK).status_code == 200
    fill(client, ("Meetings", "100"))
    assert kept(there.bo) == {"Meetings": Decimal(100)}


def test_one_week_changes_nobody_elses(there, ana):
    fill(signed_in(there.di), ("Naps", "5"))
    fill(ana, ("Baking", "50"))
    assert kept(there.di) == {"Naps": Decimal(5)}
    assert "Naps" not in page(ana.get(WEEK))


def test_the_page_in_so_many_queries(there, ana, django_assert_max_num_queries):
    fill(ana, *[(f"Part {number}", "2") for number in range(40)])
    with django_assert_max_num_queries(14):
        ana.get(WEEK)


def test_the_page_is_never_kept(ana):
    assert "no-store" in ana.get(WEEK)["Cache-Control"]


figures = st.none() | st.decimals(0, 100, places=1)
columns = st.lists(
    st.builds(Column, st.just("x"), st.lists(st.builds(Share, st.sampled_from("abcdÀ%"), figures)).map(tuple)),
    min_size=1,
)


@given(columns)
def test_no_bar_is_longer_than_its_drawing_and_every_figure_is_in_its_line(given_columns):
    weeks = side_by_side(given_columns)
    for column, bar, total in zip(given_columns, weeks.bars, weeks.totals, strict=True):
        assert total == sum(share.percent or 0 for share in column.shares)
        ends = [float(part.x[:-1]) + float(part.width[:-1]) for part in bar]
        assert all(end <= 100.2 for end in ends)
        assert len({part.hue for part in bar}) <= len(bar)
    assert all(1 <= part.hue <= 9 for bar in weeks.bars for part in bar)
