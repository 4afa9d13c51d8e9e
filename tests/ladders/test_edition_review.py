"""Looking at what a draft changes, and publishing it."""

from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from paths.ladders.drafts import open_draft
from paths.ladders.editions import NotADraft, publish
from paths.ladders.models import Edition, Expectation
from paths.promotions.casework import Given, take_step
from tests.factories import (
    AssessmentFactory,
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    LevelProfileFactory,
    RoleFactory,
    UserFactory,
)
from tests.ladders.typing_in import fields_of
from tests.promotions.people import company, opened
from tests.racing import at_once
from tests.visitors import browser_of


@pytest.fixture
def draft(db):
    """A draft that asks one thing more of Senior than edition 1.0."""
    published = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    profile = LevelProfileFactory(edition=published, title="Senior Baker", level__slug="senior")
    ExpectationFactory(profile=profile, text="Run the oven")
    EmployeeFactory(level=profile.level)
    draft = open_draft(role=published.role, by=None)
    ExpectationFactory(profile=draft.profiles.get(), text="Understands rye")
    return draft


def address(draft):
    return reverse("admin:edition_review", args=[draft.pk])


@pytest.fixture
def publisher(db):
    return browser_of("hr_publisher")


def test_it_says_what_is_different_for_whom_what_is_odd_and_the_version(publisher, draft):
    shown = publisher.get(address(draft)).content.decode()
    for said in (
        "What is different from 1.0",
        "Asks one new thing of Senior.",
        "Understands rye",
        "1 person stands on Senior Baker.",
        "2.0, from what changed",
    ):
        assert said in shown
    assert "#statement-" in shown, "the linter's warning leads to the statement"


def test_it_says_what_is_newly_asked_of_everybody_and_what_else_changed(publisher, draft):
    Edition.objects.filter(pk=draft.pk).update(core_responsibilities="Be on call every night", overview="Bakes rye.")
    shown = publisher.get(address(draft)).content.decode()
    for said in (
        "Asks one new thing of every level and asks one new thing of Senior.",
        "Core responsibilities, true of every level",
        "Be on call every night",
        "Bakes rye.",
        "2.0, from what changed",
    ):
        assert said in shown


def test_self_assessments_under_way_are_counted_by_the_edition_they_keep(publisher, draft):
    profile = Edition.objects.published().get().profiles.get()
    sentence = "1 self-assessment is under way. It keeps its edition until its owner moves over."
    ended = AssessmentFactory(profile=profile, ended_at=timezone.now())
    AssessmentFactory(profile=LevelProfileFactory())
    assert sentence not in publisher.get(address(draft)).content.decode(), "ended, or of another ladder"
    AssessmentFactory(profile=profile)
    shown = publisher.get(address(draft)).content.decode()
    assert sentence in shown
    assert ended.employee.name not in shown, "who it is, is nobody's business here"
    AssessmentFactory(profile=profile)
    assert "2 self-assessments are under way. They keep" in publisher.get(address(draft)).content.decode()


def test_open_promotion_cases_are_counted_by_the_edition_they_keep(publisher):
    people = company()
    draft = open_draft(role=people.senior.role, by=None)
    sentence = "1 promotion case is open. It keeps the edition it began with."
    assert sentence not in publisher.get(address(draft)).content.decode()
    case = opened(people)
    shown = publisher.get(address(draft)).content.decode()
    assert sentence in shown
    assert "Ana" not in shown
    take_step(case=case, step="withdraw", by=people.bo.user, given=Given(reason="Later."))
    assert sentence not in publisher.get(address(draft)).content.decode()


def test_a_ladder_without_a_level_is_refused_in_words(publisher):
    draft = EditionFactory(draft=True)
    shown = publisher.get(address(draft))
    assert "The ladder has no level." in shown.content.decode(), "the linter warns"
    response = publisher.post(address(draft), fields_of(shown) | {"note": "Nothing yet."})
    assert response.status_code == 422
    assert "Add one, then publish." in response.content.decode()
    assert "Nothing yet." in response.content.decode(), "what was typed is kept"
    assert Edition.objects.drafts().exists()


