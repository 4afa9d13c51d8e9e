"""The page of a role: what stands on it, for whom, and what it costs."""

import gzip
import re

import pytest
from django.test import Client

from tests.browse.bakery import ladder, words
from tests.factories import (
    EmployeeFactory,
    ExpectationFactory,
    SalaryBandFactory,
    SkillFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true", "HX-Target": "ladder"}
# Signed in. Cold: session, person, stamp, edition, its content in five, pay, all ladders in short, moves.
COLD, KEPT = 12, 3


@pytest.fixture(autouse=True)
def _public(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def baker():
    """The profiles of a published ladder, lowest first."""
    return ladder("Baker", "junior", "senior", "principal", junior=(0, 2), senior=(2, 5), principal=(5, None))


def browser(profile=None):
    """A test client of somebody signed in, who stands on the level of `profile` if one is given."""
    client = Client()
    client.force_login(EmployeeFactory(level=profile.level).user if profile else UserFactory())
    return client


def opened(response):
    """The title of the level that the page shows in full."""
    return re.search(r'<h2 id="level-title">(.+?)</h2>', response.content.decode())[1]


def here(response):
    """The levels that are marked as the reader's own."""
    rungs = re.findall(r'<li class="rung.*?</li>', response.content.decode(), re.DOTALL)
    return [re.search(r'id="rung-([\w-]+)"', rung)[1] for rung in rungs if "You are here" in rung]


def test_the_rungs_come_highest_first_with_their_years(client, baker):
    page = words(client.get("/roles/baker/"))
    rail = page[page.index("Principal Baker 5+ years") :]
    assert rail.index("Principal Baker 5+ years") < rail.index("Senior Baker 2–5 years")
    assert rail.index("Senior Baker 2–5 years") < rail.index("Junior Baker 0–2 years")


def test_the_overview_is_markdown(client, baker):
    baker[0].edition.overview = "Bakers *bake*."
    baker[0].edition.save()
    assert "Bakers <em>bake</em>." in client.get("/roles/baker/").content.decode()


def test_the_page_says_where_one_is(client, baker):
    text = client.get("/roles/baker/").content.decode()
    assert "<title>Junior Baker · Baker · Career Paths</title>" in text
    assert len(re.findall("<h1", text)) == 1


def test_a_stranger_sees_the_lowest_level_first(client, baker):
    assert opened(client.get("/roles/baker/")) == "Junior Baker"


def test_an_employee_sees_their_own_level_first(baker):
    assert opened(browser(baker[1]).get("/roles/baker/")) == "Senior Baker"


def test_each_reader_sees_their_own_level_first_on_pages_that_are_kept(baker):
    readers = [(browser(baker[1]), "Senior Baker"), (Client(), "Junior Baker"), (browser(baker[2]), "Principal Baker")]
    for _ in range(2):
        assert [opened(reader.get("/roles/baker/")) for reader, _ in readers] == [title for _, title in readers]


def test_an_employee_of_another_ladder_sees_the_lowest_level_first(baker):
    (miller,) = ladder("Miller", "senior")
    assert opened(browser(miller).get("/roles/baker/")) == "Junior Baker"


def test_somebody_whose_level_is_not_in_the_edition_sees_the_lowest_first(baker):
    employee = browser(baker[1])
    baker[1].delete()
    assert opened(employee.get("/roles/baker/")) == "Junior Baker"


@pytest.mark.parametrize("path", ["/roles/baker/", "/roles/baker/junior/"])
@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_ones_own_rung_is_marked(baker, path, headers):
    assert here(browser(baker[1]).get(path, headers=headers)) == ["senior"]


def test_nobody_gets_the_mark_of_somebody_else(baker):
    readers = [(browser(baker[1]), ["senior"]), (browser(), []), (browser(baker[2]), ["principal"]), (Client(), [])]
    for _ in range(2):
        assert [here(reader.get("/roles/baker/junior/")) for reader, _ in readers] == [mark for _, mark in readers]


def test_nobody_gets_the_name_of_somebody_else(baker):
    ana, bo = UserFactory(name="Ana Apple"), UserFactory(name="Bo Brie")
    for user, other in ((ana, bo), (bo, ana), (ana, bo)):
        client = Client()
        client.force_login(user)
        page = client.get("/roles/baker/").content.decode()
        assert user.name in page
        assert other.name not in page


def test_a_fragment_is_the_ladder_and_its_title_alone(client, baker):
    text = client.get("/roles/baker/", headers=FRAGMENT).content.decode()
    assert text.strip().startswith("<title>Junior Baker · Baker · Career Paths</title>")
    assert 'id="ladder"' in text
    assert not re.search("<html|<body|<header class|<h1", text)


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "main"}, {"HX-Target": "ladder"}]
)
def test_whoever_does_not_ask_for_the_fragment_gets_the_page(client, baker, headers):
    assert "<!doctype html>" in client.get("/roles/baker/", headers=headers).content.decode()


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_caches_are_told_what_the_answer_depends_on(client, baker, headers):
    response = client.get("/roles/baker/", headers=headers)
    assert {"Cookie", "HX-Request", "HX-Target", "Accept-Encoding"} <= set(response["Vary"].split(", "))
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_an_unchanged_page_is_not_sent_again(baker, headers):
    reader = browser(baker[1])
    first = reader.get("/roles/baker/", headers=headers)
    again = reader.get("/roles/baker/", headers=headers | {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Vary"] == first["Vary"]


def test_page_and_fragment_and_readers_have_tags_of_their_own(baker):
    readers = [browser(baker[1]), browser(baker[2]), Client()]
    answers = [reader.get("/roles/baker/", headers=headers) for reader in readers for headers in ({}, FRAGMENT)]
    assert len({response["ETag"] for response in answers}) == len(answers)


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_the_compressed_page_is_the_same(baker, headers):
    reader = browser(baker[1])
    plain = reader.get("/roles/baker/", headers=headers)
    for _ in range(2):
        packed = reader.get("/roles/baker/", headers=headers | {"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content


def test_a_kept_page_is_the_page_as_it_was(baker):
    reader = browser(baker[1])
    assert reader.get("/roles/baker/").content == reader.get("/roles/baker/").content


def fill(profile, statements):
    """Say so many things of a level, half of them skills."""
    for n in range(statements):
        of_skill = {"of_skill": True, "skill": SkillFactory()} if n % 2 else {}
        ExpectationFactory(profile=profile, position=n, **of_skill)
    SalaryBandFactory(level=profile.level)


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
@pytest.mark.parametrize(("levels", "statements"), [(1, 1), (12, 40)])
def test_the_number_of_queries_is_the_same_for_any_ladder(django_assert_num_queries, headers, levels, statements):
    profiles = ladder("Baker", *(f"level-{n}" for n in range(levels)))
    for profile in profiles:
        fill(profile, statements)
    reader = browser(profiles[0])
    with django_assert_num_queries(COLD):
        reader.get("/roles/baker/", headers=headers)
    with django_assert_num_queries(KEPT):
        reader.get("/roles/baker/", headers=headers)


def test_a_page_that_is_not_sent_again_costs_no_more(baker, django_assert_num_queries):
    reader = browser(baker[1])
    tag = reader.get("/roles/baker/")["ETag"]
    with django_assert_num_queries(KEPT):
        assert reader.get("/roles/baker/", headers={"If-None-Match": tag}).status_code == 304


def test_another_ladder_costs_no_more(baker, django_assert_num_queries):
    for name in ("Miller", "Cook", "Grocer"):
        for profile in ladder(name, "junior", "senior"):
            fill(profile, 4)
    reader = browser(baker[0])
    with django_assert_num_queries(COLD):
        reader.get("/roles/baker/")
