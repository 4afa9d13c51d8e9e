"""Bands as a sheet: out, in, and nothing by half."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from paths.pay.band_sheet import COLUMNS, Fate, SheetChanged, keep_sheet, plan_sheet, table_of_bands
from paths.pay.models import SalaryBand
from paths.shared.sheets import UnreadableSheet, read_csv, write_csv
from tests.factories import EditionFactory, LevelProfileFactory, RoleFactory, SalaryBandFactory, UserFactory

DAYS = 10


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def bakers(*names):
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    return [
        LevelProfileFactory(edition=edition, title=f"{name} Baker", level__slug=name.lower(), rank=rank).level
        for rank, name in enumerate(names or ("Junior", "Senior"), start=1)
    ]


def row(**cells):
    usual = {"role": "Baker", "level": "Senior", "location": "", "effective on": day(DAYS).isoformat()}
    usual |= {"minimum": "50000", "maximum": "60000", "currency": "EUR", "and above": "no", "note": ""}
    return tuple((usual | cells)[column] for column in COLUMNS)


def sheet(*rows):
    return (COLUMNS, *rows)


def keep(*rows, by=None):
    table = sheet(*rows)
    return keep_sheet(table=table, sealed=plan_sheet(table).seal, by=by)


def problems(*rows):
    with pytest.raises(UnreadableSheet) as refused:
        plan_sheet(sheet(*rows))
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.django_db
class TestReading:
    @pytest.fixture(autouse=True)
    def _bakers(self):
        bakers()

    @pytest.mark.parametrize(
        ("role", "level"),
        [("Baker", "Senior"), ("baker", "senior"), ("BAKER", "Senior Baker"), ("Baker", "SENIOR BAKER")],
    )
    def test_levels_go_by_short_title_title_or_address(self, role, level):
        (planned,) = plan_sheet(sheet(row(role=role, level=level))).rows
        assert planned.level.name == "Baker: Senior"

    @pytest.mark.parametrize("minimum", ["50000", "50,000", "50 000", "50000.00", "50.000"])
    def test_amounts_are_read_in_many_spellings(self, minimum):
        (planned,) = plan_sheet(sheet(row(minimum=minimum))).rows
        assert planned.band.figure.minimum == 50_000

    @pytest.mark.parametrize("written", ["2999-03-01", "1.3.2999", "2999-03-01 00:00:00"])
    def test_days_are_read_where_they_are_plain(self, written):
        (planned,) = plan_sheet(sheet(row(**{"effective on": written}))).rows
        assert planned.band.effective_on == datetime.date(2999, 3, 1)

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"role": "Bakr"}, "There is no role “Bakr”. Did you mean “Baker”?"),
            ({"level": "Senio"}, "has no single level “Senio”. Did you mean “Senior”?"),
            ({"role": ""}, "Name the role and the level"),
            ({"effective on": "03/04/2027"}, "is no day"),
            ({"effective on": "2027-02-30"}, "is no day"),
            ({"effective on": ""}, "is no day"),
            ({"minimum": ""}, "The minimum is missing"),
            ({"minimum": "fifty"}, "“fifty” is no amount"),
            ({"minimum": "-5"}, "is no amount"),
            ({"maximum": "40000"}, "must not be above"),
            ({"maximum": "9" * 20}, "is no amount"),
            ({"currency": "EURO"}, "is not a currency"),
            ({"currency": ""}, "is not a currency"),
            ({"and above": "perhaps"}, "“yes” or “no”"),
            ({"note": "x" * 301}, "The note is too long"),
            ({"location": "x" * 121}, "The location is too long"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_row(self, cells, why):
        (problem,) = problems(row(level="Junior"), row(**cells))
        assert problem.startswith("row 3: ")
        assert why in problem

    def test_every_problem_is_said_at_once(self):
        assert len(problems(row(role="x"), row(), row(minimum="x"), row(currency="x"))) == 3

    def test_one_place_twice_is_refused_with_both_rows(self):
        assert problems(row(), row(level="Junior"), row(minimum="1")) == [
            "row 4: Row 2 is of the same level, location and day. Keep one of them."
        ]

    def test_a_location_that_no_band_has_is_pointed_at(self):
        SalaryBandFactory(location="Berlin")
        plan = plan_sheet(sheet(row(location="Berlin"), row(location="Berln", level="Junior")))
        assert [str(warning) for warning in plan.warnings] == [
            "row 3: No band has the location “Berln” yet. Did you mean “Berlin”?"
        ]


@pytest.mark.django_db
class TestKeeping:
    def test_new_rows_become_bands_with_history(self):
        bakers()
        lena = UserFactory()
        kept = keep(row(), row(level="Junior", location="Berlin", note="gross", **{"and above": "yes"}), by=lena)
        assert (kept.made, kept.corrected) == (2, 0)
        band = SalaryBand.objects.get(location="Berlin")
        assert (band.note, band.and_above, band.effective_on) == ("gross", True, day(DAYS))
        assert set(SalaryBand.history.values_list("history_user", flat=True)) == {lena.pk}

    def test_a_planned_band_may_say_something_else(self):
        _junior, senior = bakers()
        SalaryBandFactory(level=senior, effective_on=day(DAYS), minimum=45_000)
        (planned,) = plan_sheet(sheet(row())).rows
        assert (planned.fate, planned.before.minimum) == (Fate.CORRECTED, 45_000)
        keep(row())
        assert SalaryBand.objects.get().minimum == 50_000

    def test_a_band_that_has_taken_effect_cannot(self):
        _junior, senior = bakers()
        SalaryBandFactory(level=senior, effective_on=day(-5))
        (problem,) = problems(row(**{"effective on": day(-5).isoformat(), "minimum": "1"}))
        assert "is never changed" in problem

    def test_a_new_band_of_a_day_that_is_gone_is_marked(self):
        bakers()
        plan = plan_sheet(sheet(row(**{"effective on": "2020-01-01"}), row()))
        assert [planned.is_past for planned in plan.rows] == [True, False]

    def test_bands_that_the_sheet_does_not_name_stay(self):
        other = SalaryBandFactory()
        bakers()
        keep(row())
        assert other in SalaryBand.objects.all()

    def test_what_has_changed_since_it_was_looked_at_is_not_kept(self):
        _junior, senior = bakers()
        table = sheet(row(), row(level="Junior"))
        sealed = plan_sheet(table).seal
        SalaryBandFactory(level=senior, effective_on=day(DAYS), minimum=45_000)
        with pytest.raises(SheetChanged):
            keep_sheet(table=table, sealed=sealed, by=None)
        assert SalaryBand.objects.count() == 1

    def test_a_crash_after_half_the_rows_leaves_nothing(self, monkeypatch):
        bakers()
        rows = [row(location=f"Place {n}") for n in range(10)]

        def half(rows, model, **kwargs):
            model.objects.bulk_create(rows[:5])
            raise RuntimeError

        monkeypatch.setattr("paths.pay.keeping.bulk_create_with_history", half)
        with pytest.raises(RuntimeError):
            keep(*rows)
        assert not SalaryBand.objects.exists()

    def test_the_number_of_queries_does_not_grow_with_the_rows(self, django_assert_max_num_queries):
        bakers()
        rows = [row(location=f"Place {n}") for n in range(60)]
        with django_assert_max_num_queries(20):
            keep(*rows)


def exported():
    return read_csv(write_csv(table_of_bands()), max_bytes=1_000_000)


@pytest.mark.django_db
def test_what_is_exported_changes_nothing_when_it_is_imported():
    junior, senior = bakers()
    for number in (-400, -30, 0, 30):
        SalaryBandFactory(level=senior, effective_on=day(number), minimum=Decimal("50000.25"), location="Berlin, Mitte")
    SalaryBandFactory(level=junior, maximum=None, and_above=True, note="=1+1; \"plus\" 'equity'")
    SalaryBandFactory(note="-10% off", location="@home")
    plan = plan_sheet(exported())
    assert (len(plan.rows), plan.changes, plan.warnings) == (6, (), ())


@pytest.mark.django_db
def test_levels_of_one_name_and_levels_without_an_edition_are_told_apart():
    first, second = bakers("Senior", "Senior  ")
    for level in (first, second):
        SalaryBandFactory(level=level)
    SalaryBandFactory()
    assert plan_sheet(exported()).changes == ()


@pytest.mark.django_db
def test_every_cell_that_could_be_a_formula_is_made_harmless():
    _junior, senior = bakers()
    for n, text in enumerate(["=1+1", "+1", "-1", "@a", "\t=1"]):
        SalaryBandFactory(level=senior, location=f"Place {n}", note=text)
    for line in write_csv(table_of_bands()).splitlines()[1:]:
        assert line.rpartition(",")[2].lstrip('"').startswith("'")


class TestRoundTrip(TestCase):
    @given(
        st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=40).map(str.strip),
        st.text("=+-@'\"ab ;,", max_size=12).map(str.strip),
        st.decimals(0, 10**9, places=2),
        st.booleans(),
    )
    def test_any_band_is_read_back_as_it_was(self, note, location, minimum, and_above):
        _junior, senior = bakers()
        SalaryBandFactory(
            level=senior, note=note, location=location, minimum=minimum, maximum=None, and_above=and_above
        )
        assert plan_sheet(exported()).changes == ()
