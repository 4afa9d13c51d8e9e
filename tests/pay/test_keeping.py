"""Writing bands down: what has taken effect stays."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from paths.ladders.editions import publish
from paths.pay.bands import propose
from paths.pay.figures import PayFigure
from paths.pay.keeping import BandSettled, Kept, NewBand, change_band, drop_band, keep_bands
from paths.pay.models import BandState, SalaryBand
from tests.factories import EditionFactory, LevelFactory, LevelProfileFactory, SalaryBandFactory, UserFactory

pytestmark = pytest.mark.django_db
FIGURE = PayFigure(Decimal(50_000), Decimal(60_000), "EUR", location="Berlin")
HIGHER = PayFigure(Decimal(52_000), Decimal(62_000), "EUR", location="Berlin")


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def level():
    return LevelFactory()


def keep(level, number, figure=FIGURE, by=None):
    return keep_bands(bands=[NewBand(level.pk, day(number), figure)], by=by)


def test_a_new_band_is_in_the_history_with_who_wrote_it(level):
    lena = UserFactory(name="Lena")
    assert keep(level, 0, by=lena) == Kept(made=1, corrected=0)
    said = SalaryBand.history.get()
    assert (said.history_user, said.history_type, said.minimum) == (lena, "+", 50_000)


def test_what_is_there_already_is_left_alone(level):
    keep(level, -30)
    assert keep(level, -30) == Kept(made=0, corrected=0)
    assert SalaryBand.history.count() == 1


def test_a_band_that_has_taken_effect_is_never_changed(level):
    keep(level, -1)
    with pytest.raises(BandSettled):
        keep(level, -1, HIGHER)
    assert SalaryBand.objects.get().figure == FIGURE


def test_one_band_that_cannot_be_kept_keeps_all_others_out(level):
    keep(level, -1)
    bands = [NewBand(LevelFactory().pk, day(5), FIGURE), NewBand(level.pk, day(-1), HIGHER)]
    with pytest.raises(BandSettled):
        keep_bands(bands=bands, by=None)
    assert SalaryBand.objects.count() == 1


def test_a_slip_of_today_is_put_right_by_another_band_of_today_and_the_history_keeps_both(level):
    lena = UserFactory()
    keep(level, 0)
    assert keep(level, 0, HIGHER, by=lena) == Kept(made=0, corrected=1)
    assert SalaryBand.objects.get().figure == HIGHER
    assert [row.minimum for row in SalaryBand.history.order_by("history_id")] == [50_000, 52_000]
    assert SalaryBand.history.latest().history_user == lena


def test_a_later_band_supersedes_and_the_earlier_stays(level):
    keep(level, -100)
    keep(level, 0, HIGHER)
    assert [band.figure for band in SalaryBand.objects.order_by("effective_on")] == [FIGURE, HIGHER]
    assert SalaryBand.objects.in_force().get().figure == HIGHER


def test_a_band_of_the_future_can_be_changed_and_moved(level):
    keep(level, 10)
    band = SalaryBand.objects.get()
    change_band(band=band, to=NewBand(level.pk, day(20), HIGHER), by=UserFactory())
    band.refresh_from_db()
    assert (band.figure, band.effective_on) == (HIGHER, day(20))
    assert SalaryBand.history.count() == 2


def test_a_band_of_the_future_can_be_dropped_and_the_history_says_by_whom(level):
    keep(level, 1)
    lena = UserFactory()
    drop_band(band=SalaryBand.objects.get(), by=lena)
    assert not SalaryBand.objects.exists()
    assert (SalaryBand.history.latest().history_type, SalaryBand.history.latest().history_user) == ("-", lena)


@pytest.mark.parametrize("number", [0, -1])
def test_a_band_that_has_taken_effect_is_neither_moved_nor_dropped(level, number):
    keep(level, number)
    band = SalaryBand.objects.get()
    with pytest.raises(BandSettled):
        change_band(band=band, to=NewBand(level.pk, day(5), HIGHER), by=None)
    with pytest.raises(BandSettled):
        drop_band(band=band, by=None)
    assert SalaryBand.objects.get().figure == FIGURE


def test_a_band_says_where_it_stands(level):
    for number in (-20, -10, 10):
        keep(level, number)
    states = dict(SalaryBand.objects.with_state().values_list("effective_on", "state"))
    assert states == {day(-20): BandState.SUPERSEDED, day(-10): BandState.IN_FORCE, day(10): BandState.PLANNED}


def test_the_number_of_queries_does_not_grow_with_the_bands(django_assert_max_num_queries):
    bands = [NewBand(LevelFactory().pk, day(1), FIGURE) for _ in range(40)]
    with django_assert_max_num_queries(8):
        keep_bands(bands=bands, by=None)


def test_pay_of_a_published_draft_is_in_the_history_with_who_published_it():
    paolo = UserFactory()
    profile = LevelProfileFactory(edition=EditionFactory(draft=True))
    propose([(profile, (FIGURE,))])
    publish(draft=profile.edition, by=paolo, note="As baked.")
    assert SalaryBand.history.get().history_user == paolo


def test_pay_published_twice_in_a_day_keeps_what_it_said_first_in_the_history():
    profile = LevelProfileFactory(edition=EditionFactory(draft=True))
    SalaryBandFactory(level=profile.level, location="Berlin", effective_on=timezone.localdate(), minimum=40_000)
    propose([(profile, (FIGURE,))])
    publish(draft=profile.edition, by=None, note="As baked.")
    assert SalaryBand.objects.get().minimum == 50_000
    assert [row.minimum for row in SalaryBand.history.order_by("history_id")] == [40_000, 50_000]
