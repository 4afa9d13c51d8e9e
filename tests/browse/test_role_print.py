"""A whole ladder on one page."""

import re

import pytest

from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from paths.ladders.models import Edition
from tests.browse.bakery import CASES, asks, figures_in, ladder, leads, paid_bakery, put_up, seen, visit, words
from tests.browser.extremes import DOCUMENTS
from tests.factories import ExpectationFactory, UserFactory

PRINT = "/roles/baker/print/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings):
    settings.LADDERS_PUBLIC = True


@pytest.mark.parametrize(("rule", "visitor"), CASES)
def test_it_holds_the_figures_its_reader_may_see_and_no_others(settings, rule, visitor):
    settings.PAY_VISIBILITY = rule
    levels = paid_bakery()
    for other in ("compensation", "employee", "stranger"):
        visit(other, levels["own"]).get(PRINT)
    answer = visit(visitor, levels["own"]).get(PRINT)
    allowed = seen(rule, visitor) & {"own", "ladder"}
    assert figures_in(answer) == allowed
    assert ('<th scope="col">Pay</th>' in answer.content.decode()) == bool(allowed)


def test_every_level_is_there_in_full_lowest_first(client):
    for profile in ladder("Baker", "junior", "senior"):
        ExpectationFactory(profile=profile, text=f"Work of the {profile.title}")
        asks(profile, rye=2)
    page = words(client.get(PRINT))
    assert page.index("Work of the Junior Baker") < page.index("Work of the Senior Baker")
    assert page.count("Skills you need") == 2


@pytest.mark.parametrize("slug", DOCUMENTS)
def test_whatever_a_ladder_says_can_be_printed(client, settings, slug):
    settings.PAY_VISIBILITY = "everyone"
    edition = put_up(DOCUMENTS[slug])
    page = words(client.get(f"/roles/{edition.role.slug}/print/"))
    assert [title for title in edition.profiles.values_list("title", flat=True) if title not in page] == []


def test_what_stands_beside_the_levels_is_there_once(client):
    (junior,) = ladder("Baker", "junior")
    Edition.objects.update(overview="Bakers bake.", core_responsibilities="Keep the oven clean")
    leads(junior, "Baker", "Miller")
    page = words(client.get(PRINT))
    assert "Bakers bake." in page
    assert page.count("Keep the oven clean") == 1
    assert "Baker → to Miller" in page


def test_no_address_on_the_page_is_named_twice(client):
    import_ladder(
        document=read_ladder(DOCUMENTS["twelve-rungs"].encode()).document, and_publish=True, family="Engineering"
    )
    ids = re.findall(r' id="([^"]+)"', client.get("/roles/twelve-rungs/print/").content.decode())
    assert len(ids) == len(set(ids))


def test_the_page_of_the_role_leads_to_it(client):
    ladder("Baker", "junior")
    assert f'href="{PRINT}"' in client.get("/roles/baker/").content.decode()


def test_a_role_without_a_published_ladder_is_not_there(client):
    assert client.get("/roles/nothing/print/").status_code == 404


@pytest.mark.parametrize("rows", [1, 40])
def test_it_takes_eleven_queries_however_much_it_says_and_three_when_kept(client, django_assert_num_queries, rows):
    client.force_login(UserFactory())
    for profile in ladder("Baker", *(f"rung-{n}" for n in range(1 + rows // 4))):
        ExpectationFactory.create_batch(rows // 4 + 1, profile=profile)
    with django_assert_num_queries(11):
        client.get(PRINT)
    with django_assert_num_queries(3):
        client.get(PRINT)
