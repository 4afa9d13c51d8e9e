"""A ladder as a Markdown document at its own address."""

import pytest

from paths.documents.reader import read_ladder
from tests.browse.bakery import CASES, figures_in, ladder, paid_bakery, put_up, seen, visit
from tests.browser.extremes import DOCUMENTS
from tests.factories import ExpectationFactory, UserFactory

BAKER = "/roles/baker.md"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings):
    settings.LADDERS_PUBLIC = True


@pytest.mark.parametrize(("rule", "visitor"), CASES)
@pytest.mark.parametrize("role", ["baker", "miller"])
def test_it_holds_the_figures_its_reader_may_see_and_no_others(settings, rule, visitor, role):
    settings.PAY_VISIBILITY = rule
    levels = paid_bakery()
    for other in ("compensation", "employee", "stranger"):
        visit(other, levels["own"]).get(f"/roles/{role}.md")
    of_role = {"own", "ladder"} if role == "baker" else {"other"}
    answer = visit(visitor, levels["own"]).get(f"/roles/{role}.md")
    assert figures_in(answer) == seen(rule, visitor) & of_role


def test_it_is_saved_under_the_name_of_the_role_and_kept_by_nobody_else(client):
    ladder("Baker", "junior")
    answer = client.get(BAKER)
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'inline; filename="baker.md"'
    assert answer["Cache-Control"].startswith("private")
    assert "Cookie" in answer["Vary"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_reader_who_has_it_gets_304_until_it_says_something_else(client):
    (junior,) = ladder("Baker", "junior")
    first = client.get(BAKER)
    headers = {"If-None-Match": first["ETag"]}
    again = client.get(BAKER, headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    junior.edition.role.name = "Master Baker"
    junior.edition.role.save()
    assert client.get(BAKER, headers=headers).status_code == 200


def test_it_comes_compressed_to_whom_takes_it_so(client):
    ladder("Baker", "junior")
    assert client.get(BAKER, headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("slug", DOCUMENTS)
def test_whatever_a_ladder_says_is_read_back_from_it(client, settings, slug):
    settings.PAY_VISIBILITY = "everyone"
    answer = client.get(f"/roles/{put_up(DOCUMENTS[slug]).role.slug}.md")
    assert read_ladder(answer.content).document == read_ladder(DOCUMENTS[slug].encode()).document


def test_a_role_without_a_published_ladder_is_not_there(client):
    assert client.get("/roles/nothing.md").status_code == 404
    assert client.get("/roles/nothing.txt").status_code == 404


def test_the_page_of_the_role_leads_to_it(client):
    ladder("Baker", "junior")
    assert f'href="{BAKER}" download' in client.get("/roles/baker/").content.decode()


def test_a_stranger_is_sent_to_sign_in(client, settings):
    settings.LADDERS_PUBLIC = False
    ladder("Baker", "junior")
    assert client.get(BAKER)["Location"] == "/account/sign-in/?next=/roles/baker.md"


@pytest.mark.parametrize("rows", [1, 40])
def test_it_takes_ten_queries_however_much_it_says_and_three_when_kept(client, django_assert_num_queries, rows):
    client.force_login(UserFactory())
    for profile in ladder("Baker", *(f"rung-{n}" for n in range(1 + rows // 4))):
        ExpectationFactory.create_batch(rows // 4 + 1, profile=profile)
    with django_assert_num_queries(10):
        client.get(BAKER)
    with django_assert_num_queries(3):
        client.get(BAKER)
