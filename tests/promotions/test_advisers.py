"""Advisers, as pages: who names them, what they may do, who reads their views."""

import pytest
from django.urls import reverse

from paths.promotions.asking import give_view, name_adviser
from paths.promotions.casework import Given, mark_item, take_step
from paths.promotions.choices import Mark
from paths.promotions.colleagues import advisers_of
from paths.promotions.models import Adviser
from paths.promotions.transitions import Actor
from tests.factories import CycleFactory, EmployeeFactory
from tests.growth.people import page, signed_in
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


@pytest.fixture
def case(people):
    """Sent for decision, in a cycle."""
    case = opened(people, "gather")
    case.cycle = CycleFactory()
    case.save()
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    return take_step(case=case, step="send", by=people.bo.user)


@pytest.fixture
def adviser(case, people):
    return name_adviser(case=case, adviser=people.colleague, by=people.partner)


def form_of(case):
    return reverse("advisers", args=[case.pk])


def view_of(case):
    return reverse("adviser_view", args=[case.pk])


def test_whoever_decides_names_advisers_and_they_read_the_case(case, people):
    assert signed_in(people.colleague).get(case.get_absolute_url()).status_code == 404
    signed_in(people.partner).post(form_of(case), {"colleagues": [people.colleague.pk]})
    said = page(signed_in(people.colleague).get(case.get_absolute_url()))
    assert "Your view" in said
    assert "Run the oven" in said


def test_who_is_part_of_it_and_oneself_cannot_be_chosen(case, people):
    own = EmployeeFactory(user=people.partner, name="Petra")
    said = page(signed_in(people.partner).get(form_of(case)))
    for pk in (people.ana.pk, people.bo.pk, own.pk):
        assert f'name="colleagues" value="{pk}"' not in said
    assert f'name="colleagues" value="{people.colleague.pk}"' in said


def test_a_search_keeps_who_is_chosen(case, people):
    EmployeeFactory(name="Dora")
    data = {"search": "yes", "find": "dor", "colleagues": [people.colleague.pk]}
    said = page(signed_in(people.partner).post(form_of(case), data))
    assert f'value="{people.colleague.pk}" checked' in said
    assert "Dora" in said
    assert not Adviser.objects.exists()


def test_nobody_chosen_is_said(case, people):
    response = signed_in(people.partner).post(form_of(case), {})
    assert response.status_code == 422
    assert "Choose at least one colleague." in page(response)


def test_the_manager_and_the_employee_name_nobody(case, people):
    for somebody in (people.bo, people.ana):
        assert signed_in(somebody).get(form_of(case)).status_code == 403
        assert signed_in(somebody).post(form_of(case), {"colleagues": [people.colleague.pk]}).status_code == 403
    assert not Adviser.objects.exists()


def test_once_it_is_decided_nobody_is_named(case, people):
    take_step(case=case, step="decline", by=people.partner, given=Given(reason="No.", what_would_change="More."))
    response = signed_in(people.partner).post(form_of(case), {"colleagues": [people.colleague.pk]}, follow=True)
    assert "You cannot name advisers now" in page(response)
    assert not Adviser.objects.exists()


def test_an_adviser_leaves_a_view_and_writes_it_otherwise(case, people, adviser):
    client = signed_in(people.colleague)
    client.post(view_of(case), {"view": "Not sure."})
    assert "Your view is saved." in page(client.post(view_of(case), {"view": "Ready."}, follow=True))
    adviser.refresh_from_db()
    assert adviser.view == "Ready."


def test_an_empty_view_is_not_saved(case, people, adviser):
    response = signed_in(people.colleague).post(view_of(case), {"view": " "})
    assert response.status_code == 422
    assert "Write your view first." in page(response)


def test_a_view_too_long_is_kept_on_the_page(case, people, adviser):
    response = signed_in(people.colleague).post(view_of(case), {"view": "z" * 4_001})
    assert response.status_code == 422
    assert "z" * 4_001 in page(response)


def test_nobody_but_an_adviser_leaves_a_view(case, people, adviser):
    for somebody, status in ((people.bo, 403), (people.ana, 403), (people.partner, 403), (people.boss, 404)):
        assert signed_in(somebody).post(view_of(case), {"view": "Mine."}).status_code == status
    adviser.refresh_from_db()
    assert adviser.view == ""


def test_a_view_after_the_decision_is_too_late(case, people, adviser):
    take_step(case=case, step="decline", by=people.partner, given=Given(reason="No.", what_would_change="More."))
    response = signed_in(people.colleague).post(view_of(case), {"view": "Too late."})
    assert response.status_code == 409
    assert "Your view was not saved" in page(response)
    assert "Too late.</textarea>" in page(response)


def test_views_are_for_whoever_decides_and_advises_until_it_is_decided_then_for_all_readers(case, people, adviser):
    give_view(adviser=adviser, by=people.colleague.user, view="Ready, I say.")
    other = name_adviser(case=case, adviser=EmployeeFactory(name="Dora"), by=people.partner)
    address = case.get_absolute_url()
    for reader in (people.partner, people.colleague, other.employee):
        assert "Ready, I say." in page(signed_in(reader).get(address))
    for reader in (people.bo, people.ana):
        assert "Ready, I say." not in page(signed_in(reader).get(address))
    take_step(case=case, step="decline", by=people.partner, given=Given(reason="No.", what_would_change="More."))
    for reader in (people.bo, people.ana):
        assert "Ready, I say." in page(signed_in(reader).get(address))


@pytest.mark.parametrize("also", [Actor.SUBJECT, Actor.MANAGER, Actor.OPENER])
def test_a_partner_who_may_not_decide_hears_no_advice_either(case, people, adviser, also):
    give_view(adviser=adviser, by=people.colleague.user, view="Ready, I say.")
    found = advisers_of(case, people.other_partner, {Actor.PARTNER, also})
    assert [each.view for each in found.advisers] == [""]
    assert not found.may_name


def test_the_decision_shows_what_advisers_said(case, people, adviser):
    give_view(adviser=adviser, by=people.colleague.user, view="Ready, I say.")
    step = reverse("case_step", args=[case.pk, "approve"])
    assert "Ready, I say." in page(signed_in(people.partner).get(step))


def test_advisers_find_the_way_to_the_other_cases_of_the_cycle(case, people, adviser):
    way = reverse("calibration", args=[case.cycle_id])
    assert way in page(signed_in(people.colleague).get(case.get_absolute_url()))
    assert way not in page(signed_in(people.bo).get(case.get_absolute_url()))


def test_advisers_are_read_in_one_query(case, people, django_assert_num_queries):
    for _ in range(5):
        name_adviser(case=case, adviser=EmployeeFactory(), by=people.partner)
    with django_assert_num_queries(1):
        assert len(advisers_of(case, people.partner, {Actor.PARTNER}).advisers) == 5
