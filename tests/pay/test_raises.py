"""Raising many bands at once."""

import datetime
from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from paths.pay.figures import PayFigure
from paths.pay.models import SalaryBand
from paths.pay.raises import LEAST, MOST, ROUNDINGS, ChangedMeanwhile, Terms, chosen, plan_raise, raise_bands, raised
from tests.factories import LevelFactory, SalaryBandFactory, UserFactory
from tests.racing import at_once


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def terms(percent="3", number=10, rounding=100):
    return Terms(Decimal(percent), day(number), rounding)


def figure(minimum, maximum):
    return PayFigure(Decimal(minimum), None if maximum is None else Decimal(maximum), "EUR", note="gross")


@pytest.mark.parametrize(
    ("before", "percent", "rounding", "after"),
    [
        ((50_000, 60_000), "3", 1, (51_500, 61_800)),
        ((50_050, 60_050), "3", 100, (51_600, 61_900)),
        ((50_000, 60_000), "2.5", 500, (51_500, 61_500)),
        ((50_000, 60_000), "1", 1000, (51_000, 61_000)),
        ((50_000, None), "3", 100, (51_500, None)),
        ((Decimal("50000.50"), 60_000), "0.1", 1, (50_051, 60_060)),
        ((12_345, 23_456), "10", 100, (13_600, 25_800)),
    ],
)
def test_both_ends_are_raised_and_rounded_half_up(before, percent, rounding, after):
    result = raised(figure(*before), terms(percent, rounding=rounding))
    assert (result.minimum, result.maximum) == after
    assert (result.currency, result.note) == ("EUR", "gross")


@given(st.integers(1, 10**7), st.integers(0, 10**6), st.decimals(LEAST, MOST, places=2), st.sampled_from(ROUNDINGS))
def test_a_raised_range_keeps_its_order_and_its_step(minimum, width, percent, rounding):
    result = raised(figure(minimum, minimum + width), terms(percent, rounding=rounding))
    assert result.minimum <= result.maximum
    assert not result.minimum % rounding and not result.maximum % rounding
    assert abs(result.minimum - minimum * (100 + percent) / 100) <= Decimal(rounding) / 2


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"percent": "0"}, "between 0.1 and 30"),
        ({"percent": "-3"}, "between 0.1 and 30"),
        ({"percent": "30.01"}, "between 0.1 and 30"),
        ({"percent": "300"}, "between 0.1 and 30"),
        ({"number": -1}, "in the past"),
        ({"rounding": 7}, "Round to"),
    ],
)
def test_terms_that_make_no_sense_are_refused(asked, why):
    with pytest.raises(ValueError, match=why):
        terms(**asked)


@pytest.mark.django_db
class TestPlan:
    def test_what_is_in_force_on_that_day_is_raised(self):
        level = LevelFactory()
        SalaryBandFactory(level=level, effective_on=day(-100), minimum=40_000)
        planned = SalaryBandFactory(level=level, effective_on=day(5), minimum=45_000)
        (row,) = plan_raise(terms()).rows
        assert (row.band_id, row.before.minimum, row.after.minimum, row.refused) == (planned.pk, 45_000, 46_400, "")

    def test_a_band_of_that_very_day_is_refused_and_named(self):
        SalaryBandFactory(level=LevelFactory(), effective_on=day(10), location="Berlin")
        (row,) = plan_raise(terms()).refused
        assert "already has a band from that day" in row.refused

    def test_a_raise_that_rounding_swallows_is_refused(self):
        SalaryBandFactory(minimum=50_400, maximum=60_400)
        (row,) = plan_raise(terms("0.1", rounding=1000)).refused
        assert "would not rise" in row.refused

    def test_a_later_band_that_takes_its_place_is_told_of(self):
        level = LevelFactory()
        SalaryBandFactory(level=level, effective_on=day(-1))
        SalaryBandFactory(level=level, effective_on=day(40))
        SalaryBandFactory(level=level, effective_on=day(30))
        (row,) = plan_raise(terms()).possible
        assert row.later == day(30)

    def test_bands_are_chosen_by_lookups(self):
        one, _other = SalaryBandFactory(location="Berlin"), SalaryBandFactory()
        assert [row.band_id for row in plan_raise(terms(), location="Berlin").rows] == [one.pk]
        assert len(plan_raise(terms(), level__role=one.level.role).rows) == 1

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_number_of_queries_is_the_same_for_any_number_of_bands(self, django_assert_num_queries, count):
        for _ in range(count):
            SalaryBandFactory()
        with django_assert_num_queries(3):
            assert len(plan_raise(terms()).rows) == count


