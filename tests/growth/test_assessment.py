"""The pages of a self-assessment: its steps, and the one to look it over and share it."""

import datetime
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from paths.growth.assessing import end_assessment, rate, share_assessment, standing_of_assessment, start_assessment
from paths.growth.choices import ConversationState
from paths.growth.models import Assessment, Conversation, Evidence, Goal, Rating
from tests.factories import ExpectationFactory
from tests.growth import writing
from tests.growth.people import bakery, page, signed_in, towards_senior
from tests.growth.test_assessment_row import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return bakery()


@pytest.fixture
def assessment(there):
    return towards_senior(there)


@pytest.fixture
def browser(there):
    return signed_in(there.ana)


def step_of(assessment, expectation):
    """The address of the step that holds a statement."""
    steps = standing_of_assessment(assessment).steps
    slug = next(step.slug for step in steps if any(row.expected.key == expectation.key for row in step.rows))
    return reverse("assessment_step", args=[assessment.pk, slug])


def answer(assessment, expectation, value, **more):
    row = standing_of_assessment(assessment).row(expectation.key)
    return rate(assessment=assessment, expected=row.expected, value=value, **more)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# --- Beginning ---


def test_it_begins_towards_the_level_that_is_chosen(browser, there):
    response = browser.post(reverse("assessment_start"), {"level": there.senior.level.pk, "scope": "everything"})
    begun = Assessment.objects.get()
    assert (begun.level, begun.whole, begun.from_level) == (there.senior.level, True, there.junior.level)
    assert response.url == reverse("assessment_step", args=[begun.pk, 1])


def test_what_is_under_way_is_gone_on_with(browser, assessment, there):
    browser.post(reverse("assessment_start"), {"level": there.senior.level.pk})
    assert Assessment.objects.get() == assessment


@pytest.mark.parametrize("level", ["", "0", "x", "99999999999999999999"])
def test_no_level_is_said_and_not_begun(browser, level):
    response = browser.post(reverse("assessment_start"), {"level": level})
    assert said(response) == ["Choose the level you want to work towards."]
    assert not Assessment.objects.exists()


def test_a_level_that_no_ladder_describes_is_not_begun(browser, there):
    there.edition.profiles.filter(pk=there.senior.pk).delete()
    response = browser.post(reverse("assessment_start"), {"level": there.senior.level.pk})
    assert said(response) == ["No ladder describes that level any more. Choose another one."]


def test_people_who_do_not_work_here_begin_nothing(there):
    response = signed_in(there.omar).post(reverse("assessment_start"), {"level": there.senior.level.pk})
    assert response.status_code == 404


# --- A step ---


def test_a_step_shows_its_rows_with_what_is_needed(browser, assessment, there):
    told = page(browser.get(step_of(assessment, there.rye_3)))
    assert "Rye</legend>" in told
    assert "Needed: <strong>Practitioner</strong>: Solves hard and unfamiliar problems" in told
    assert "Teach apprentices</legend>" not in told
    assert "conversation, not a verdict" in told


def test_the_answers_mean_what_hr_wrote_for_the_skill(browser, assessment, there):
    there.rye.practitioner = "Bakes rye that others ask for."
    there.rye.save()
    assert "Needed: <strong>Practitioner</strong>: Bakes rye that others ask for." in page(
        browser.get(step_of(assessment, there.rye_3))
    )


def test_only_what_differs_is_asked_until_everything_is_wanted(browser, assessment, there):
    assert "Sweep" not in page(browser.get(reverse("assessment", args=[assessment.pk])))
    ExpectationFactory(profile=there.senior, text=there.sweep.text)
    browser.post(reverse("assessment_scope", args=[assessment.pk]), {"scope": "everything"})
    assert "Sweep" in page(browser.get(reverse("assessment", args=[assessment.pk])))
    browser.post(reverse("assessment_scope", args=[assessment.pk]), {"scope": "short"})
    assert "Sweep" not in page(browser.get(reverse("assessment", args=[assessment.pk])))


def test_what_it_asks_stays_when_ones_own_level_becomes_another(browser, assessment, there):
    ExpectationFactory(profile=there.senior, text=there.sweep.text)
    there.ana.level = there.senior.level
    there.ana.save()
    assert "Sweep" not in page(browser.get(reverse("assessment", args=[assessment.pk])))


def test_what_was_answered_before_is_filled_in_with_its_day(browser, assessment, there):
    answer(assessment, there.rye_3, 2, note="Forty loaves")
    Rating.objects.update(rated_at=datetime.datetime(2026, 3, 5, 12, tzinfo=datetime.UTC))
    end_assessment(assessment=assessment)
    again = start_assessment(employee=there.ana, level=there.senior.level)
    told = page(browser.get(step_of(again, there.rye_3)))
    assert "Answered on 5 March 2026" in told
    assert "Forty loaves</textarea>" in told


