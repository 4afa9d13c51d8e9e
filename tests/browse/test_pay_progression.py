"""How pay progresses from a level: the range, the next one's, and the criteria."""

import datetime

import pytest
from django.utils import timezone

from paths.ladders.choices import Place, SectionForm
from paths.ladders.models import CustomSection
from paths.pay.models import SalaryBand
from tests.browse.bakery import CASES, asks, figures_in, ladder, paid_bakery, seen, visit, words
from tests.factories import ExpectationFactory, SalaryBandFactory

pytestmark = pytest.mark.django_db
JUNIOR, SENIOR = "/roles/baker/junior/pay/", "/roles/baker/senior/pay/"


@pytest.fixture(autouse=True)
def _public(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def levels():
    return paid_bakery()


@pytest.mark.parametrize(("rule", "visitor"), CASES)
def test_it_shows_the_pay_its_reader_may_see(settings, levels, rule, visitor):
    settings.PAY_VISIBILITY = rule
    client = visit(visitor, levels["own"])
    for _again in range(2):
        assert figures_in(client.get(JUNIOR)) == seen(rule, visitor) & {"own", "ladder"}
        assert figures_in(client.get(SENIOR)) == seen(rule, visitor) & {"ladder"}


def test_only_this_range_and_the_next_are_shown(settings, client):
    settings.PAY_VISIBILITY = "everyone"
    for n, profile in enumerate(ladder("Baker", "junior", "senior", "head")):
        SalaryBandFactory(level=profile.level, minimum=51_111 + 10_000 * n, maximum=80_000)
    page = words(client.get(SENIOR))
    assert "€61,111" in page and "€71,111" in page
    assert "€51,111" not in page


def test_each_place_has_its_range(settings, client, levels):
    settings.PAY_VISIBILITY = "everyone"
    SalaryBandFactory(level=levels["own"].level, location="Berlin", minimum=44_000, maximum=None, note="gross")
    assert "€44K EUR Berlin gross" in words(client.get(JUNIOR)).replace("· ", "")


def test_the_criteria_are_what_the_next_level_asks_beyond_this_one(client, levels):
    own, higher = levels["own"], levels["ladder"]
    for profile in (own, higher):
        ExpectationFactory(profile=profile, text="Keep the shop clean")
    ExpectationFactory(profile=higher, text="Teach apprentices")
    asks(own, rye=1, oats=2)
    asks(higher, rye=3, oats=2)
    page = words(client.get(JUNIOR))
    criteria = page[page.index("Criteria for Senior Baker") : page.index("What the law says")]
    assert "2 things that it asks beyond this level" in criteria
    assert "2 more carry on" in criteria
    assert "Teach apprentices" in criteria
    assert "Rye Practitioner expected deeper" in criteria
    assert "Oats" not in criteria and "Keep the shop clean" not in criteria


def test_the_highest_level_says_that_it_is(client, levels):
    page = words(client.get(SENIOR))
    assert "There is no higher level on this ladder" in page
    assert "Criteria for" not in page


def test_a_fork_has_criteria_for_either_way(client):
    _low, first, second = ladder("Baker", "junior", "senior", "lead")
    second.rank = first.rank
    second.save()
    ExpectationFactory(profile=first, text="Bake alone")
    ExpectationFactory(profile=second, text="Lead a shift")
    page = words(client.get(JUNIOR))
    assert "Criteria for Senior Baker" in page and "Criteria for Lead Baker" in page


def test_a_next_level_that_asks_nothing_more_says_so(client, levels):
    assert "asks for nothing beyond this level" in words(client.get(JUNIOR))


@pytest.mark.parametrize(
    ("rule", "visitor", "said"),
    [
        ("signed_in", "stranger", "everybody who is signed in sees the pay"),
        ("own_ladder", "stranger", "to the people who stand on it"),
        ("own_ladder", "editor", "to the people who stand on it"),
        ("hr", "stranger", "To see the pay of your own level, sign in"),
        ("hr", "employee", "Everybody else sees the pay of their own level"),
    ],
)
def test_who_may_see_pay_is_told_to_those_who_may_not(settings, levels, rule, visitor, said):
    settings.PAY_VISIBILITY = rule
    page = words(visit(visitor, levels["own"]).get(JUNIOR))
    assert "is not shown to you" in page
    assert said in page


def test_those_who_see_everything_are_told_of_no_rule(settings, levels):
    settings.PAY_VISIBILITY = "hr"
    page = words(visit("compensation", levels["own"]).get(JUNIOR))
    assert "not shown to you" not in page
    assert "The company shows" not in page


def test_whether_a_hidden_level_has_pay_at_all_is_not_told(settings, levels, client):
    settings.PAY_VISIBILITY = "hr"
    before = client.get(JUNIOR).content
    SalaryBand.objects.all().delete()
    assert client.get(JUNIOR).content == before


def test_a_level_without_pay_says_so_to_those_who_would_see_it(settings, client):
    settings.PAY_VISIBILITY = "everyone"
    ladder("Baker", "junior")
    assert "No pay range has been set for this level yet" in words(client.get(JUNIOR))


def test_a_band_of_the_future_is_not_there_before_its_day(settings, levels, monkeypatch):
    settings.PAY_VISIBILITY = "everyone"
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    SalaryBandFactory(level=levels["own"].level, minimum=91_111, maximum=92_222, effective_on=tomorrow)
    clients = [visit(visitor, levels["own"]) for visitor in ("stranger", "employee", "compensation")]
    assert all("91,111" not in words(client.get(JUNIOR)) for client in clients)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: tomorrow)
    assert all("91,111" in words(client.get(JUNIOR)) for client in clients)


def test_what_the_ladder_says_of_pay_is_shown(client, levels):
    said = {"edition": levels["own"].edition, "profile": levels["own"], "place": Place.PAY}
    CustomSection.objects.create(**said, form=SectionForm.LABEL, heading="Steps", body="A step every two years.")
    page = words(client.get(JUNIOR))
    assert "A step every two years." in page
    assert "This ladder does not say it" not in page


def test_the_law_it_is_there_for_is_named(client, levels):
    page = words(client.get(JUNIOR))
    assert "Directive (EU) 2023/970" in page
    assert all(f"Article {number}" in page for number in (5, 6, 7))


def test_the_page_of_a_level_leads_here(client, levels):
    assert f'href="{JUNIOR}"' in client.get("/roles/baker/junior/").content.decode()


@pytest.mark.parametrize("path", ["/roles/baker/chief/pay/", "/roles/cook/junior/pay/"])
def test_there_is_no_such_page_of_what_is_not_there(client, levels, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("statements", [1, 40])
def test_the_number_of_queries_is_the_same_for_any_ladder(django_assert_num_queries, statements):
    profiles = ladder("Baker", "junior", "senior", "lead")
    for profile in profiles:
        SalaryBandFactory(level=profile.level)
        for n in range(statements):
            ExpectationFactory(profile=profile, text=f"Bake loaf {n}")
    client = visit("employee", profiles[0])
    with django_assert_num_queries(10):
        client.get(JUNIOR)
    with django_assert_num_queries(3):  # session, user, stamp
        client.get(JUNIOR)
