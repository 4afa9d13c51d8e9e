"""One row of a self-assessment, saved by itself."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from paths.growth.answer_rows import digest_of
from paths.growth.assessing import end_assessment
from paths.growth.models import Rating
from paths.growth.standing import Answer
from tests.factories import ExpectationFactory
from tests.growth.people import bakery, page, signed_in, towards_senior

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def there():
    return bakery()


@pytest.fixture
def assessment(there):
    return towards_senior(there)


@pytest.fixture
def browser(there):
    return signed_in(there.ana)


def sent(expectation, **fields):
    return {f"{expectation.key.hex}-{name}": value for name, value in ({"note": "", "version": 0} | fields).items()}


def send(browser, assessment, expectation, htmx=True, **fields):
    address = reverse("assessment_row", args=[assessment.pk, expectation.key])
    return browser.post(address, sent(expectation, **fields), headers=HTMX if htmx else {})


def test_an_answer_is_saved_and_says_so(browser, assessment, there):
    response = send(browser, assessment, there.teach, value="2", note="Two of them, in spring")
    assert response.status_code == 200
    assert "Saved" in page(response)
    rating = Rating.objects.get()
    assert (rating.value, rating.note, rating.version) == (2, "Two of them, in spring", 1)
    assert rating.rated_at.date() == timezone.now().date()


def test_no_opportunity_is_saved_with_what_would_give_one(browser, assessment, there):
    send(browser, assessment, there.teach, value="none", note="An apprentice")
    rating = Rating.objects.get()
    assert (rating.value, rating.no_opportunity, rating.note) == (None, True, "An apprentice")


def test_the_counts_come_along_with_what_screen_readers_say(browser, assessment, there):
    told = page(send(browser, assessment, there.teach, value="2"))
    assert "1 of 3" in told
    assert 'id="standing" hx-swap-oob' in told
    assert 'id="said" hx-swap-oob="innerHTML">Saved. 1 of 3 met · 0 below · 0 no opportunity · 2 unanswered' in told


def test_a_note_alone_leaves_the_standing_where_it_is(browser, assessment, there):
    send(browser, assessment, there.teach, value="2")
    told = page(send(browser, assessment, there.teach, value="2", note="More", version=1))
    assert 'id="standing"' not in told
    assert 'id="said"' in told


def test_a_note_keeps_the_day_of_the_answer(browser, assessment, there):
    send(browser, assessment, there.teach, value="2")
    day = timezone.now() - datetime.timedelta(days=40)
    Rating.objects.update(rated_at=day)
    send(browser, assessment, there.teach, value="2", note="More", version=1)
    assert Rating.objects.get().rated_at == day


@pytest.mark.parametrize("value", ["4", "-1", "x", "2.0"])
def test_an_answer_that_is_not_offered_is_refused_with_a_sentence(browser, assessment, there, value):
    response = send(browser, assessment, there.teach, value=value, note="Kept")
    assert response.status_code == 422
    assert "Not saved. Choose one of the answers." in page(response)
    assert not Rating.objects.exists()


def test_a_note_that_is_too_long_says_by_how_much(browser, assessment, there):
    response = send(browser, assessment, there.teach, value="2", note="x" * 4_001)
    assert response.status_code == 422
    assert "A note holds 4000 characters, and this one has 4001." in page(response)


def test_a_nul_in_a_note_is_refused(browser, assessment, there):
    response = send(browser, assessment, there.teach, value="2", note="a\0b")
    assert response.status_code == 422
    assert not Rating.objects.exists()


def test_a_second_tab_is_shown_both_answers(browser, assessment, there):
    send(browser, assessment, there.teach, value="2", note="From the first")
    response = send(browser, assessment, there.teach, value="1", note="From the second", version=0)
    told = page(response)
    assert response.status_code == 409
    assert "answered in another window" in told
    for words in ("Consistently: “From the first”", "Sometimes: “From the second”"):
        assert words in told
    assert Rating.objects.get().note == "From the first"


def test_after_a_conflict_one_may_write_over_the_other(browser, assessment, there):
    send(browser, assessment, there.teach, value="2")
    response = send(browser, assessment, there.teach, value="1", version=0, over=1)
    assert response.status_code == 200
    assert Rating.objects.get().value == 1


def test_writing_over_is_no_better_than_what_was_shown(browser, assessment, there):
    send(browser, assessment, there.teach, value="2")
    send(browser, assessment, there.teach, value="3", version=1)
    assert send(browser, assessment, there.teach, value="1", version=0, over=1).status_code == 409


def test_after_a_conflict_one_may_take_the_other(browser, assessment, there):
    send(browser, assessment, there.teach, value="2", note="From the first")
    response = send(browser, assessment, there.teach, value="1", version=0, take=1)
    assert response["HX-Retarget"] == f"#row-{there.teach.key.hex}"
    assert "From the first" in page(response)
    assert Rating.objects.get().value == 2


def test_the_same_answer_from_two_tabs_is_no_conflict(browser, assessment, there):
    send(browser, assessment, there.teach, value="2")
    assert send(browser, assessment, there.teach, value="2", version=0).status_code == 200
    assert Rating.objects.get().version == 1


def test_an_answer_can_be_cleared_and_its_note_stays(browser, assessment, there):
    send(browser, assessment, there.teach, value="2", note="Kept")
    response = send(browser, assessment, there.teach, value="2", note="Kept", version=1, clear=1)
    rating = Rating.objects.get()
    assert (rating.value, rating.note, rating.rated_at) == (None, "Kept", None)
    assert "checked" not in page(response)


def test_without_htmx_it_leads_back_to_the_step(browser, assessment, there):
    response = send(browser, assessment, there.teach, htmx=False, value="2")
    steps = {step: browser.get(reverse("assessment_step", args=[assessment.pk, step])) for step in (1, 2)}
    holding = next(step for step, answer in steps.items() if "Teach apprentices</legend>" in page(answer))
    assert response.url == reverse("assessment_step", args=[assessment.pk, holding])


def test_a_statement_that_is_not_asked_is_not_there(browser, assessment, there):
    assert send(browser, assessment, there.sweep, value="2").status_code == 404


def test_what_was_put_away_is_written_no_more(browser, assessment, there):
    end_assessment(assessment=assessment)
    assert send(browser, assessment, there.teach, value="2").status_code == 404


@pytest.mark.parametrize("who", ["bo", "cy", "di", "omar"])
def test_nobody_else_writes_it(assessment, there, who):
    assert send(signed_in(getattr(there, who)), assessment, there.teach, value="2").status_code == 404
    assert not Rating.objects.exists()


def test_a_session_that_ended_answers_with_the_way_to_sign_in(client, assessment, there):
    response = send(client, assessment, there.teach, value="2")
    assert response["HX-Redirect"].startswith("/account/sign-in/")
    assert not Rating.objects.exists()


def test_it_is_kept_by_nobody_in_between(browser, assessment, there):
    assert send(browser, assessment, there.teach, value="2")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("more", [0, 40])
def test_a_save_costs_the_same_however_many_rows_there_are(browser, assessment, there, more, django_assert_num_queries):
    ExpectationFactory.create_batch(more, profile=there.senior)
    send(browser, assessment, there.crepes_2, value="1")
    with django_assert_num_queries(15):
        send(browser, assessment, there.teach, value="1")


def test_what_was_shown_is_known_by_a_few_letters():
    assert digest_of(Answer(1)) == digest_of(Answer(1, rated_at=timezone.now(), version=4))
    assert len({digest_of(each) for each in (Answer(), Answer(0), Answer(None, True), Answer(0, False, "x"))}) == 4
