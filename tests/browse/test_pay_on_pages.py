"""No page shows a figure to whom it is not for, in whatever form it is asked for; and all that are for them it does."""

import datetime
import gzip
import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from paths.pay.models import ProposedBand, SalaryBand
from tests.browse.bakery import FIGURES, paid_bakery
from tests.factories import EditionFactory, EmployeeFactory, LevelProfileFactory, SalaryBandFactory, UserFactory

pytestmark = pytest.mark.django_db
ALL, NONE = {"own", "ladder", "other"}, set()
RULES = ["everyone", "signed_in", "own_ladder", "hr"]
# Whose figures each visitor may see under each of the rules: of their own level, of their ladder, of another ladder.
SEEN = {
    "stranger": [ALL, NONE, NONE, NONE],
    "employee": [ALL, ALL, {"own", "ladder"}, {"own"}],
    "employee_elsewhere": [ALL, ALL, {"other"}, {"other"}],
    "somebody_who_left": [ALL, NONE, NONE, NONE],
    "HR editors": [ALL, ALL, NONE, NONE],
    "HR publishers": [ALL, ALL, NONE, NONE],
    "HR partners": [ALL, ALL, NONE, NONE],
    "Compensation": [ALL, ALL, ALL, ALL],
    "administrator": [ALL, ALL, ALL, ALL],
}
# The addresses on which each band stands, and those on which none does.
ON = {"own": ["/roles/baker/", "/roles/baker/junior/"], "ladder": ["/roles/baker/senior/"], "other": ["/roles/miller/"]}
BARE = ["/"]
TARGET = {"/": "ladders"}


