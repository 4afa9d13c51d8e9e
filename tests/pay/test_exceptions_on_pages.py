"""A job family's own rule on every page that shows pay, also where another family's stands beside it."""

import datetime

import pytest
from django.utils import timezone

from paths.pay.models import PayException, SalaryBand
from tests.browse.bakery import FIGURES, SEEN, figures_in, ladder, visit
from tests.factories import JobFamilyFactory, PayExceptionFactory, SalaryBandFactory

pytestmark = pytest.mark.django_db
ALL, BAKERS, MILLER = {"own", "ladder", "other"}, {"own", "ladder"}, {"other"}
THREE = "?level=baker/junior&level=baker/senior&level=miller/junior"
# Whose figures stand on each page, to those who may see all.
PAGES = {
    "/roles/baker/": BAKERS,
    "/roles/baker/senior/": BAKERS,
    "/roles/baker.md": BAKERS,
    "/roles/baker.json": BAKERS,
    "/roles/baker/print/": BAKERS,
    "/roles/baker/junior/advert/": BAKERS,
    "/roles/baker/junior/pay/": BAKERS,
    "/roles/miller/": MILLER,
    "/roles/miller/junior/pay/": MILLER,
    "/families/baking/?by=pay": BAKERS,
    "/families/milling/?by=pay": MILLER,
    f"/compare/{THREE}": ALL,
    f"/compare.md{THREE}": ALL,
    f"/compare.json{THREE}": ALL,
    "/": set(),
    "/search/?q=baker": set(),
    "/skills/": set(),
}
CASES = [
    ("everyone", "baking", "hr"),
    ("everyone", "milling", "signed_in"),
    ("signed_in", "baking", "everyone"),
    ("signed_in", "milling", "hr"),
    ("signed_in", "baking", "own_ladder"),
    ("own_ladder", "baking", "hr"),
    ("own_ladder", "milling", "everyone"),
    ("hr", "baking", "own_ladder"),
    ("hr", "milling", "signed_in"),
]


@pytest.fixture(autouse=True)
def _public(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def levels():
    """Bakers on two levels, and a miller in a family of their own."""
    own, higher = ladder("Baker", "junior", "senior", junior=(0, 2), senior=(2, None))
    (other,) = ladder("Miller", "junior", family="milling", junior=(0, 2))
    levels = {"own": own, "ladder": higher, "other": other}
    for name, profile in levels.items():
        SalaryBandFactory(level=profile.level, minimum=FIGURES[name], maximum=int(FIGURES[name]) + 1111)
    return levels


def excepted(family, rule):
    return PayExceptionFactory(family=JobFamilyFactory(slug=family), visibility=rule)


@pytest.mark.parametrize(("site", "family", "rule"), CASES)
def test_each_page_shows_each_family_by_its_own_rule(settings, levels, site, family, rule):
    settings.PAY_VISIBILITY = site
    excepted(family, rule)
    of_bakers, of_millers = (rule, site) if family == "baking" else (site, rule)
    everything = visit("compensation", levels["own"])
    for path, there in PAGES.items():
        assert figures_in(everything.get(path)) == there, path
    for visitor in ("stranger", "employee", "editor"):
        client = visit(visitor, levels["own"])
        bakers = set(SEEN[of_bakers][visitor].split()) & BAKERS
        millers = set(SEEN[of_millers][visitor].split()) & MILLER
        for path, there in PAGES.items():
            for _again in range(2):
                assert figures_in(client.get(path)) == there & (bakers | millers), (visitor, path)


@pytest.mark.parametrize("path", ["/roles/baker/", "/families/baking/?by=pay", f"/compare/{THREE}", "/roles/baker.md"])
def test_an_exception_shows_at_the_next_request_and_so_does_its_end(settings, levels, client, path):
    settings.PAY_VISIBILITY = "everyone"
    tag = client.get(path)["ETag"] if "compare.md" not in path else ""
    exception = excepted("baking", "hr")
    response = client.get(path, headers={"If-None-Match": tag})
    assert not figures_in(response) & BAKERS
    assert response.status_code == 200
    exception.visibility = "everyone"
    exception.save()
    assert figures_in(client.get(path)) >= BAKERS
    PayException.objects.update(visibility="signed_in")
    assert not figures_in(client.get(path)) & BAKERS
    PayException.objects.all().delete()
    assert figures_in(client.get(path)) >= BAKERS


def test_a_role_that_moves_to_another_family_follows_its_rule(settings, levels, client):
    settings.PAY_VISIBILITY = "everyone"
    excepted("milling", "hr")
    assert figures_in(client.get("/roles/baker/")) == BAKERS
    role = levels["own"].edition.role
    role.family = JobFamilyFactory(slug="milling")
    role.save()
    assert figures_in(client.get("/roles/baker/")) == set()


@pytest.mark.parametrize("rule", ["everyone", "signed_in"])
def test_a_kept_page_costs_no_more_with_an_exception(settings, levels, django_assert_num_queries, rule):
    settings.PAY_VISIBILITY = "hr"
    excepted("baking", rule)
    client = visit("employee", levels["own"])
    client.get("/roles/baker/")
    with django_assert_num_queries(3):  # session, user, stamp with the exception
        client.get("/roles/baker/")


def test_rights_are_asked_for_only_where_the_rule_hides_something(settings, levels, django_assert_num_queries):
    settings.PAY_VISIBILITY = "signed_in"
    excepted("milling", "hr")
    client = visit("employee", levels["own"])
    for path in ("/roles/baker/", "/roles/miller/", f"/compare/{THREE}"):
        client.get(path)
    with django_assert_num_queries(3):
        client.get("/roles/baker/")
    with django_assert_num_queries(5):  # two more for the rights of the user and of their groups
        client.get("/roles/miller/")
    with django_assert_num_queries(6):  # and one for the family of their own role
        client.get(f"/compare/{THREE}")


@pytest.mark.parametrize("visitor", ["stranger", "employee", "editor", "compensation"])
def test_a_band_of_the_future_is_on_no_page_before_its_day(settings, levels, visitor):
    settings.PAY_VISIBILITY = "everyone"
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    SalaryBand.objects.update(minimum=1_000, maximum=2_000)
    for name, profile in levels.items():
        SalaryBandFactory(level=profile.level, minimum=FIGURES[name], maximum=90_000, effective_on=tomorrow)
    client = visit(visitor, levels["own"])
    for path in PAGES:
        assert figures_in(client.get(path)) == set(), path
