"""A ladder that changed while somebody assesses themselves against it."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from paths.growth.assessing import end_assessment, move_over, rate, standing_of_assessment, start_assessment
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Edition, Expectation
from tests.factories import ExpectationFactory, LevelProfileFactory, SkillFactory
from tests.growth.people import bakery, page, signed_in, towards_senior

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return bakery()


@pytest.fixture
def assessment(there):
    paper = towards_senior(there)
    row = standing_of_assessment(paper).row(there.teach.key)
    rate(assessment=paper, expected=row.expected, value=2, note="Two of them")
    return paper


@pytest.fixture
def browser(there):
    return signed_in(there.ana)


def publish_with(there, *texts, **skill):
    """A newer edition in which the senior baker also does these things."""
    draft = open_draft(role=there.edition.role, by=None)
    senior = draft.profiles.get(level=there.senior.level)
    for text in texts:
        ExpectationFactory(profile=senior, text=text)
    if skill:
        ExpectationFactory(profile=senior, of_skill=True, **skill)
    publish(draft=draft, by=None, note="More.")
    draft.refresh_from_db()
    return draft


def test_the_page_says_what_the_newer_edition_asks(browser, assessment, there):
    newer = publish_with(there, "Run the shop on Sundays", "Order the flour")
    for name in ("assessment", "growth"):
        told = page(browser.get(reverse(name, args=[assessment.pk] if name == "assessment" else [])))
        assert f"Baker {newer.version} asks two new things of you." in " ".join(told.split())


def test_no_newer_edition_is_not_spoken_of(browser, assessment):
    assert "ladder has changed" not in page(browser.get(reverse("assessment", args=[assessment.pk])))
    response = browser.get(reverse("assessment_move", args=[assessment.pk]))
    assert response.url == reverse("assessment", args=[assessment.pk])


def test_a_change_of_another_level_alone_asks_the_same_of_you(browser, assessment, there):
    draft = open_draft(role=there.edition.role, by=None)
    ExpectationFactory(profile=draft.profiles.get(level=there.junior.level), text="Fold the towels")
    publish(draft=draft, by=None, note="Towels.")
    told = " ".join(page(browser.get(reverse("assessment", args=[assessment.pk]))).split())
    assert "says other things, but asks the same of you" in told


def test_the_difference_is_shown_before_one_moves(browser, assessment, there):
    publish_with(there, "Run the shop on Sundays")
    told = page(browser.get(reverse("assessment_move", args=[assessment.pk])))
    assert "Run the shop on Sundays" in told
    assert "Senior Baker" in told
    assert "Teach apprentices" not in told


def test_moving_over_keeps_answers_with_their_statements(browser, assessment, there):
    newer = publish_with(there, "Run the shop on Sundays")
    Expectation.objects.filter(profile__edition=newer, key=there.teach.key).update(text="Teach two apprentices")
    response = browser.post(reverse("assessment_move", args=[assessment.pk]), {"edition": newer.pk})
    assert next(str(each) for each in get_messages(response.wsgi_request)).startswith("You have moved over.")
    assessment.refresh_from_db()
    assert assessment.edition == newer
    row = standing_of_assessment(assessment).row(there.teach.key)
    assert (row.expected.text, row.answer.note) == ("Teach two apprentices", "Two of them")


def test_what_is_asked_anew_is_filled_in_where_the_skill_was_answered_elsewhere(browser, assessment, there):
    oats = SkillFactory(name="Oats")
    other = LevelProfileFactory()
    elsewhere = ExpectationFactory(profile=other, of_skill=True, skill=oats, proficiency=2)
    paper = start_assessment(employee=there.ana, level=other.level)
    rate(assessment=paper, expected=standing_of_assessment(paper).row(elsewhere.key).expected, value=3)
    newer = publish_with(there, skill=oats, proficiency=4)
    browser.post(reverse("assessment_move", args=[assessment.pk]), {"edition": newer.pk})
    assessment.refresh_from_db()
    row = next(row for row in standing_of_assessment(assessment).rows if row.expected.text == "Oats")
    assert row.answer.value == 3


def test_a_ladder_that_is_no_longer_published_leaves_the_assessment_as_it_is(browser, assessment, there):
    Edition.objects.update(status="superseded")
    response = browser.post(reverse("assessment_move", args=[assessment.pk]))
    assert response.url == reverse("assessment", args=[assessment.pk])
    assessment.refresh_from_db()
    assert assessment.edition == there.edition


def test_an_edition_that_was_published_since_is_shown_before_one_moves_to_it(browser, assessment, there):
    publish_with(there, "Run the shop on Sundays")
    shown = page(browser.get(reverse("assessment_move", args=[assessment.pk])))
    looked_at = shown.partition('name="edition" value="')[2].partition('"')[0]
    newest = publish_with(there, "Order the flour")
    response = browser.post(reverse("assessment_move", args=[assessment.pk]), {"edition": looked_at})
    assert response.status_code == 409
    assert f"Nothing was moved: {newest.version} was published since you opened this page." in page(response)
    assert "Order the flour" in page(response)
    assessment.refresh_from_db()
    assert assessment.edition == there.edition
    assert f'name="edition" value="{newest.pk}"' in page(response), "the next click moves to what is shown now"


def test_an_assessment_that_is_put_away_in_the_middle_of_a_move_stays_as_it_is(browser, assessment, there, monkeypatch):
    newer = publish_with(there, "Run the shop on Sundays")

    def put_away_first(*, assessment):
        end_assessment(assessment=assessment)
        return move_over(assessment=assessment)

    monkeypatch.setattr("paths.growth.views.assessment_move.move_over", put_away_first)
    response = browser.post(reverse("assessment_move", args=[assessment.pk]), {"edition": newer.pk})
    assert response.url == reverse("assessment", args=[assessment.pk])
    assert "put this assessment away" in next(str(each) for each in get_messages(response.wsgi_request))
