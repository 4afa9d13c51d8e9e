"""Choosing where somebody stands, by name and without scripts."""

import re

import pytest
from django.urls import reverse

from paths.ladders.choices import EditionStatus
from paths.people.models import Employee
from tests.browse.bakery import ladder
from tests.factories import EditionFactory, EmployeeFactory, LevelFactory, LevelProfileFactory
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
ADD = reverse("admin:paths_employee_add")


@pytest.fixture
def client():
    return browser_of("hr_partner")


def offered(response):
    """Role -> the names of the levels that the list offers under it."""
    select = re.search(r'<select name="level".*?</select>', response.content.decode(), re.DOTALL)[0]
    groups = re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', select, re.DOTALL)
    return {role: re.findall(r"<option[^>]*>([^<]*)<", options) for role, options in groups}


def page_of(person):
    return reverse("admin:paths_employee_change", args=[person.pk])


def test_levels_are_chosen_by_name_under_their_role_the_highest_first(client):
    ladder("Miller", "junior")
    ladder("Baker", "junior", "senior")
    assert offered(client.get(ADD)) == {
        "Baker": ["Baker: Senior", "Baker: Junior"],
        "Miller": ["Miller: Junior"],
    }


def test_what_is_chosen_is_kept(client):
    senior = ladder("Baker", "junior", "senior")[1].level
    values = {"name": "Di", "email": "di@demo.example", "level": senior.pk, "is_active": "on"}
    assert client.post(ADD, values).status_code == 302
    assert Employee.objects.get().level == senior


def test_a_level_of_a_draft_or_of_an_old_edition_is_not_offered_and_not_taken(client):
    old = LevelProfileFactory(edition=EditionFactory(status=EditionStatus.SUPERSEDED)).level
    draft = LevelProfileFactory(edition=EditionFactory(draft=True)).level
    assert offered(client.get(ADD)) == {}
    for level in (old, draft):
        values = {"name": "Di", "email": "di@demo.example", "level": level.pk, "is_active": "on"}
        assert "Select a valid choice" in client.post(ADD, values).content.decode()


def test_whoever_stands_on_a_level_that_is_no_longer_in_force_stays_there(client):
    edition = EditionFactory(status=EditionStatus.SUPERSEDED, role__name="Baker")
    old = LevelProfileFactory(edition=edition, title="Master Baker").level
    person = EmployeeFactory(level=old)
    page = client.get(page_of(person))
    assert offered(page) == {"Baker": ["Baker: Master (not in force)"]}
    values = {"name": "Di", "email": person.email, "level": old.pk, "is_active": "on"}
    assert client.post(page_of(person), values).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.level) == ("Di", old)


def test_levels_of_one_name_are_told_apart_by_their_address(client):
    one, other = ladder("Baker", "senior", "lead")
    other.title = one.title
    other.save()
    assert offered(client.get(ADD)) == {"Baker": ["Baker: Senior (lead)", "Baker: Senior (senior)"]}


def test_the_page_costs_the_same_however_many_levels_there_are(client, django_assert_max_num_queries):
    person = EmployeeFactory(level=LevelFactory())
    ladder("Miller", *(f"level-{n}" for n in range(20)))
    client.get(page_of(person))
    with django_assert_max_num_queries(9):
        client.get(page_of(person))
