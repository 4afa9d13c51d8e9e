import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paths.browse.indexing import reindex
from paths.browse.models import SearchEntry
from paths.browse.search import MOST, find
from paths.ladders.models import InterviewQuestion
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    LevelProfileFactory,
    RoleFactory,
    SalaryBandFactory,
)

pytestmark = pytest.mark.django_db
TYPING = {"HX-Request": "true", "HX-Target": "found"}


@pytest.fixture
def bakery(settings):
    """A published ladder with all that can be found."""
    settings.LADDERS_PUBLIC = True
    edition = EditionFactory(role=RoleFactory(name="Über-Bäcker", slug="baker"), overview="Bakes **all** day.")
    profile = LevelProfileFactory(edition=edition, title="Senior Über-Bäcker", level__slug="senior", years_min=2)
    ExpectationFactory(profile=profile, text="Shape loaves by <hand>")
    for name in ("C", "C++", "C#", "CI/CD", ".NET", "Crème brûlée", "O'Reilly ovens", "100% rye", "snake_case"):
        ExpectationFactory(profile=profile, of_skill=True, skill__name=name)
    InterviewQuestion.objects.create(edition=edition, heading="For seniors", text="Why C++?", level=profile.level)
    reindex()
    return profile


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("c", "C"),
        ("c++", "C++"),
        ("C#", "C#"),
        ("c++ c#", "Senior Über-Bäcker"),
        ("c++ xyzzy", None),
        ("ci/cd", "CI/CD"),
        (".net", ".NET"),
        ("net", ".NET"),
        ("creme brulee", "Crème brûlée"),
        ("CRÈME", "Crème brûlée"),
        ("oreilly", "O'Reilly ovens"),
        ("o'reilly", "O'Reilly ovens"),
        ("100%", "100% rye"),
        ("snake_case", "snake_case"),
        ("uber backer", "Über-Bäcker"),
        ("senior über", "Senior Über-Bäcker"),
        ("bäkcer", "Über-Bäcker"),
    ],
)
def test_names_with_signs_and_accents_are_found(bakery, query, first):
    found = find(query).ranked
    assert (found[0].entry.name if found and not find(query).partly else None) == first


def page(client, query, **more):
    return unescape(client.get(reverse("search"), {"q": query} | more).content.decode())


def test_the_page_groups_what_is_found_and_marks_it(bakery, client):
    answer = page(client, "c++")
    assert re.findall(r'<h2 id="kind-(\w+)">', answer) == ["skill", "question", "level"]
    assert '<a href="/skills/' in answer
    assert "<mark>C++</mark></a>" in answer
    assert "Why <mark>C++</mark>?</a> <small>Über-Bäcker · For seniors</small>" in answer
    assert 'href="/roles/baker/#interview"' in answer


def test_a_level_leads_to_its_page_and_to_comparing_it(bakery, client):
    answer = page(client, "senior")
    assert 'href="/roles/baker/senior/"' in answer
    assert 'href="/compare/?level=baker/senior"' in answer
    assert "Über-Bäcker · 2+ years" in answer


def test_what_was_found_in_the_text_is_shown(bakery, client):
    assert "<p>Shape <mark>loaves</mark> by <hand></p>" in page(client, "loaves")
    assert "by &lt;hand&gt;" in client.get("/search/?q=loaves").content.decode()


def test_one_kind_can_be_asked_for_alone(bakery, client):
    answer = page(client, "c", kind="skill")
    assert re.findall(r'<h2 id="kind-(\w+)">', answer) == ["skill"]
    assert "Crème brûlée" in "".join(re.sub("</?mark>", "", answer))
    assert re.findall(r'<h2 id="kind-(\w+)">', page(client, "c++", kind="nonsense")) == ["skill", "question", "level"]


def test_a_long_group_is_cut_and_can_be_asked_for_whole(bakery, client):
    edition = bakery.edition
    for n in range(MOST + 5):
        InterviewQuestion.objects.create(edition=edition, text=f"Yeast {n}?")
    reindex()
    assert page(client, "yeast").count("<li>") == 6
    assert f'kind=question">Show all {MOST}' in page(client, "yeast")
    whole = page(client, "yeast", kind="question")
    assert whole.count("<li>") == MOST
    assert "There is more." in whole