def test_what_a_colleague_saves_in_the_last_moment_is_shown_and_not_published(publisher, draft, monkeypatch):
    fields = fields_of(publisher.get(address(draft))) | {"note": "Rye is in."}

    def late(**asked):
        Edition.objects.filter(pk=draft.pk).update(overview="Bakes at night.")
        return publish(**asked)

    monkeypatch.setattr("paths.ladders.views.edition_review.publish", late)
    response = publisher.post(address(draft), fields)
    assert response.status_code == 409
    assert "Bakes at night." in response.content.decode(), "what is looked at again is what is there now"
    monkeypatch.undo()
    assert publisher.post(address(draft), fields_of(response)).status_code == 302
    assert Edition.objects.published().get().overview == "Bakes at night."


def test_publishing_takes_a_sentence_and_stands_in_the_change_log(publisher, draft):
    fields = fields_of(publisher.get(address(draft)))
    assert publisher.post(address(draft), fields).status_code == 422
    response = publisher.post(address(draft), fields | {"note": "Rye is in."}, follow=True)
    assert "Baker 2.0 is published" in response.content.decode()
    log = publisher.get("/roles/baker/changes/").content.decode()
    assert "asks one new thing of Senior" in log
    assert "Rye is in." in log


def test_a_version_can_be_raised(publisher, draft):
    draft.profiles.get().expectations.last().delete()
    draft.profiles.update(summary="Bakes by night.")
    fields = fields_of(publisher.get(address(draft)))
    publisher.post(address(draft), fields | {"note": "A new age.", "at_least": "3"})
    assert Edition.objects.published().get().version == "2.0"


@pytest.mark.parametrize("at_least", ["9", "x", "-1"])
def test_a_version_that_is_no_choice_is_refused(publisher, draft, at_least):
    fields = fields_of(publisher.get(address(draft)))
    assert publisher.post(address(draft), fields | {"note": "So.", "at_least": at_least}).status_code == 422


def test_an_editor_looks_and_cannot_publish(draft):
    editor = browser_of("hr_editor")
    shown = editor.get(address(draft))
    assert "People in the group HR publishers can publish it" in shown.content.decode()
    assert editor.post(address(draft), {"note": "So."}).status_code == 403
    assert Edition.objects.drafts().exists()


def test_what_changed_since_it_was_looked_at_is_not_published_unseen(publisher, draft):
    fields = fields_of(publisher.get(address(draft))) | {"note": "Rye is in."}
    Expectation.objects.filter(profile__edition=draft, text="Run the oven").update(text="Run the bakery")
    response = publisher.post(address(draft), fields)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Look again; nothing was published" in body
    assert "Rye is in." in body
    assert publisher.post(address(draft), fields_of(response)).status_code == 302


def test_who_comes_second_is_told(publisher, draft):
    fields = fields_of(publisher.get(address(draft))) | {"note": "Rye is in."}
    publish(draft=draft, by=None, note="I was quicker.")
    response = publisher.post(address(draft), fields, follow=True)
    assert "is published and never changes" in response.content.decode()


def test_a_draft_that_says_the_same_says_so_and_is_not_published(publisher, draft):
    fields = fields_of(publisher.get(address(draft))) | {"note": "Nothing, really."}
    draft.profiles.get().expectations.last().delete()
    shown = publisher.get(address(draft)).content.decode()
    assert "word for word" in shown
    assert 'name="note"' not in shown
    assert publisher.post(address(draft), fields).status_code == 422
    assert Edition.objects.drafts().filter(pk=draft.pk).exists()


def test_the_first_edition_is_reviewed_against_nothing(publisher):
    draft = EditionFactory(draft=True)
    LevelProfileFactory(edition=draft, title="Senior")
    shown = publisher.get(address(draft)).content.decode()
    assert "The first edition of this ladder" in shown
    assert "A new level" in shown


def test_the_page_takes_as_many_queries_however_much_is_said(publisher, draft, django_assert_max_num_queries):
    for n in range(60):
        ExpectationFactory(profile=draft.profiles.get(), of_skill=True, text=f"Bread {n}")
    with django_assert_max_num_queries(40):
        publisher.get(address(draft))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_wins_and_the_other_is_told():
    published = EditionFactory()
    ExpectationFactory(profile=LevelProfileFactory(edition=published))
    draft = open_draft(role=published.role, by=None)
    people = [UserFactory(), UserFactory()]

    def press(person):
        return publish(draft=Edition.objects.get(pk=draft.pk), by=person, note=f"By {person}.")

    outcomes = at_once(*(partial(press, person) for person in people), refused=NotADraft)
    won = [outcome for outcome in outcomes if isinstance(outcome, Edition)]
    assert len(won) == 1
    assert Edition.objects.published().get().published_by == won[0].published_by
    assert Edition.objects.filter(role=published.role).count() == 2
