"""Conversations whose manager is another one by now, has left, was erased, or was never there."""

import pytest
from django.urls import reverse

from paths.growth.assessing import share_assessment
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Conversation
from paths.people.erasing import erase_person
from tests.growth.bakery import bakery, browser, partner
from tests.growth.test_conversation import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def close(who, conversation):
    response = browser(who).post(reverse("conversation_close", args=[conversation.pk]))
    conversation.refresh_from_db()
    return response.status_code, conversation.state


def led_by(bakers, manager):
    bakers.ana.manager = manager
    bakers.ana.save()


def test_what_an_erased_manager_answered_is_not_called_anybody_elses(bakers):
    conversation = bakers.closed()
    erase_person(employee=bakers.bo, typed_name=bakers.bo.name, to_their_manager=True, by=partner())
    text = page(bakers.ana, conversation)
    assert "The manager then" in text
    assert "<dt>Cleo" not in text
    assert "Cleo</th>" not in text


def test_the_owner_talks_it_through_with_who_leads_them_now(bakers):
    conversation = bakers.answered()
    led_by(bakers, bakers.dov)
    assert "Talk it through with Dov" in page(bakers.ana, conversation)
    assert "Talk it through with Bo" not in page(bakers.ana, conversation)


def test_an_owner_whom_nobody_leads_closes_it_themselves(bakers):
    conversation = bakers.answered()
    led_by(bakers, None)
    text = page(bakers.ana, conversation)
    assert "Nobody is set down as your manager" in text
    assert "You can also close it yourself" in text
    assert close(bakers.ana, conversation) == (302, ConversationState.CLOSED)


def test_an_owner_whose_manager_has_left_closes_it_themselves(bakers):
    conversation = bakers.answered()
    bakers.bo.is_active = False
    bakers.bo.save()
    assert "Bo has left" in page(bakers.ana, conversation)
    assert close(bakers.ana, conversation) == (302, ConversationState.CLOSED)


def test_an_owner_who_has_a_manager_does_not_close_it(bakers):
    conversation = bakers.answered()
    assert "close it yourself" not in page(bakers.ana, conversation)
    assert close(bakers.ana, conversation) == (403, ConversationState.ANSWERED)


def test_who_waits_for_somebody_who_has_left_is_told_so(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    bakers.bo.is_active = False
    bakers.bo.save()
    assert "Bo has left, so nobody can answer at the moment." in page(bakers.ana, conversation)


@pytest.mark.parametrize("state", ["shared", "answered"])
def test_nobody_writes_in_a_conversation_of_somebody_who_has_left(bakers, state):
    conversation = bakers.shared(rye=2, teach=1) if state == "shared" else bakers.answered()
    bakers.ana.is_active = False
    bakers.ana.save()
    assert "Ana has left. This stays as it is." in page(bakers.bo, conversation)
    client = browser(bakers.bo)
    for name in ("conversation_send", "conversation_close", "conversation_agree"):
        assert client.post(reverse(name, args=[conversation.pk])).status_code == 403
    assert client.get(reverse("conversation_answer", args=[conversation.pk, 1])).status_code == 403
    assert Conversation.objects.get().state == state


def test_what_a_manager_has_begun_goes_on_when_the_owner_shares_again(bakers, guarded):
    first = bakers.shared(rye=2, teach=1)
    bakers.answer(first, "rye", 3)
    second = share_assessment(assessment=first.assessment)
    first.refresh_from_db()
    assert first.state == ConversationState.WITHDRAWN
    assert second.manager == bakers.bo
    kept = second.ratings.get(voice=Voice.MANAGER)
    assert (kept.key, kept.value, kept.note) == (bakers.asked("rye").key, 3, "Bo on rye.")
    assert "Bo on rye." in "".join(page(bakers.bo, second, "conversation_answer", step) for step in (1, 2))