@pytest.fixture(autouse=True)
def _public(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def levels():
    return paid_bakery()


def browser_of(visitor, levels):
    """A test client of that visitor."""
    client = Client()
    if visitor == "stranger":
        return client
    if visitor in Group.objects.values_list("name", flat=True):
        user = UserFactory(is_staff=True)
        user.groups.set(Group.objects.filter(name=visitor))
    elif visitor == "administrator":
        user = UserFactory(is_staff=True, is_superuser=True)
    else:
        level = levels["other" if visitor == "employee_elsewhere" else "own"].level
        user = EmployeeFactory(level=level, is_active=visitor != "somebody_who_left").user
    client.force_login(user)
    return client


def said_in(response):
    """All that an answer says, in its headers and its body."""
    packed = response.get("Content-Encoding") == "gzip"
    return str(dict(response.headers)) + (gzip.decompress(response.content) if packed else response.content).decode()


def figures_in(response):
    """Whose figures an answer holds, however they are written."""
    said = re.sub(r"(?<=\d)[,.\s'’](?=\d)", "", said_in(response))
    return {name for name, figure in FIGURES.items() if re.search(rf"(?<!\d){figure}(?!\d)", said)}


def answers(client, path):
    """Every form in which an address answers: whole and as a fragment, fresh and kept, plain, packed, unchanged."""
    for fragment in ({}, {"HX-Request": "true", "HX-Target": TARGET.get(path, "ladder")}):
        fresh = client.get(path, headers=fragment)
        yield fresh
        yield client.get(path, headers=fragment)
        yield client.get(path, headers=fragment | {"Accept-Encoding": "gzip"})
        unchanged = client.get(path, headers=fragment | {"If-None-Match": fresh["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        yield unchanged


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("visitor", SEEN)
def test_each_visitor_sees_the_bands_that_are_for_them_and_no_other(settings, levels, rule, visitor):
    settings.PAY_VISIBILITY = rule
    seen = SEEN[visitor][RULES.index(rule)]
    client, everything = browser_of(visitor, levels), browser_of("Compensation", levels)
    for path in [path for paths in ON.values() for path in paths] + BARE:
        everything.get(path)
        for response in answers(client, path):
            assert figures_in(response) <= seen, (path, response.status_code)
    for name in seen:
        for path in ON[name]:
            assert name in figures_in(client.get(path)), path


def test_a_page_that_somebody_else_has_cannot_be_asked_about(settings, levels):
    settings.PAY_VISIBILITY = "hr"
    tag = browser_of("Compensation", levels).get("/roles/baker/")["ETag"]
    response = Client().get("/roles/baker/", headers={"If-None-Match": tag})
    assert response.status_code == 200


def test_the_drawing_tells_nothing_of_a_band_that_is_not_seen(settings, levels):
    settings.PAY_VISIBILITY = "hr"
    employee = browser_of("employee", levels)

    def drawing():
        return re.findall(r'<svg class="scale".*?</svg>', employee.get("/roles/baker/").content.decode())

    before = drawing()
    assert len(before) == 1
    SalaryBand.objects.filter(level=levels["ladder"].level).update(maximum=9_000_000)
    SalaryBand.objects.get(level=levels["ladder"].level).save()
    assert drawing() == before


def test_pay_that_a_draft_names_is_on_no_page(settings, levels):
    settings.PAY_VISIBILITY = "everyone"
    draft = EditionFactory(draft=True, role=levels["own"].edition.role)
    profile = LevelProfileFactory(edition=draft, level=levels["own"].level)
    ProposedBand.objects.create(profile=profile, minimum=81_111, maximum=82_222, currency="EUR")
    for path in ("/", "/roles/baker/", "/roles/baker/junior/"):
        for response in answers(browser_of("administrator", levels), path):
            assert "81,111" not in said_in(response)


@pytest.fixture
def on_that_day(monkeypatch):
    """Turn the calendar forward by some days."""

    def turn(days):
        day = timezone.localdate() + datetime.timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    return turn


def test_a_band_shows_from_its_day_on_and_not_before(settings, levels, client, on_that_day):
    settings.PAY_VISIBILITY = "everyone"
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    SalaryBandFactory(level=levels["own"].level, minimum=91_111, maximum=92_222, effective_on=tomorrow)
    for response in answers(client, "/roles/baker/"):
        assert "91,111" not in said_in(response)
    assert figures_in(client.get("/roles/baker/")) == {"own", "ladder"}
    on_that_day(1)
    assert b"91,111" in client.get("/roles/baker/").content
    assert "own" not in figures_in(client.get("/roles/baker/"))


@pytest.mark.parametrize("path", ["/roles/baker/", "/roles/baker/junior/"])
def test_a_new_band_shows_at_the_next_request(settings, levels, client, path):
    settings.PAY_VISIBILITY = "everyone"
    tag = client.get(path)["ETag"]
    SalaryBandFactory(level=levels["own"].level, minimum=91_111, maximum=92_222, effective_on=timezone.localdate())
    response = client.get(path, headers={"If-None-Match": tag})
    assert b"91,111" in response.content
    assert "own" not in figures_in(response)


def test_a_corrected_band_shows_at_the_next_request(settings, levels, client):
    settings.PAY_VISIBILITY = "everyone"
    client.get("/roles/baker/")
    band = SalaryBand.objects.get(level=levels["own"].level)
    band.minimum = 50_999
    band.save()
    assert b"50,999" in client.get("/roles/baker/").content


def test_a_band_that_is_taken_back_is_gone_at_the_next_request(settings, levels, client):
    settings.PAY_VISIBILITY = "everyone"
    assert "own" in figures_in(client.get("/roles/baker/"))
    SalaryBand.objects.filter(level=levels["own"].level).delete()
    assert "own" not in figures_in(client.get("/roles/baker/"))


def test_who_moves_to_another_level_sees_its_band_at_the_next_request(settings, levels):
    settings.PAY_VISIBILITY = "hr"
    employee = EmployeeFactory(level=levels["own"].level)
    client = Client()
    client.force_login(employee.user)
    assert figures_in(client.get("/roles/baker/")) == {"own"}
    employee.level = levels["ladder"].level
    employee.save()
    assert figures_in(client.get("/roles/baker/")) == {"ladder"}


def test_who_leaves_compensation_sees_no_more_bands_at_the_next_request(settings, levels):
    settings.PAY_VISIBILITY = "hr"
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Compensation"))
    client = Client()
    client.force_login(user)
    assert figures_in(client.get("/roles/baker/")) == {"own", "ladder"}
    user.groups.clear()
    assert figures_in(client.get("/roles/baker/")) == NONE
