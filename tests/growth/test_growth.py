"""The first page of one's own papers, their history, and the line about who can see them."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paths.growth.answering import close_conversation, note_opening
from paths.growth.assessing import (
    end_assessment,
    rate,
    share_assessment,
    standing_of_assessment,
    start_assessment,
    withdraw,
)
from paths.growth.choices import ConversationState
from paths.growth.models import Conversation, Goal
from paths.growth.readers import who_sees, who_sees_conversation
from paths.people.linking import note_verified_address
from paths.people.papers import PRIVATE, SHARED
from tests.factories import EditionFactory, EmployeeFactory, ExpectationFactory, LevelProfileFactory, UserFactory
from tests.growth.people import bakery, page, signed_in, towards_senior

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return bakery()


@pytest.fixture
def browser(there):
    return signed_in(there.ana)


def answer(assessment, expectation, value):
    row = standing_of_assessment(assessment).row(expectation.key)
    return rate(assessment=assessment, expected=row.expected, value=value)


def test_it_offers_the_next_rung_first(browser, there):
    told = page(browser.get(reverse("growth")))
    assert f'<option value="{there.senior.level.pk}" selected>Senior Baker (your next rung)' in told
    assert "None is under way" in told


def test_every_level_of_every_published_role_can_be_chosen(browser, there):
    other = LevelProfileFactory(title="Head of Oats")
    unpublished = LevelProfileFactory(edition=EditionFactory(draft=True), title="Keeper of Secrets")
    told = page(browser.get(reverse("growth")))
    assert other.title in told
    assert unpublished.title not in told


def test_it_shows_what_is_under_way_and_where_to_go_on(browser, there):
    paper = towards_senior(there)
    answer(paper, there.teach, 2)
    told = page(browser.get(reverse("growth")))
    assert "1 of 3 met · 0 below · 0 no opportunity · 2 unanswered" in told
    assert "Go on with" in told


def test_somebody_without_a_level_can_choose_one(there):
    told = page(signed_in(there.bo).get(reverse("growth")))
    assert "You do not stand on a level yet" in told
    assert "Choose a level" in told


def test_somebody_who_does_not_work_here_is_told_so():
    user = UserFactory()
    note_verified_address(user)
    told = page(signed_in(user).get(reverse("growth")))
    assert "you are not in the list of them" in told
    assert "confirm" not in told


@pytest.mark.parametrize("is_there", [True, False], ids=["HR has it", "HR does not"])
def test_whose_address_is_not_confirmed_is_told_to_confirm_it_and_offered_the_way(mailoutbox, is_there):
    user = UserFactory(email="una@demo.example")
    una = EmployeeFactory(user=None, name="Una", email=user.email, level=None) if is_there else None
    client = signed_in(user)
    told = page(client.get(reverse("growth")))
    assert "You have not confirmed yet that una@demo.example is your address. If HR has you under it" in told
    assert "you are not in the list" not in told
    form = re.search(r'<form method="post" action="([^"]+)">.*?name="email" value="([^"]+)"', told, re.DOTALL)
    assert client.post(form[1], {"email": form[2]}).status_code == 302
    assert [mail.to for mail in mailoutbox] == [[user.email]]
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    words = {"password1": "several words of mine", "password2": "several words of mine"}
    client.post(client.get(link)["Location"], words)
    client.post("/account/sign-in/", {"login": user.email, "password": "several words of mine"})
    told = page(client.get(reverse("growth")))
    assert ("Choose a level" in told or "No ladder is published yet" in told) if una else "HR can add you." in told


def test_an_address_that_is_not_confirmed_tells_nothing_of_whose_it_is():
    def read():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse("growth"))
        return re.sub(r'value="\w{64}"', "", page(response)), len(queries)

    client = signed_in(UserFactory(email="una@demo.example"))
    before = read()
    EmployeeFactory(user=None, name="Una", email="una@demo.example", level=None)
    assert read() == before


def test_where_nobody_has_a_password_an_administrator_ties_the_account(settings):
    settings.OIDC_ONLY = True
    told = page(signed_in(UserFactory()).get(reverse("growth")))
    assert "An administrator of this site can" in told
    assert "Send me the link" not in told


def test_whom_hr_adds_meanwhile_need_not_sign_in_again():
    user = UserFactory(email="una@demo.example")
    note_verified_address(user)
    client = signed_in(user)
    EmployeeFactory(user=None, name="Una", email=user.email, level=None)
    assert "You do not stand on a level yet" in page(client.get(reverse("growth"), follow=True))


def test_who_works_here_no_more_is_not_added_again_by_looking():
    user = UserFactory(email="una@demo.example")
    note_verified_address(user)
    client = signed_in(user)
    EmployeeFactory(user=None, name="Una", email=user.email, level=None, is_active=False)
    assert "you are not in the list of them" in page(client.get(reverse("growth")))


def test_a_company_without_ladders_has_nothing_to_work_towards():
    told = page(signed_in(EmployeeFactory(level=None)).get(reverse("growth")))
    assert "No ladder is published yet" in told


def test_goals_stand_there_with_their_day(browser, there):
    Goal.objects.create(employee=there.ana, action="Bake with Bo", due_on=datetime.date(2026, 1, 5))
    Goal.objects.create(employee=there.di, action="Somebody else’s")
    told = page(browser.get(reverse("growth")))
    assert "Bake with Bo" in told
    assert "was due on 5 January 2026" in told
    assert "Somebody else’s" not in told
    assert "Only you can see this." in told
    assert "can also be seen by" not in told


def test_it_says_who_else_sees_a_goal_that_is_shared(browser, there):
    Goal.objects.create(employee=there.ana, action="Bake with Bo", is_shared=True)
    told = page(browser.get(reverse("growth")))
    assert "no day set · shared" in told
    assert "What says that it is shared can also be seen by: Bo Lead (your manager), Cy Top" in told


# Of what was shared it is asked whether anybody can answer it, and who else sees it.
@pytest.mark.parametrize(("more", "queries"), [(0, 20), (1, 24), (6, 24)])
def test_it_costs_the_same_however_much_is_under_way(browser, there, more, queries, django_assert_num_queries):
    towards_senior(there)
    for profile in LevelProfileFactory.create_batch(more):
        ExpectationFactory(profile=profile)
        share_assessment(assessment=start_assessment(employee=there.ana, level=profile.level))
    with django_assert_num_queries(queries):
        browser.get(reverse("growth"))


# --- History ---


def test_the_history_keeps_every_assessment_and_every_copy(browser, there):
    paper = towards_senior(there)
    withdraw(conversation=share_assessment(assessment=paper))
    share_assessment(assessment=paper)
    end_assessment(assessment=paper)
    told = page(browser.get(reverse("growth_history")))
    assert "put away on" in told
    assert "withdrawn: only you can see it" in told
    assert "not answered yet" in told


def test_progress_is_told_from_copy_to_copy(browser, there, guarded):
    paper = towards_senior(there)
    first = share_assessment(assessment=paper)
    Conversation.objects.filter(pk=first.pk).update(state=ConversationState.ANSWERED, answered_at="2026-01-01T00:00Z")
    close_conversation(conversation=first)
    answer(paper, there.teach, 2)
    share_assessment(assessment=paper)
    told = page(browser.get(reverse("growth_history")))
    row = told.partition('<th scope="row">Responsibilities</th>')[2].partition("</tr>")[0]
    assert row.index("0 of 1") < row.index("1 of 1")
    assert "<polyline" in row


def test_one_copy_is_no_line_yet(browser, there):
    share_assessment(assessment=towards_senior(there))
    assert "<polyline" not in page(browser.get(reverse("growth_history")))


def test_nothing_yet_says_where_to_begin(browser):
    assert "Begin with a level to work towards." in page(browser.get(reverse("growth_history")))


@pytest.mark.parametrize("copies", [1, 5])
def test_the_history_costs_the_same_however_long_it_is(browser, there, copies, django_assert_num_queries):
    paper = towards_senior(there)
    for _ in range(copies):
        share_assessment(assessment=paper)
    with django_assert_num_queries(20):
        browser.get(reverse("growth_history"))


@pytest.mark.parametrize("name", ["growth", "growth_history"])
def test_they_are_kept_by_nobody_in_between(browser, name):
    assert browser.get(reverse(name))["Cache-Control"] == "private, no-store"


# --- Who can see ---


def test_a_private_paper_names_nobody_but_its_owner(there):
    sees = who_sees(PRIVATE, there.ana, viewer=there.ana.user)
    assert [seer.name for seer in sees.seers] == ["Ana Baker"]
    assert not sees.others


def test_the_line_names_those_whom_the_queries_let_in(there):
    conversation = share_assessment(assessment=towards_senior(there))
    everybody = [
        there.ana.user,
        there.bo.user,
        there.cy.user,
        there.di.user,
        there.omar,
        UserFactory(is_superuser=True),
    ]
    named = {seer.name for seer in who_sees(SHARED, there.ana, viewer=there.ana.user).seers}
    assert named == {
        user.name for user in everybody if Conversation.objects.visible_to(user).filter(pk=conversation.pk).exists()
    }


def test_the_owner_sees_when_it_was_last_opened_and_others_do_not(there):
    conversation = share_assessment(assessment=towards_senior(there))
    note_opening(conversation=conversation, user=there.bo.user)
    own = {seer.name: seer.opened_at for seer in who_sees_conversation(conversation, viewer=there.ana.user).others}
    assert own["Bo Lead"] is not None
    assert own["Cy Top"] is None
    theirs = who_sees_conversation(conversation, viewer=there.cy.user)
    assert not any(seer.opened_at for seer in theirs.seers)


def test_what_was_withdrawn_is_seen_by_its_owner_alone(there):
    conversation = share_assessment(assessment=towards_senior(there))
    withdraw(conversation=conversation)
    conversation.refresh_from_db()
    assert not who_sees_conversation(conversation, viewer=there.ana.user).others
