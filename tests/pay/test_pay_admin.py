"""Salary bands and pay exceptions in the admin."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from paths.pay.models import PayException, SalaryBand
from tests.browse.bakery import ladder, words
from tests.factories import JobFamilyFactory, LevelFactory, PayExceptionFactory, SalaryBandFactory
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/paths/salaryband/", "/admin/paths/salaryband/add/"


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def client():
    return browser_of("compensation")


@pytest.fixture
def senior():
    return ladder("Baker", "junior", "senior")[1].level


def page_of(band, page="change"):
    return reverse(f"admin:paths_salaryband_{page}", args=[band.pk])


def said(**values):
    usual = {"level": "Baker: Senior", "location": "", "effective_on": day(10).isoformat(), "minimum": "50000"}
    return usual | {"maximum": "60000", "currency": "EUR", "note": ""} | values


def test_the_list_says_where_each_band_stands(client, senior):
    for number in (-400, -30, 30):
        SalaryBandFactory(level=senior, effective_on=day(number), location="Berlin")
    page = words(client.get(LIST))
    for text in ("Superseded", "In force", f"from {date_format(day(30))}", "Baker", "Senior", "Berlin", "€50K – 60K"):
        assert text in page


@pytest.mark.parametrize("state", ["planned", "in_force", "superseded"])
def test_the_list_can_be_narrowed_by_state(client, senior, state):
    days = {"superseded": -400, "in_force": -30, "planned": 30}
    bands = {name: SalaryBandFactory(level=senior, effective_on=day(number)) for name, number in days.items()}
    page = client.get(LIST, {"state": state}).content.decode()
    assert [name for name, band in bands.items() if page_of(band) in page] == [state]


@pytest.mark.parametrize("query", ["?q=senior", "?q=baker", "?location=Berlin", "?o=1.2.3.4.5.7", "?o=-7"])
def test_the_list_can_be_searched_and_sorted(client, senior, query):
    band = SalaryBandFactory(level=senior, location="Berlin")
    response = client.get(LIST + query)
    assert response.status_code == 200
    assert page_of(band) in response.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_bands(client, django_assert_max_num_queries, count):
    for _ in range(count):
        SalaryBandFactory()
    client.get(LIST)
    with django_assert_max_num_queries(17):
        client.get(LIST)


@pytest.mark.parametrize("level", ["Baker: Senior", "baker: senior", "Senior Baker", "baker/senior"])
def test_a_band_is_added_by_the_name_of_its_level(client, senior, level):
    response = client.post(ADD, said(level=level, note="gross", and_above="on"))
    assert response.status_code == 302
    band = SalaryBand.objects.get()
    assert (band.level, band.minimum, band.note, band.and_above) == (senior, 50_000, "gross", True)
    assert band.history.get().history_user is not None


def test_the_levels_to_choose_from_are_there_without_scripts(client, senior):
    page = client.get(ADD).content.decode()
    assert '<option value="Baker: Senior" label="Senior Baker">' in page


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"level": "Baker: Chief"}, "There is no level “Baker: Chief”"),
        ({"level": ""}, "This field is required"),
        ({"currency": "EURO"}, "at most 3 characters"),
        ({"currency": "XYZ"}, "This is not a currency"),
        ({"maximum": "40000"}, "must not be above the maximum"),
        ({"minimum": "-1"}, "greater than or equal to 0"),
        ({"effective_on": "soon"}, "Enter a valid date"),
        ({"minimum": "9" * 20}, "no more than"),
        ({"note": "a\0b"}, "Null characters"),
        ({"level": "a\0b"}, "There is no level"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, senior, values, why):
    response = client.post(ADD, said(**values))
    assert response.status_code == 200
    assert why in words(response)
    assert 'value="50000"' in response.content.decode() or "minimum" in values
    assert not SalaryBand.objects.exists()


def test_small_letters_of_a_currency_are_understood(client, senior):
    client.post(ADD, said(currency="eur"))
    assert SalaryBand.objects.get().currency == "EUR"


def test_a_slip_of_today_is_put_right_by_adding_another_of_today(client, senior):
    client.post(ADD, said(effective_on=day(0).isoformat()))
    response = client.post(ADD, said(effective_on=day(0).isoformat(), minimum="52000"), follow=True)
    assert "The history keeps both" in words(response)
    band = SalaryBand.objects.get()
    assert band.minimum == 52_000
    assert [row.minimum for row in band.history.order_by("history_id")] == [50_000, 52_000]
    assert all(row.history_user for row in band.history.all())


@pytest.mark.parametrize(("number", "why"), [(10, "Open that one and change it"), (-10, "it is never changed")])
def test_a_second_band_of_one_day_is_refused(client, senior, number, why):
    SalaryBandFactory(level=senior, effective_on=day(number))
    response = client.post(ADD, said(effective_on=day(number).isoformat(), minimum="52000"))
    assert why in words(response)
    assert SalaryBand.objects.get().minimum == 50_000


def test_a_band_of_the_future_can_be_changed_and_deleted(client, senior):
    band = SalaryBandFactory(level=senior, effective_on=day(10))
    assert client.post(page_of(band), said(minimum="51000", effective_on=day(20).isoformat())).status_code == 302
    band.refresh_from_db()
    assert (band.minimum, band.effective_on) == (51_000, day(20))
    assert client.post(page_of(band, "delete"), {"post": "yes"}).status_code == 302
    assert not SalaryBand.objects.exists()
    assert band.history.count() == 3
    assert all(row.history_user for row in band.history.filter(history_type__in="~-"))


def test_a_band_of_the_future_is_not_moved_into_the_past(client, senior):
    band = SalaryBandFactory(level=senior, effective_on=day(10))
    response = client.post(page_of(band), said(effective_on=day(-1).isoformat()))
    assert "must be today or later" in words(response)


@pytest.mark.parametrize("visitor", ["compensation", "administrator"])
@pytest.mark.parametrize("number", [0, -1])
def test_a_band_that_has_taken_effect_can_only_be_looked_at(senior, visitor, number):
    client, band = browser_of(visitor), SalaryBandFactory(level=senior, effective_on=day(number))
    page = client.get(page_of(band))
    assert "never changed or deleted" in words(page)
    assert f"level={senior.pk}" in page.content.decode()
    assert 'name="minimum"' not in page.content.decode()
    assert client.post(page_of(band), said(minimum="1")).status_code == 403
    assert client.post(page_of(band, "delete"), {"post": "yes"}).status_code == 403
    history = reverse("admin:paths_salaryband_simple_history", args=[band.pk, band.history.get().history_id])
    assert client.post(history, said(minimum="1")).status_code == 403
    band.refresh_from_db()
    assert band.minimum == 50_000


def test_bands_cannot_be_deleted_from_the_list(client, senior):
    band = SalaryBandFactory(level=senior)
    client.post(LIST, {"action": "delete_selected", "_selected_action": [band.pk], "post": "yes"})
    assert SalaryBand.objects.exists()


def test_the_history_shows_every_value_to_compensation_and_no_revert(client, senior):
    band = SalaryBandFactory(level=senior, effective_on=day(10))
    client.post(page_of(band), said(minimum="51000"))
    page = client.get(page_of(band, "history"))
    assert page.status_code == 200
    assert "51000" in page.content.decode()
    version = reverse("admin:paths_salaryband_simple_history", args=[band.pk, band.history.last().history_id])
    assert "Revert" not in words(client.get(version))


def test_a_link_to_correct_a_band_fills_the_form(client, senior):
    page = client.get(f"{ADD}?level={senior.pk}&location=Berlin").content.decode()
    assert 'value="Baker: Senior"' in page
    assert 'value="Berlin"' in page


def test_an_exception_is_made_changed_and_deleted_with_history(client):
    family = JobFamilyFactory()
    add = reverse("admin:paths_payexception_add")
    assert "everyone who is signed in" in words(client.get(add))
    assert client.post(add, {"family": family.pk, "visibility": "hr"}).status_code == 302
    exception = PayException.objects.get()
    assert client.post(
        reverse("admin:paths_payexception_change", args=[exception.pk]), {"family": family.pk, "visibility": "everyone"}
    ).status_code == 302  # fmt: skip
    assert client.post(
        reverse("admin:paths_payexception_delete", args=[exception.pk]), {"post": "yes"}
    ).status_code == 302  # fmt: skip
    assert [row.history_type for row in PayException.history.order_by("history_id")] == ["+", "~", "-"]
    assert all(row.history_user for row in PayException.history.all())


def test_a_family_has_one_exception(client):
    exception = PayExceptionFactory()
    response = client.post(
        reverse("admin:paths_payexception_add"), {"family": exception.family_id, "visibility": "everyone"}
    )
    assert "has a rule of its own already" in words(response)


@pytest.mark.parametrize("visitor", ["hr_editor", "hr_publisher", "hr_partner", "employee", "stranger"])
def test_nobody_else_gets_to_bands_or_exceptions(visitor):
    band, exception = SalaryBandFactory(level=LevelFactory(), effective_on=day(10)), PayExceptionFactory()
    client = browser_of(visitor)
    for model, row in (("salaryband", band), ("payexception", exception)):
        for page in ("change", "delete", "history"):
            response = client.get(reverse(f"admin:paths_{model}_{page}", args=[row.pk]))
            assert response.status_code in (302, 403)
        version = reverse(f"admin:paths_{model}_simple_history", args=[row.pk, row.history.get().history_id])
        for path in (reverse(f"admin:paths_{model}_changelist"), reverse(f"admin:paths_{model}_add"), version):
            assert client.get(path).status_code in (302, 403)
            assert client.post(path, said()).status_code in (302, 403)
    assert SalaryBand.objects.count() == PayException.objects.count() == 1
