"""Who waits for an answer that nobody can give is told so, and what can be done about it."""

import pytest
from django.urls import reverse

from paths.growth.answerers import why_nobody_answers
from tests.growth.bakery import bakery, browser, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def has_left(employee):
    employee.is_active = False
    employee.save()


def without_account(employee):
    employee.user = None
    employee.save()


def account_closed(employee):
    employee.user.is_active = False
    employee.user.save()


GONE = [
    (has_left, "Bo has left, so nobody can answer at the moment. HR can name a new manager."),
    (without_account, "Bo cannot sign in, so nobody can answer at the moment. HR can name a new manager."),
    (account_closed, "Bo cannot sign in, so nobody can answer at the moment. HR can name a new manager."),
]


def page(who, name, *args, **query):
    return browser(who).get(reverse(name, args=args), query).content.decode()


@pytest.mark.parametrize(("goes", "said"), GONE)
def test_the_owner_reads_on_each_page_with_the_copy_that_nobody_can_answer(bakers, goes, said):
    conversation = bakers.shared(rye=2)
    for name, args in (("growth", ()), ("growth_history", ()), ("assessment", (conversation.assessment_id,))):
        assert "nobody can answer" not in page(bakers.ana, name, *args)
    goes(bakers.bo)
    for name, args in (("growth", ()), ("growth_history", ()), ("assessment", (conversation.assessment_id,))):
        assert page(bakers.ana, name, *args).count(said) == 1, name


def test_somebody_without_a_manager_is_told_that_hr_can_name_one(bakers):
    bakers.ana.manager = None
    bakers.ana.save()
    bakers.shared(rye=2)
    assert "Nobody is set down as your manager, so nobody can answer at the moment." in page(bakers.ana, "growth")


def test_what_was_answered_waits_for_nobody(bakers):
    bakers.closed()
    has_left(bakers.bo)
    assert "nobody can answer" not in page(bakers.ana, "growth_history")


def test_whose_manager_can_answer_has_no_sentence(bakers):
    assert why_nobody_answers(bakers.ana) == ""


def test_a_managers_manager_is_told_of_people_whose_manager_has_left_and_can_read_what_they_share(bakers):
    bakers.shared(rye=2)
    has_left(bakers.bo)
    told = page(bakers.cleo, "team")
    assert "Bo has left, and nobody can answer what their people share. HR can name a new manager." in told
    assert f'href="/team/?of={bakers.bo.pk}"' in told
    theirs = page(bakers.cleo, "team", of=bakers.bo.pk)
    assert "Towards Senior Baker" in theirs
    assert "Bo has left, so nobody can answer at the moment." in theirs
    assert "Bo answers it" not in theirs


def test_who_left_nobody_behind_is_not_named(bakers):
    lea = person("Lea", manager=bakers.bo)
    has_left(lea)
    assert "has left" not in page(bakers.bo, "team")
    assert browser(bakers.bo).get(reverse("team"), {"of": lea.pk}).status_code == 404


def test_the_team_of_a_manager_who_cannot_sign_in_says_so(bakers):
    without_account(bakers.bo)
    assert "Bo cannot sign in, so nobody can answer" in page(bakers.cleo, "team", of=bakers.bo.pk)
    assert "Bo answers it" not in page(bakers.cleo, "team", of=bakers.bo.pk)
