"""The guide for HR: for everybody in the admin, true to the pages it speaks of."""

import re
import struct

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from paths.admin_urls import urlpatterns
from paths.people.groups import GROUPS as GROUP_NAMES
from tests.factories import EditionFactory
from tests.visitors import GROUPS, browser_of

pytestmark = pytest.mark.django_db
INSIDE = [*GROUPS, "administrator"]


def guide(visitor="administrator"):
    response = browser_of(visitor).get(reverse("admin:guide"))
    assert response.status_code == 200
    page = response.content.decode()
    return page[page.index('<div class="guide">') : page.index("</main>")]


def links(page):
    return {link for link in re.findall(r'href="([^"]+)"', page) if not link.startswith("#")}


def pictures(page):
    return re.findall(r'<img src="/static/([^"]+)" alt="([^"]*)" width="(\d+)" height="(\d+)"', page)


@pytest.mark.parametrize("visitor", INSIDE)
def test_everybody_in_the_admin_finds_it_and_every_link_opens_for_them(visitor):
    client = browser_of(visitor)
    assert f'href="{reverse("admin:guide")}"' in client.get(reverse("admin:index")).content.decode()
    found = links(guide(visitor))
    assert found
    assert {link: client.get(link).status_code for link in found if client.get(link).status_code != 200} == {}


def test_it_is_one_click_from_a_draft():
    page = browser_of("hr_editor").get(reverse("admin:edition_edit", args=[EditionFactory(draft=True).pk]))
    assert f'href="{reverse("admin:guide")}#write"' in page.content.decode()
    assert 'id="write"' in guide()


def test_every_page_of_ours_that_stands_by_itself_is_in_it():
    alone = {f"/admin/{pattern.pattern}" for pattern in urlpatterns if not pattern.pattern.converters}
    assert alone - links(guide()) == {reverse("admin:guide")}


@pytest.mark.parametrize("visitor", GROUPS)
def test_every_list_of_a_group_is_in_it(visitor):
    client = browser_of(visitor)
    lists = {
        model["admin_url"]
        for section in client.get(reverse("admin:index")).context["app_list"]
        for model in section["models"]
    }
    assert lists
    assert lists <= links(guide(visitor))


def test_every_group_is_explained():
    page = guide()
    assert [name for name in GROUP_NAMES if f'<th scope="row">{name}</th>' not in page] == []


def test_what_it_says_to_press_is_there():
    said = set(re.findall(r"“([^”]+)”", guide()))
    places = [*settings.BASE_DIR.glob("templates/ladders/*.html"), *settings.BASE_DIR.glob("paths/ladders/forms/*.py")]
    words = "".join(path.read_text() for path in places)
    assert len(said) > 8
    assert {name for name in said if name not in words} == set()


def test_every_place_on_the_page_that_it_points_to_is_there():
    page = guide()
    places = re.findall(r'href="#([^"]+)"', page)
    assert len(places) > 8
    assert [place for place in places if page.count(f'id="{place}"') != 1] == []


def test_every_picture_is_there_small_as_large_as_said_and_described():
    found = pictures(guide())
    assert len(found) == guide().count("<img ") > 4
    for name, alt, width, height in found:
        data = (settings.BASE_DIR / "static" / name).read_bytes()
        assert struct.unpack(">II", data[16:24]) == (int(width), int(height)), name
        assert len(data) < 60 * 1024, name
        assert len(alt) > 40, name


def test_it_takes_as_many_queries_as_any_page(django_assert_num_queries):
    client = browser_of("hr_editor")
    with django_assert_num_queries(4):
        client.get(reverse("admin:guide"))


def test_no_model_of_the_admin_is_linked_for_who_may_not_list_it():
    others = {
        reverse(f"admin:paths_{model._meta.model_name}_changelist")
        for model in admin.site._registry
        if model._meta.model_name in {"salaryband", "payexception", "employee"}
    }
    assert not others & links(guide("hr_editor"))
