"""Every form that holds words says whose page it is on, and goes where nothing written is lost."""

from __future__ import annotations

import re

import pytest
from django.urls import resolve, reverse

from paths.growth.forms.evidence import EvidenceForm
from paths.growth.forms.goals import GoalForm
from paths.growth.forms.week import WeekRow
from paths.growth.unsent import WRITTEN, Words, words_in
from paths.promotions.asking import ask_feedback, name_adviser
from paths.promotions.casework import mark_item, take_step
from paths.promotions.choices import Mark
from paths.promotions.forms.colleagues import AskForm, ViewForm
from paths.promotions.forms.marks import MarkForm
from paths.promotions.forms.steps import StepForm
from paths.promotions.forms.words import CommentForm, ItemEvidenceForm
from tests.growth import writing
from tests.growth.bakery import bakery, browser
from tests.promotions.case_pages import gathering
from tests.promotions.people import company

pytestmark = pytest.mark.django_db


def page(response):
    return response.content.decode()


def pages_with_forms():
    """Every page of both rooms on which words are written, as somebody who writes there opens it."""
    for name, arguments, who, _said in writing.growth_forms(bakery()):
        yield browser(who).get(reverse(name, args=arguments))
    people = company()
    for name, arguments, who, _said in writing.case_forms(people):
        yield browser(who).get(reverse(name, args=arguments), follow=True)
    yield browser(people.boss).get(reverse("case_open"), {"for": people.bo.pk})


def pages_of_others():
    """The same, of pages that come later in a conversation or a case."""
    bakers = bakery()
    yield browser(bakers.bo).get(bakers.answered().get_absolute_url())
    people = company()
    case = gathering(people)
    asked = ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    yield browser(people.colleague).get(reverse("feedback", args=[asked.pk]))
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    name_adviser(case=case, adviser=people.boss, by=people.partner)
    yield browser(people.boss).get(case.get_absolute_url())
    yield browser(people.boss).post(reverse("adviser_view", args=[case.pk]), {"view": ""})


EARLY = {"assessment_step", "conversation_answer", "evidence_add", "evidence_edit", "goal_add", "goal_edit", "week"}
EARLY |= {"case", "case_comment", "case_evidence", "case_step", "feedback_ask"}
LATER = {"conversation_agree", "feedback", "adviser_view"}


@pytest.mark.parametrize(("pages", "expected"), [(pages_with_forms, EARLY), (pages_of_others, LATER)])
def test_every_form_that_holds_words_says_whose_page_it_is_on_and_goes_where_they_are_kept(pages, expected):
    found = set()
    for response in pages():
        for attributes, inside in re.findall(r"<form([^>]*)>(.*?)</form>", page(response), flags=re.DOTALL):
            if 'method="post"' not in attributes or not re.search("<textarea|type=.text.", inside):
                continue
            action = re.search(r'action="([^"]*)"', attributes)
            match = resolve(action[1] if action else response.request["PATH_INFO"])
            assert getattr(match.func, "keeps_unsent", False), match.view_name
            assert 'name="writer"' in inside, match.view_name
            found.add(match.view_name)
    assert found == expected


FORMS = [EvidenceForm, GoalForm, WeekRow, AskForm, ViewForm, MarkForm, StepForm, CommentForm, ItemEvidenceForm]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_field_that_holds_words_is_known_as_one(form):
    names = [name for name, field in form.base_fields.items() if "Textarea" in type(field.widget).__name__]
    assert [name for name in names if not WRITTEN.search(name)] == []


def test_choices_and_what_the_form_carries_are_no_words():
    sent = {
        "value": ["3"],
        "a1-was": ["abc"],
        "a1-note": ["Loaves"],
        "item-7": ["Rolls"],
        "text": [" "],
        "writer": ["1:x"],
    }
    assert words_in(sent.items()) == (Words("Loaves"), Words("Rolls"))