def test_evidence_stands_beside_the_row_that_it_shows(browser, assessment, there):
    mine = Evidence.objects.create(employee=there.ana, text="Won the rye prize", happened_on="2026-02-01")
    mine.shows.create(key=there.rye_3.key)
    others = Evidence.objects.create(employee=there.di, text="Burnt the rye")
    others.shows.create(key=there.rye_3.key)
    told = page(browser.get(step_of(assessment, there.rye_3)))
    assert "Won the rye prize" in told
    assert "Burnt the rye" not in told
    assert f"?key={there.rye_3.key}" in told
    assert "Won the rye prize" not in page(browser.get(step_of(assessment, there.teach)))


def test_evidence_for_the_skill_at_another_level_stands_beside_it_apart(browser, assessment, there):
    exact = Evidence.objects.create(employee=there.ana, text="Won the rye prize", happened_on="2026-02-01")
    exact.shows.create(key=there.rye_3.key, skill=there.rye)
    exact.shows.create(key=there.rye_1.key, skill=there.rye)
    lower = Evidence.objects.create(employee=there.ana, text="Baked a first rye loaf", happened_on="2025-02-01")
    lower.shows.create(key=there.rye_1.key, skill=there.rye)
    others = Evidence.objects.create(employee=there.di, text="Burnt the rye")
    others.shows.create(key=there.rye_1.key, skill=there.rye)
    told = page(browser.get(step_of(assessment, there.rye_3)))
    row = told.partition(f'id="row-{there.rye_3.key.hex}"')[2].partition("</fieldset>")[0]
    here, of_skill, elsewhere = row.partition("For this skill at another level")
    assert of_skill
    assert "Won the rye prize" in here
    assert "Won the rye prize" not in elsewhere
    assert "Baked a first rye loaf" in elsewhere
    assert told.count("Baked a first rye loaf") == 1, "beside no row of another skill"
    assert "Burnt the rye" not in told


def test_the_save_of_a_step_keeps_all_of_its_rows(browser, assessment, there):
    fields = sent(there.rye_3, value="3") | sent(there.crepes_2, value="1", note="A few")
    assert browser.post(step_of(assessment, there.rye_3), fields).status_code == 302
    saved = {(rating.key, rating.value, rating.note) for rating in Rating.objects.all()}
    assert saved == {(there.rye_3.key, 3, ""), (there.crepes_2.key, 1, "A few")}


def test_the_save_of_a_step_goes_on_to_the_next_and_from_the_last_to_the_whole(browser, assessment):
    first, second = (reverse("assessment_step", args=[assessment.pk, step]) for step in (1, 2))
    assert browser.post(first, {}).url == second
    assert browser.post(second, {}).url == reverse("assessment", args=[assessment.pk])


def test_one_bad_row_of_a_step_does_not_keep_the_others_from_being_saved(browser, assessment, there):
    fields = sent(there.rye_3, value="3") | sent(there.crepes_2, value="9", note="Typed")
    response = browser.post(step_of(assessment, there.rye_3), fields)
    assert response.status_code == 422
    assert Rating.objects.get().key == there.rye_3.key
    told = page(response)
    assert "One answer is not saved yet" in told
    assert "Typed</textarea>" in told


def test_a_second_tab_that_saves_a_step_is_shown_both_answers_of_a_row(browser, assessment, there):
    answer(assessment, there.rye_3, 3, note="There")
    fields = sent(there.rye_3, value="1", note="Here") | sent(there.crepes_2, value="2")
    response = browser.post(step_of(assessment, there.rye_3), fields)
    assert response.status_code == 409
    told = page(response)
    assert "Practitioner: “There”" in told
    assert "Awareness: “Here”" in told
    assert Rating.objects.get(key=there.crepes_2.key).value == 2, "the other row is saved"
    assert (
        browser.post(step_of(assessment, there.rye_3), fields | sent(there.rye_3, value="1", over="1")).status_code
        == 302
    )
    assert Rating.objects.get(key=there.rye_3.key).value == 1


def test_a_second_tab_that_touched_only_other_rows_saves_them_without_a_question(browser, assessment, there):
    shown = page(browser.get(step_of(assessment, there.rye_3)))
    was = shown.partition(f'name="{there.rye_3.key.hex}-was" value="')[2].partition('"')[0]
    answer(assessment, there.rye_3, 3)
    fields = sent(there.rye_3, was=was) | sent(there.crepes_2, value="2")
    assert browser.post(step_of(assessment, there.rye_3), fields).status_code == 302
    assert Rating.objects.get(key=there.rye_3.key).value == 3


def test_what_was_typed_into_an_ended_session_waits_for_its_owner(client, assessment, there):
    here = step_of(assessment, there.rye_3)
    fields = sent(there.rye_3, value="3", note="Typed for an hour") | writing.of(there.ana)
    response = client.post(here, fields)
    assert response.url == f"/account/sign-in/?next={here}"
    client.force_login(there.ana.user)
    told = page(client.get(here))
    assert "Typed for an hour</textarea>" in told
    assert "You were signed out before this was saved" in told
    assert not Rating.objects.exists()
    assert "Typed for an hour" not in page(client.get(here)), "once"


