import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from paths.ladders.editions import publish
from paths.pay.bands import figures_by_level, propose
from paths.pay.figures import PayFigure
from paths.pay.models import ProposedBand, SalaryBand
from paths.pay.scope import PayScope
from tests.factories import EditionFactory, LevelFactory, LevelProfileFactory, SalaryBandFactory

pytestmark = pytest.mark.django_db
ALL = PayScope(everything=True)
FIGURE = PayFigure(Decimal(50_000), Decimal(60_000), "EUR")


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def test_the_latest_band_that_has_begun_is_in_force():
    level = LevelFactory()
    SalaryBandFactory(level=level, effective_on=days(-300), maximum=55_000)
    now = SalaryBandFactory(level=level, effective_on=days(0))
    SalaryBandFactory(level=level, effective_on=days(1), maximum=99_000)
    assert list(SalaryBand.objects.in_force()) == [now]


def test_each_location_has_its_own_band():
    level = LevelFactory()
    everywhere = SalaryBandFactory(level=level)
    berlin = SalaryBandFactory(level=level, location="Berlin", effective_on=days(-1))
    assert set(SalaryBand.objects.in_force()) == {everywhere, berlin}


def test_the_minimum_is_not_above_the_maximum():
    with pytest.raises(IntegrityError, match="salaryband_pay_ordered"), transaction.atomic():
        SalaryBandFactory(minimum=70_000, maximum=60_000)
    SalaryBandFactory(minimum=70_000, maximum=None)


def test_no_figure_is_in_what_the_admin_prints_of_a_band():
    band = SalaryBandFactory(minimum=51_234, maximum=61_234)
    assert not any(figure in f"{band} {band!r}" for figure in ("1234", "1,234", "51K", "61K"))


def proposed(figure=FIGURE, role=None):
    edition = EditionFactory(draft=True, **({"role": role} if role else {}))
    levels = list(edition.role.levels.all())
    profile = LevelProfileFactory(edition=edition, **({"level": levels[0]} if levels else {}))
    propose([(profile, (figure,))])
    return edition


def test_pay_of_a_draft_is_nobodys_band_until_it_is_published():
    edition = proposed()
    assert not SalaryBand.objects.exists()
    publish(draft=edition, by=None, note="As baked.")
    assert [figures[0] for figures in figures_by_level(ALL, level__role=edition.role_id).values()] == [FIGURE]
    assert not ProposedBand.objects.exists()


def test_a_published_figure_takes_effect_that_day():
    publish(draft=proposed(), by=None, note="As baked.")
    assert SalaryBand.objects.get().effective_on == timezone.localdate()


def test_an_unchanged_figure_makes_no_new_band():
    first = proposed()
    publish(draft=first, by=None, note="As baked.")
    SalaryBand.objects.update(effective_on=days(-100))
    publish(draft=proposed(role=first.role), by=None, note="As baked.")
    assert SalaryBand.objects.get().effective_on == days(-100)


def test_a_changed_figure_supersedes_the_band_before():
    first = proposed()
    publish(draft=first, by=None, note="As baked.")
    SalaryBand.objects.update(effective_on=days(-100))
    draft = proposed(PayFigure(Decimal(52_000), None, "EUR", and_above=True), role=first.role)
    publish(draft=draft, by=None, note="As baked.")
    assert SalaryBand.objects.count() == 2
    assert SalaryBand.objects.in_force().get().minimum == 52_000
