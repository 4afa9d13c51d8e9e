"""A ladder as JSON, for other programs."""

import json

import pytest

from tests.browse.bakery import CASES, asks, figures_in, ladder, paid_bakery, seen, visit
from tests.factories import ExpectationFactory, SalaryBandFactory, UserFactory

BAKER = "/roles/baker.json"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings):
    settings.LADDERS_PUBLIC = True


@pytest.mark.parametrize(("rule", "visitor"), CASES)
def test_it_holds_the_figures_its_reader_may_see_and_no_others(settings, rule, visitor):
    settings.PAY_VISIBILITY = rule
    levels = paid_bakery()
    for other in ("compensation", "employee", "stranger"):
        visit(other, levels["own"]).get(BAKER)
    answer = visit(visitor, levels["own"]).get(BAKER)
    assert figures_in(answer) == seen(rule, visitor) & {"own", "ladder"}


def test_it_says_what_the_ladder_says(client, settings):
    settings.PAY_VISIBILITY = "everyone"
    (junior,) = ladder("Baker", "junior", junior=(0, 2))
    asks(junior, rye=2)
    SalaryBandFactory(level=junior.level)
    data = json.loads(client.get(BAKER).content)
    (level,) = data["levels"]
    assert data["title"] == "Baker"
    assert (level["title"], level["years_min"], level["years_max"]) == ("Junior Baker", "0", "2")
    assert level["skills"] == [
        {"category": "Craft", "skills": [{"text": "Rye", "examples": []}], "required": True},
    ]
    assert (level["pay"][0]["minimum"], level["pay"][0]["currency"]) == ("50000", "EUR")


def test_it_is_saved_under_the_name_of_the_role_and_kept_by_nobody_else(client):
    ladder("Baker", "junior")
    answer = client.get(BAKER)
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == 'inline; filename="baker.json"'
    assert answer["Cache-Control"].startswith("private")
    assert "Cookie" in answer["Vary"]


def test_a_reader_who_has_it_gets_304(client):
    ladder("Baker", "junior")
    headers = {"If-None-Match": client.get(BAKER)["ETag"]}
    assert client.get(BAKER, headers=headers).status_code == 304


def test_the_two_forms_are_not_mistaken_for_each_other(client):
    ladder("Baker", "junior")
    assert client.get("/roles/baker.md").content.startswith(b"# Career Path: Baker")
    assert client.get(BAKER).content.startswith(b"{")


def test_a_ladder_without_levels_is_json_too(client):
    ladder("Baker")
    assert json.loads(client.get(BAKER).content)["levels"] == []


def test_a_role_without_a_published_ladder_is_not_there(client):
    assert client.get("/roles/nothing.json").status_code == 404


def test_the_page_of_the_role_leads_to_it(client):
    ladder("Baker", "junior")
    assert f'href="{BAKER}" download' in client.get("/roles/baker/").content.decode()


@pytest.mark.parametrize("rows", [1, 40])
def test_it_takes_ten_queries_however_much_it_says_and_three_when_kept(client, django_assert_num_queries, rows):
    client.force_login(UserFactory())
    for profile in ladder("Baker", *(f"rung-{n}" for n in range(1 + rows // 4))):
        ExpectationFactory.create_batch(rows // 4 + 1, profile=profile)
    with django_assert_num_queries(10):
        client.get(BAKER)
    with django_assert_num_queries(3):
        client.get(BAKER)
