"""The home page: every ladder by family, and what narrows it."""

import gzip
import re

import pytest
from django.test import Client

from tests.browse.bakery import ladder, words
from tests.factories import EditionFactory, EmployeeFactory, JobFamilyFactory, LevelProfileFactory, RoleFactory

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true", "HX-Target": "ladders"}
# Signed in. Cold: session, person, stamp, levels, editions.
COLD, KEPT = 5, 3


@pytest.fixture(autouse=True)
def _public(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def bakery():
    """Two ladders in one family and one in another."""
    ladder("Baker", "junior", "senior", junior=(0, 2), senior=(2, None))
    ladder("Miller", "junior", "master")
    ladder("Clerk", "junior", family="office")


def shown(client, query="", **headers):
    """The ladders on the page, in order."""
    found = re.findall(r'<h3><a href="[^"]+">(.+?)</a></h3>', client.get(f"/{query}", **headers).content.decode())
    return " ".join(found)


def test_every_ladder_stands_under_its_family_with_its_rungs_highest_first(client, bakery):
    page = words(client.get("/"))
    assert "Baking Baker Senior Baker 2+ years Junior Baker 0–2 years Miller Master Miller Junior Miller" in page
    assert page.index("Miller") < page.index("Office Clerk Junior Clerk")


def test_families_stand_in_their_order_and_ladders_by_name(client):
    for position, name in ((2, "Office"), (1, "Shop")):
        family = JobFamilyFactory(name=name, slug=name.lower(), position=position)
        for role in ("Zoe", "Abe"):
            EditionFactory(role=RoleFactory(name=f"{role} of {name}", family=family))
    assert shown(client) == "Abe of Shop Zoe of Shop Abe of Office Zoe of Office"


def test_drafts_are_not_there(client, bakery):
    draft = EditionFactory(draft=True, role=RoleFactory(name="Secret cook"))
    LevelProfileFactory(edition=draft, title="Secret level")
    assert "Secret" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("query", "ladders"),
    [
        ("?q=", "Baker Miller Clerk"),
        ("?q=baker", "Baker"),
        ("?q=BAKER", "Baker"),
        ("?q=master", "Miller"),
        ("?q=junior+mill", "Miller"),
        ("?q=%20%20junior%20", "Baker Miller Clerk"),
        ("?family=office", "Clerk"),
        ("?family=baking&q=junior", "Baker Miller"),
        ("?family=nothing", ""),
        ("?q=nothing", ""),
        ("?q=" + "x" * 3000, ""),
        ("?q=%F0%9F%A5%90%26%3C", ""),
        ("?other=1", "Baker Miller Clerk"),
    ],
)
def test_words_and_family_narrow_the_list(client, bakery, query, ladders):
    assert shown(client, query) == ladders
    assert shown(client, query, headers=FRAGMENT) == ladders


def test_the_form_says_what_was_asked(client, bakery):
    text = client.get("/", {"q": 'a"b<c', "family": "office"}).content.decode()
    assert 'value="a&quot;b&lt;c"' in text
    assert '<option value="office" selected>' in text


def test_all_families_stay_to_choose_from(client, bakery):
    text = client.get("/?family=office").content.decode()
    assert '<option value="baking">Baking</option>' in text


def test_a_fragment_is_the_list_alone(client, bakery):
    text = client.get("/?q=baker", headers=FRAGMENT).content.decode()
    assert 'id="ladders"' in text
    assert not re.search("<html|<body|<header class|<h1|<form", text)


def test_a_fragment_says_how_many_fit(client, bakery):
    assert ">1 ladder fits.<" in client.get("/?q=baker", headers=FRAGMENT).content.decode()
    assert ">3 ladders fit.<" in client.get("/", headers=FRAGMENT).content.decode()


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_caches_are_told_what_the_answer_depends_on(client, bakery, headers):
    response = client.get("/", headers=headers)
    assert {"Cookie", "HX-Request", "HX-Target", "Accept-Encoding"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_an_unchanged_page_is_not_sent_again(client, bakery, headers):
    tag = client.get("/", headers=headers)["ETag"]
    assert client.get("/", headers=headers | {"If-None-Match": tag}).status_code == 304
    assert client.get("/?q=baker", headers=headers | {"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_the_compressed_page_is_the_same(client, bakery, headers):
    packed = client.get("/", headers=headers | {"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == client.get("/", headers=headers).content


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
@pytest.mark.parametrize("ladders", [1, 12])
def test_the_number_of_queries_is_the_same_for_any_number_of_ladders(django_assert_num_queries, headers, ladders):
    for n in range(ladders):
        profiles = ladder(f"Baker {n}", "junior", "senior", family=f"family-{n}")
    reader = Client()
    reader.force_login(EmployeeFactory(level=profiles[0].level).user)
    with django_assert_num_queries(COLD):
        reader.get("/", headers=headers)
    with django_assert_num_queries(KEPT):
        reader.get("/", headers=headers)