def test_what_was_typed_into_an_ended_session_is_shown_to_nobody_else(client, assessment, there):
    here = step_of(assessment, there.rye_3)
    client.post(here, sent(there.rye_3, value="3", note="Typed for an hour") | writing.of(there.ana))
    client.force_login(there.di.user)
    assert client.get(here).status_code == 404


def test_a_step_that_is_not_there_leads_to_the_whole(browser, assessment):
    response = browser.get(reverse("assessment_step", args=[assessment.pk, 99]))
    assert response.url == reverse("assessment", args=[assessment.pk])


@pytest.mark.parametrize("more", [0, 30])
def test_a_step_costs_the_same_however_many_rows_there_are(browser, assessment, there, more, django_assert_num_queries):
    for expectation in ExpectationFactory.create_batch(more, profile=there.senior, of_skill=True, category="Craft"):
        Evidence.objects.create(employee=there.ana, text="x").shows.create(key=expectation.key)
        Evidence.objects.create(employee=there.ana, text="y").shows.create(key=uuid4(), skill=expectation.skill)
    Evidence.objects.create(employee=there.ana, text="x").shows.create(key=there.rye_3.key)
    answer(assessment, there.rye_3, 1)
    here = step_of(assessment, there.rye_3)
    with django_assert_num_queries(15):
        browser.get(here)


# --- Looking it over, sharing it ---


def test_looking_it_over_shows_where_every_row_stands(browser, assessment, there):
    answer(assessment, there.rye_3, 1)
    answer(assessment, there.crepes_2, 4)
    answer(assessment, there.teach, None, no_opportunity=True, note="An apprentice")
    told = page(browser.get(reverse("assessment", args=[assessment.pk])))
    for words in ("2 below", "met", "no opportunity", "An apprentice", "1 of 3"):
        assert words in told


def test_a_gap_becomes_a_goal_with_one_click(browser, assessment, there):
    answer(assessment, there.rye_3, 1)
    address = reverse("assessment", args=[assessment.pk])
    assert f'name="key" value="{there.rye_3.key}"' in page(browser.get(address))
    browser.post(reverse("goal_add"), {"key": there.rye_3.key})
    assert Goal.objects.get().employee == there.ana
    assert "In your growth plan" in page(browser.get(address))


def test_sharing_freezes_a_copy_and_says_who_sees_it(browser, assessment, there):
    address = reverse("assessment", args=[assessment.pk])
    told = page(browser.get(address))
    assert "Bo Lead (your manager), Cy Top (your manager’s manager), Omar Partner (HR partner)" in told
    assert "Only you can see what you answer here." in told
    browser.post(reverse("assessment_share", args=[assessment.pk]), {"is_done": "on"})
    assert Conversation.objects.get().is_finished
    assert "not answered yet" in page(browser.get(address))


def test_sharing_says_when_the_copy_before_waits_to_be_closed(browser, assessment):
    share_assessment(assessment=assessment)
    Conversation.objects.update(state=ConversationState.ANSWERED, answered_at="2026-01-01T00:00Z")
    response = browser.post(reverse("assessment_share", args=[assessment.pk]))
    assert said(response)[0].startswith("Nothing was shared: your manager has answered")
    assert Conversation.objects.count() == 1


def test_what_was_put_away_is_read_and_not_written(browser, assessment, there):
    browser.post(reverse("assessment_end", args=[assessment.pk]))
    address = reverse("assessment", args=[assessment.pk])
    told = page(browser.get(address))
    assert "You put this away on" in told
    assert "Share a copy" not in told
    assert browser.get(step_of(assessment, there.teach)).url == address
    assert browser.post(reverse("assessment_share", args=[assessment.pk])).status_code == 404


@pytest.mark.parametrize("who", ["bo", "cy", "di", "omar"])
@pytest.mark.parametrize(
    "name", ["assessment", "assessment_share", "assessment_scope", "assessment_move", "assessment_end"]
)
def test_nobody_else_opens_it_or_does_anything_with_it(assessment, there, who, name):
    share_assessment(assessment=assessment)
    browser = signed_in(getattr(there, who))
    method = browser.get if name == "assessment" else browser.post
    assert method(reverse(name, args=[assessment.pk])).status_code == 404


@pytest.mark.parametrize("more", [0, 30])
def test_looking_it_over_costs_the_same_however_many_rows_there_are(
    browser, assessment, there, more, django_assert_num_queries
):
    ExpectationFactory.create_batch(more, profile=there.senior)
    answer(assessment, there.rye_3, 1)
    with django_assert_num_queries(19):
        browser.get(reverse("assessment", args=[assessment.pk]))