@pytest.mark.django_db
class TestRaising:
    def test_each_band_gets_a_later_one_and_the_history_says_why(self):
        bands = [SalaryBandFactory(minimum=50_000, maximum=60_000) for _ in range(3)]
        lena = UserFactory()
        assert raise_bands(terms=terms(), seals=plan_raise(terms()).seals, by=lena) == 3
        for band in bands:
            after = SalaryBand.objects.get(level=band.level, effective_on=day(10))
            assert (after.minimum, after.maximum) == (51_500, 61_800)
            said = after.history.get()
            assert (said.history_user, said.history_change_reason) == (lena, "Raised by 3%.")
            assert SalaryBand.objects.in_force().get(level=band.level) == band

    def test_only_what_is_chosen_is_raised(self):
        one, other = SalaryBandFactory(), SalaryBandFactory()
        seals = plan_raise(terms()).seals
        del seals[other.pk]
        assert raise_bands(terms=terms(), seals=seals, by=None) == 1
        assert SalaryBand.objects.filter(level=one.level).count() == 2

    def test_the_same_raise_again_is_refused(self):
        SalaryBandFactory()
        seals = plan_raise(terms()).seals
        raise_bands(terms=terms(), seals=seals, by=None)
        with pytest.raises(ChangedMeanwhile):
            raise_bands(terms=terms(), seals=seals, by=None)
        assert SalaryBand.objects.count() == 2

    def test_a_raise_from_a_later_day_that_was_looked_at_before_another_is_refused(self):
        SalaryBandFactory()
        later = terms(number=40)
        seals = plan_raise(later).seals
        raise_bands(terms=terms(number=10), seals=plan_raise(terms(number=10)).seals, by=None)
        with pytest.raises(ChangedMeanwhile):
            raise_bands(terms=later, seals=seals, by=None)

    def test_other_terms_than_those_looked_at_are_refused(self):
        SalaryBandFactory()
        with pytest.raises(ChangedMeanwhile):
            raise_bands(terms=terms("9"), seals=plan_raise(terms("3")).seals, by=None)

    def test_one_band_that_has_changed_keeps_all_of_it_out(self):
        first, second = SalaryBandFactory(), SalaryBandFactory()
        seals = plan_raise(terms()).seals
        SalaryBandFactory(level=second.level, effective_on=day(3), minimum=55_000)
        with pytest.raises(ChangedMeanwhile):
            raise_bands(terms=terms(), seals=seals, by=None)
        assert SalaryBand.objects.filter(level=first.level).count() == 1

    def test_a_crash_in_the_middle_leaves_nothing(self, monkeypatch):
        for _ in range(4):
            SalaryBandFactory()
        seals = plan_raise(terms()).seals

        def half(rows, model, **kwargs):
            model.objects.bulk_create(rows[:2])
            raise RuntimeError

        monkeypatch.setattr("paths.pay.keeping.bulk_create_with_history", half)
        with pytest.raises(RuntimeError):
            raise_bands(terms=terms(), seals=seals, by=None)
        assert SalaryBand.objects.count() == 4

    def test_nothing_chosen_is_nothing_raised(self):
        with pytest.raises(ChangedMeanwhile):
            raise_bands(terms=terms(), seals={}, by=None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other_day", [10, 40], ids=["of_the_same_day", "of_another_day"])
def test_of_two_raises_at_once_one_wins_and_the_other_is_told(other_day):
    levels = [LevelFactory() for _ in range(5)]
    for level in levels:
        SalaryBandFactory(level=level)
    asked = [(terms(number=number), plan_raise(terms(number=number)).seals) for number in (10, other_day)]
    jobs = [partial(raise_bands, terms=said, seals=seals, by=None) for said, seals in asked]
    ends = at_once(*jobs, refused=ChangedMeanwhile)
    (told,) = [end for end in ends if isinstance(end, ChangedMeanwhile)]
    assert sorted(ends, key=lambda end: end is told) == [5, told]
    assert SalaryBand.objects.count() == 10
    assert SalaryBand.history.filter(history_type="+", effective_on__gt=day(0)).count() == 5


@pytest.mark.parametrize("text", ["", "x", "1", "1:", "-1:a", "²:a", "9" * 40 + ":a", ":a"])
def test_what_no_form_has_sent_chooses_nothing_that_could_be_raised(text):
    assert not any(chosen([text]).values())
