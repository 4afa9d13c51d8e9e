"""What is written while signed out: it waits for whoever wrote it, for nobody else, and none of it goes unsaid."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from paths.growth import unsent
from paths.growth.models import Goal, UnsentWords
from paths.people.erasing import erase_person
from paths.promotions.asking import name_adviser
from tests.factories import ExpectationFactory, UserFactory
from tests.growth import writing
from tests.growth.bakery import bakery, browser
from tests.growth.writing import fields
from tests.promotions.case_pages import gathering, sent
from tests.promotions.people import company

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def page(response):
    return response.content.decode()


def sign_in(client, who):
    client.force_login(getattr(who, "user", None) or who)
    return client


# --- For whoever wrote it ---


@pytest.mark.parametrize("forms", [lambda: writing.growth_forms(bakery()), lambda: writing.case_forms(company())])
def test_what_was_written_while_signed_out_is_in_its_form_again_and_not_saved(forms):
    for name, arguments, who, said in forms():
        client, address = browser(None), reverse(name, args=arguments)
        response = client.post(address, said | writing.of(who))
        assert response["Location"].startswith("/account/sign-in/"), name
        shown = sign_in(client, who).get(address)
        assert shown.status_code == 200, name
        assert re.search(r'Typed for an hour(</textarea>|")', page(shown)), name
        assert 'class="message error"' in page(shown) or "not-saved" in page(shown), name
        assert "Typed for an hour" not in page(client.get(address, follow=True)), f"{name}: once, and it was not saved"


def test_what_was_agreed_while_signed_out_is_in_its_field_again(bakers):
    conversation = bakers.answered()
    client, address = browser(None), reverse("conversation_agree", args=[conversation.pk])
    client.post(address, fields(bakers.asked("rye"), value="2", note="Over coffee") | writing.of(bakers.bo))
    shown = page(sign_in(client, bakers.bo).get(address))
    assert "Over coffee</textarea>" in shown
    assert "You were signed out before this was saved" in shown
    assert client.get(address)["Location"] == conversation.get_absolute_url(), "once"


def test_a_view_that_was_written_while_signed_out_is_in_its_field_again():
    people = company()
    case = sent(people)
    name_adviser(case=case, adviser=people.colleague, by=people.partner)
    client, address = browser(None), reverse("adviser_view", args=[case.pk])
    client.post(address, {"view": "Calm under pressure"} | writing.of(people.colleague))
    assert "Calm under pressure</textarea>" in page(sign_in(client, people.colleague).get(address))


def test_the_words_of_one_person_are_not_shown_to_another_on_a_page_that_both_may_open():
    people = company()
    case = gathering(people)
    address = reverse("case_evidence", args=[case.pk, case.items.first().pk])
    client = browser(None)
    client.post(address, {"text": "What Ana wrote", "happened_on": "2026-01-05"} | writing.of(people.ana))
    assert "What Ana wrote" not in page(sign_in(client, people.bo).get(address))
    assert "What Ana wrote" in page(sign_in(client, people.ana).get(address)), "it still waits for her"


def test_what_does_not_say_whose_it_is_waits_for_nobody(bakers):
    client, address = browser(None), reverse("goal_add")
    for writer in ({}, {"writer": str(bakers.ana.user_id)}, {"writer": f"{bakers.ana.user_id}:made-up"}):
        client.post(address, {"action": "Made up"} | writer)
    assert not UnsentWords.objects.exists()
    assert "Made up" not in page(sign_in(client, bakers.ana).get(address))


def test_a_view_of_somebody_who_does_not_advise_any_more_is_shown_to_be_copied():
    people = company()
    case = sent(people)
    adviser = name_adviser(case=case, adviser=people.colleague, by=people.partner)
    client, address = browser(None), reverse("adviser_view", args=[case.pk])
    client.post(address, {"view": "Calm under pressure"} | writing.of(people.colleague))
    adviser.delete()
    response = sign_in(client, people.colleague).get(address)
    assert response.status_code == 404
    assert "Calm under pressure</textarea>" in page(response)


# --- More than one, and too much ---


def test_nine_long_notes_in_cyrillic_wait(bakers):
    more = ExpectationFactory.create_batch(9, profile=bakers.profile)
    assessment = bakers.assessment()
    said = {name: text for each in more for name, text in fields(each, note=f"{each.pk}" + "ж" * 1_990).items()}
    client = browser(None)
    steps = [reverse("assessment_step", args=[assessment.pk, step]) for step in (1, 2)]
    client.post(steps[0], said | writing.of(bakers.ana))
    shown = page(sign_in(client, bakers.ana).get(steps[0]))
    assert all(f"{each.pk}" + "ж" * 1_990 in shown for each in more)


def test_two_tabs_that_had_expired_both_keep_what_was_written(bakers):
    client, goal, log = browser(None), reverse("goal_add"), reverse("evidence_add")
    client.post(goal, {"action": "In the first tab"} | writing.of(bakers.ana))
    client.post(log, {"text": "In the second tab", "happened_on": "2026-01-05"} | writing.of(bakers.ana))
    client.post(goal, {"action": "In the third tab, of the same page"} | writing.of(bakers.ana))
    sign_in(client, bakers.ana)
    assert "In the first tab" in page(client.get(goal))
    assert "In the second tab" in page(client.get(log))
    assert "In the third tab" in page(client.get(goal))
    assert "In the" not in page(client.get(goal))


def test_what_was_sent_twice_waits_once(bakers):
    client, address = browser(None), reverse("goal_add")
    for _click in range(2):
        client.post(address, {"action": "Clicked twice"} | writing.of(bakers.ana))
    sign_in(client, bakers.ana).get(address)
    assert "Clicked twice" not in page(client.get(address))


def test_what_there_is_no_room_for_is_shown_at_once_to_be_copied(bakers, monkeypatch):
    monkeypatch.setattr(unsent, "MOST_BYTES", 2_000)
    client, address = browser(None), reverse("goal_add")
    client.post(address, {"action": "First"} | writing.of(bakers.ana))
    response = client.post(address, {"action": "x" * 2_000} | writing.of(bakers.ana))
    assert response.status_code == 413
    assert response["Cache-Control"] == "private, no-store"
    assert "too much to be kept until you have signed in again" in page(response)
    assert "x" * 2_000 in page(response)
    assert "First" in page(sign_in(client, bakers.ana).get(address)), "what waits already goes on waiting"


def test_no_more_than_some_wait_and_the_next_is_shown(bakers):
    client, address = browser(None), reverse("goal_add")
    told = [client.post(address, {"action": f"Goal {place}"} | writing.of(bakers.ana)) for place in range(11)]
    assert [response.status_code for response in told] == [302] * 10 + [413]
    assert "Goal 10</textarea>" in page(told[10])


# --- Refused, and stale ---


def test_what_was_sent_to_a_page_that_is_not_there_is_shown_to_be_copied(bakers):
    response = browser(bakers.bo).post(reverse("conversation_answer", args=[9_999, 1]), {"x-note": "Typed for an hour"})
    assert response.status_code == 404
    assert "Typed for an hour</textarea>" in page(response)


def test_what_is_not_theirs_to_write_is_shown_to_be_copied(bakers):
    conversation = bakers.shared(rye=2)
    address = reverse("conversation_answer", args=[conversation.pk, 1])
    response = browser(bakers.cleo).post(address, {"x-note": "Typed for an hour"})
    assert response.status_code == 403
    assert "Typed for an hour</textarea>" in page(response)


def test_what_was_written_while_signed_out_is_shown_though_its_page_is_gone(bakers):
    conversation = bakers.shared(rye=2)
    client, address = browser(None), reverse("conversation_answer", args=[conversation.pk, 1])
    client.post(address, fields(bakers.asked("rye"), note="Typed for an hour") | writing.of(bakers.bo))
    conversation.delete()
    response = sign_in(client, bakers.bo).get(address)
    assert response.status_code == 404
    assert "Typed for an hour</textarea>" in page(response)
    assert "Typed for an hour" not in page(client.get(address)), "once"


def test_a_form_from_before_signing_in_again_is_shown_once_more(bakers):
    client, address = Client(enforce_csrf_checks=True), reverse("goal_add")
    sign_in(client, bakers.ana)
    stale = {"action": "Typed before", "csrfmiddlewaretoken": "x" * 64} | writing.of(bakers.ana)
    response = client.post(address, stale)
    assert response["Location"] == address
    assert "Typed before</textarea>" in page(client.get(address))
    assert not Goal.objects.exists()


def test_a_stale_form_of_somebody_who_is_signed_out_waits_for_them(bakers):
    client, address = Client(enforce_csrf_checks=True), reverse("goal_add")
    stale = {"action": "Typed before", "csrfmiddlewaretoken": "x" * 64} | writing.of(bakers.ana)
    assert client.post(address, stale)["Location"].startswith("/account/sign-in/")
    assert "Typed before</textarea>" in page(sign_in(client, bakers.ana).get(address))


@pytest.mark.parametrize("whose", ["nobody", "another"])
def test_a_form_that_is_not_ours_is_refused_as_ever(bakers, whose):
    client = sign_in(Client(enforce_csrf_checks=True), bakers.ana)
    writer = writing.of(bakers.bo) if whose == "another" else {}
    response = client.post(reverse("goal_add"), {"action": "Not hers"} | writer)
    assert response.status_code == 403
    assert "That form has gone stale" in page(response)
    assert "Not hers" not in page(response)
    assert "Not hers" not in page(client.get(reverse("goal_add")))


def test_who_is_erased_leaves_no_words(bakers):
    client, address = browser(None), reverse("goal_add")
    for who, text in ((bakers.ana, "Of Ana"), (bakers.dov, "Of Dov")):
        client.post(address, {"action": text} | writing.of(who))
    hr = UserFactory(is_staff=True, is_superuser=True)
    erase_person(employee=bakers.ana, typed_name=bakers.ana.name, to_their_manager=True, by=hr)
    assert [words.fields for words in UnsentWords.objects.all()] == ['{"action": ["Of Dov"]}']
