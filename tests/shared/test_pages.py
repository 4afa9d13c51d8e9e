import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from paths.shared.pages import SLOT, KeptPage, answer, kept_page, template_for, vary

words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=300)


@given(st.lists(words, min_size=1, max_size=5), st.lists(words, min_size=4, max_size=4))
def test_the_compressed_page_is_the_plain_page(parts, fills):
    page = KeptPage.of("".join(part + SLOT.format(f"s{i}") for i, part in enumerate(parts)))
    filled = page.fill({f"s{i}": fill for i, fill in enumerate(fills)})
    assert gzip.decompress(page.gzipped(filled)) == page.plain(filled)


def test_a_slot_is_filled_for_its_reader():
    page = KeptPage.of(f"<b>{SLOT.format('account')}</b>")
    assert page.plain(page.fill({"account": "Ana"})) == b"<b>Ana</b>"
    assert page.plain(page.fill({})) == b"<b></b>"


def test_a_page_is_rendered_once_per_key():
    rendered = []
    for key in ("a", "a", "b"):
        kept_page(key, lambda key=key: rendered.append(key) or key)
    assert rendered == ["a", "b"]


def test_a_reader_who_has_the_page_gets_304():
    page = KeptPage.of("hello")
    first = answer(RequestFactory().get("/"), page, {})
    again = answer(RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}), page, {})
    weakened = answer(RequestFactory().get("/", headers={"If-None-Match": f"W/{first['ETag']}"}), page, {})
    assert (first.status_code, again.status_code, weakened.status_code) == (200, 304, 304)


def test_two_readers_have_different_etags():
    page = KeptPage.of(SLOT.format("account"))
    request = RequestFactory().get("/")
    assert answer(request, page, {"account": "Ana"})["ETag"] != answer(request, page, {"account": "Bo"})["ETag"]


def test_pages_are_not_kept_by_shared_caches():
    assert answer(RequestFactory().get("/"), KeptPage.of("x"), {})["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("headers", "template"),
    [
        ({}, "page.html"),
        ({"HX-Request": "true", "HX-Target": "list"}, "page.html#list"),
        ({"HX-Request": "true", "HX-Target": "other"}, "page.html"),
        ({"HX-Target": "list"}, "page.html"),
        ({"HX-Request": "true", "HX-Target": "list", "HX-Boosted": "true"}, "page.html"),
    ],
)
def test_only_a_known_fragment_asked_for_by_htmx_is_answered_alone(headers, template):
    assert template_for(RequestFactory().get("/", headers=headers), "page.html", "list") == template


def test_an_answer_says_what_it_depends_on():
    assert {"Cookie", "HX-Request", "HX-Target"} <= set(vary(HttpResponse())["Vary"].split(", "))
