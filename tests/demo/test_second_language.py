"""The demo company in a second language: loaded in it, and looked at in it."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches
from django.core.management import call_command

from paths.demo.loading import load_demo
from paths.people.erasing import erase_person
from paths.people.models import Employee, User
from paths.promotions.models import Case, Cycle
from tests.browser.pages import PAGES
from tests.growth.people import page, signed_in
from tests.second_language import second_language

pytestmark = pytest.mark.django_db

OF_PEOPLE = ["/growth/", "/growth/week/", "/growth/goals/", "/growth/evidence/", "/team/", "/team/map/", "/admin/"]
TAG = re.compile(r"<(\w+)((?:\s+[\w:@.-]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*/?>")
ATTRIBUTE = re.compile(r"([\w:@.-]+)=\"([^\"]*)\"")
# Attributes that hold words for people.
WORDS = {"title", "aria-label", "alt", "placeholder", "content", "label", "lang", "data-confirm"}


def test_it_is_loaded_in_it_and_somebody_with_a_case_is_erased(guarded):
    with second_language():
        load_demo()
        before = Cycle.objects.count()
        assert (load_demo(), Cycle.objects.count()) == (0, before)
        somebody = Employee.objects.filter(pk__in=Case.objects.values("employee")).exclude(user=None).first()
        by = User.objects.filter(groups__name="HR partners").first()
        erase_person(employee=somebody, typed_name=somebody.name, to_their_manager=True, by=by)
        call_command("verify_audit")


def test_a_company_that_was_loaded_in_another_language_gets_nothing_twice(company):
    before = Cycle.objects.count()
    with second_language():
        assert (load_demo(), Cycle.objects.count()) == (0, before)


def attributes(html):
    """What machines read of a page: (tag, attribute, value), but for words and for what is new on each page."""
    return [
        (tag, name, value)
        for tag, inner in TAG.findall(html)
        for name, value in ATTRIBUTE.findall(inner)
        if name not in WORDS and "⟦" not in value and "csrfmiddlewaretoken" not in inner
    ]


@pytest.mark.parametrize("email", ["ana.moreira@demo.example", "dilek.kaya@demo.example"])
def test_no_figure_that_a_browser_reads_is_written_as_people_write_it(company, email):
    client = signed_in(User.objects.get(email=email))
    for address in [*PAGES, *OF_PEOPLE]:
        english = attributes(page(client.get(address)))
        caches["pages"].clear()
        with second_language():
            other = attributes(page(client.get(address)))
        caches["pages"].clear()
        assert [each for each in other if each not in english] == [], address