def test_typing_gets_the_list_alone(bakery, client):
    response = client.get("/search/?q=c", headers=TYPING)
    body = response.content.decode()
    assert "<html" not in body
    assert 'role="listbox"' in body
    assert body.count('role="option"') == 1 + min(9, body.count('id="found-') - 3)
    assert {"HX-Request", "HX-Target", "Cookie"} <= set(response["Vary"].replace(" ", "").split(","))


def test_typing_nothing_closes_the_list(client, settings):
    settings.LADDERS_PUBLIC = True
    for query in ("", "  ", "%"):
        body = client.get("/search/", {"q": query}, headers=TYPING).content.decode()
        assert re.search(r'<div id="found"[^>]* hidden>', body), query


def test_another_spelling_is_proposed_and_used(bakery, client):
    answer = page(client, "crmee brulee")
    assert 'Did you mean <a href="/search/?q=creme%20brulee">creme brulee</a>?' in " ".join(answer.split())
    assert "<mark>Crème</mark>" in answer


def test_it_is_said_when_only_some_words_are_held_or_none(bakery, client):
    assert "This holds some of them." in page(client, "loaves xyzzy")
    assert "Nothing found." in page(client, "xyzzy")
    assert "type a word" in page(client, "")


NASTY = [
    *("'; DROP TABLE paths_role; --", '"', "%", "_", "\\", " ", "(", "[a-z]+", "{{ 7 }}", "/", "..", "1=1"),
    *("🚀" * 50, "x" * 10_000, "a b " * 3_000, "+" * 300, "ﷺ" * 200, "<script>alert(1)</script>", "\u202e", "\ud7ff"),
]


@pytest.mark.parametrize("query", NASTY, ids=range(len(NASTY)))
def test_nothing_that_is_typed_breaks_it(bakery, client, query):
    for headers in ({}, TYPING):
        response = client.get(reverse("search"), {"q": query, "kind": query[:50]}, headers=headers)
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_a_nul_is_refused_at_the_edge(client, settings):
    settings.LADDERS_PUBLIC = True
    assert client.get("/search/?q=%00").status_code == 400


def test_only_people_who_may_read_ladders_search_them(bakery, client, settings):
    settings.LADDERS_PUBLIC = False
    closed = client.get("/search/?q=c")
    assert closed.status_code == 302
    assert closed["Location"].startswith("/account/sign-in/")
    typing = client.get("/search/?q=c", headers=TYPING)
    assert typing["HX-Redirect"].startswith("/account/sign-in/")
    assert not typing.content
    client.force_login(EmployeeFactory().user)
    assert "<mark>C</mark>" in page(client, "c")


def test_no_result_shows_pay(bakery, client, settings):
    settings.PAY_VISIBILITY = "everyone"
    SalaryBandFactory(level=bakery.level, minimum=51_234, maximum=61_234)
    reindex()
    for query in ("senior", "51234", "61,234", "pay"):
        body = page(client, query).replace(query, "")
        assert "51,234" not in body and "61,234" not in body, query
    assert not SearchEntry.objects.filter(folded__contains="51").exists()


def count(client, query, **headers):
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/search/", {"q": query}, headers=headers).status_code == 200
    return len(captured)


def test_how_often_the_database_is_asked(bakery, client):
    assert count(client, "") == 0
    assert count(client, "c++") == count(client, "c++", **TYPING) == 2
    assert count(client, "crmee") == 5
    assert count(client, "xyzzy") == 4
    before = [count(client, query) for query in ("c", "senior", "loaves xyzzy", "crmee")]
    for n in range(20):
        profile = LevelProfileFactory(edition=bakery.edition, title=f"Senior {n}")
        ExpectationFactory(profile=profile, of_skill=True, skill__name=f"Crumb {n}")
    reindex()
    assert [count(client, query) for query in ("c", "senior", "loaves xyzzy", "crmee")] == before


def test_the_box_is_on_every_page(bakery, client):
    for path in ("/", "/roles/baker/", "/skills/", "/search/", "/account/sign-in/", "/nothing/"):
        assert client.get(path).content.decode().count('id="search"') == 1, path


def test_the_box_keeps_what_was_searched_for(bakery, client):
    assert 'value="c++"' in page(client, "c++")
    assert 'type="search" value=""' in page(client, "") or 'value=""' in page(client, "")
