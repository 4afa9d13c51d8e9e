"""A step that was opened in one tab and saved after another tab changed the assessment: nothing typed is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from paths.growth.answer_rows import digest_of
from paths.growth.assessing import end_assessment, move_over, rate, set_scope, standing_of_assessment
from paths.growth.models import Rating
from paths.growth.standing import Answer
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Expectation
from tests.factories import ExpectationFactory, SkillFactory
from tests.growth import writing
from tests.growth.people import bakery, page, signed_in, towards_senior
from tests.growth.test_assessment import said, step_of
from tests.growth.test_assessment_row import HTMX, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    """The senior baker sweeps too, which only everything asks."""
    found = bakery()
    found.sweep_too = ExpectationFactory(profile=found.senior, text=found.sweep.text)
    return found


@pytest.fixture
def assessment(there):
    return towards_senior(there)


@pytest.fixture
def browser(there):
    return signed_in(there.ana)


def saved():
    return {rating.key: rating.note for rating in Rating.objects.all()}


def let_it_ask(assessment, *, everything):
    set_scope(assessment=assessment, whole=everything)
    assessment.refresh_from_db()


def moved_to_an_edition_without(assessment, there, expectation):
    draft = open_draft(role=there.edition.role, by=None)
    Expectation.objects.filter(profile__edition=draft, key=expectation.key).delete()
    publish(draft=draft, by=None, note="Less.")
    move_over(assessment=assessment)


def test_rows_are_saved_wherever_they_stand_once_more_is_asked(browser, assessment, there):
    Expectation.objects.update(position=1)
    basic = {"of_skill": True, "skill": SkillFactory(), "category": "Basics", "position": 0}
    for profile in (there.junior, there.senior):
        ExpectationFactory(profile=profile, **basic)
    here = step_of(assessment, there.teach)
    let_it_ask(assessment, everything=True)
    assert step_of(assessment, there.teach) != here
    browser.post(here, sent(there.teach, value="2", note="Two of them"))
    assert saved() == {there.teach.key: "Two of them"}


def test_one_goes_on_from_where_the_rows_stand_now(browser, assessment, there):
    last = standing_of_assessment(assessment).steps[-1]
    response = browser.post(reverse("assessment_step", args=[assessment.pk, 1]), sent_row(last.rows[0], "2"))
    assert response.url == reverse("assessment", args=[assessment.pk])


def sent_row(row, value):
    return {f"{row.expected.key.hex}-{name}": text for name, text in (("value", value), ("note", ""), ("version", 0))}


def test_rows_that_are_not_asked_any_more_are_saved_and_it_is_said(browser, assessment, there):
    let_it_ask(assessment, everything=True)
    here = step_of(assessment, there.sweep_too)
    let_it_ask(assessment, everything=False)
    response = browser.post(here, sent(there.sweep_too, value="2", note="Every evening"))
    assert response.status_code == 302
    assert saved() == {there.sweep_too.key: "Every evening"}
    assert said(response) == ["Saved. Some of it is not asked while only what is new for you is; it is kept."]


def test_a_row_that_is_not_asked_any_more_saves_itself_too(browser, assessment, there):
    address = reverse("assessment_row", args=[assessment.pk, there.sweep_too.key])
    first = browser.post(address, sent(there.sweep_too, value="2", note="Once"), headers=HTMX)
    assert "✓ Saved" in page(first)
    again = browser.post(address, sent(there.sweep_too, value="2", note="Twice", version=1), headers=HTMX)
    assert again.status_code == 200, "it is not taken for another window"
    assert saved() == {there.sweep_too.key: "Twice"}


def test_a_row_of_another_step_that_cannot_be_saved_is_shown_with_what_was_typed(browser, assessment, there):
    row = standing_of_assessment(assessment).row(there.teach.key)
    rate(assessment=assessment, expected=row.expected, value=3, note="There")
    fields = sent(there.rye_3, value="2") | sent(there.teach, value="1", note="Here")
    response = browser.post(step_of(assessment, there.rye_3), fields)
    told = page(response)
    assert response.status_code == 409
    assert "From another page of this assessment" in told
    assert "Role model: “There”" in told
    assert "Here</textarea>" in told
    assert f"/rows/{there.teach.key}/" in told, "its own fields, to save it from here"


def test_what_the_new_edition_does_not_ask_is_shown_to_be_copied(browser, assessment, there):
    here = step_of(assessment, there.teach)
    moved_to_an_edition_without(assessment, there, there.teach)
    response = browser.post(here, sent(there.teach, value="2", note="Two of them") | sent(there.rye_3, value="3"))
    told = page(response)
    assert response.status_code == 409
    assert "it is not asked any more" in told
    assert "Teach apprentices" in told
    assert "Two of them" in told
    assert set(saved()) == {there.rye_3.key}, "the rest is saved"


def test_what_was_not_touched_is_not_spoken_of(browser, assessment, there):
    here = step_of(assessment, there.teach)
    moved_to_an_edition_without(assessment, there, there.teach)
    was = digest_of(Answer(2, note="From before"))
    fields = sent(there.teach, value="2", note="From before", was=was)
    assert browser.post(here, fields).status_code == 302


def test_what_comes_after_it_was_put_away_is_shown_with_its_statement_and_why(browser, assessment, there):
    here = step_of(assessment, there.teach)
    end_assessment(assessment=assessment)
    response = browser.post(here, sent(there.teach, value="2", note="Two of them") | sent(there.rye_3, value="3"))
    told = page(response)
    assert response.status_code == 409
    assert response["Cache-Control"] == "private, no-store"
    assert "Nothing was saved: you have put this assessment away." in told
    assert "Teach apprentices</label>" in told
    assert "Chosen: Consistently" in told
    assert "Two of them</textarea>" in told
    assert "Chosen: Practitioner" in told, "an answer without a note too"
    assert saved() == {}


def test_a_page_that_says_nothing_new_leads_to_what_was_put_away(browser, assessment, there):
    here = step_of(assessment, there.teach)
    end_assessment(assessment=assessment)
    assert browser.post(here, sent(there.teach)).url == assessment.get_absolute_url()


def test_what_was_typed_while_signed_out_is_shown_after_it_was_put_away_too(client, assessment, there):
    here = step_of(assessment, there.teach)
    client.post(here, sent(there.teach, value="2", note="Typed for an hour") | writing.of(there.ana))
    end_assessment(assessment=assessment)
    client.force_login(there.ana.user)
    assert "Typed for an hour</textarea>" in page(client.get(here))


def test_what_was_typed_while_signed_out_is_shown_wherever_its_row_stands_now(client, assessment, there):
    let_it_ask(assessment, everything=True)
    here = step_of(assessment, there.sweep_too)
    client.post(here, sent(there.sweep_too, note="Typed for an hour") | writing.of(there.ana))
    let_it_ask(assessment, everything=False)
    client.force_login(there.ana.user)
    told = page(client.get(here))
    assert "Typed for an hour</textarea>" in told
    assert "You were signed out before this was saved" in told
