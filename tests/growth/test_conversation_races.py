"""Two at once: on both databases one of them wins, the other is told, and nothing is left half done."""

from __future__ import annotations

import pytest
from django.urls import reverse

from paths.growth.answering import NothingToSend, answer_row, answers_of, close_conversation, send_answer
from paths.growth.assessing import AnsweredMeanwhile, NotPossibleNow, share_assessment, withdraw
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Conversation, Opening
from tests import racing
from tests.growth.bakery import bakery, browser

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def bakers():
    return bakery()


def at_once(*jobs):
    return racing.at_once(*jobs, refused=(NotPossibleNow, NothingToSend, AnsweredMeanwhile))


def how_many(results, kind):
    return sum(isinstance(each, kind) for each in results)


def in_the_end(conversation):
    return Conversation.objects.get(pk=conversation.pk).state


def agreed_is_what_both_said(bakers, conversation):
    own, managers, agreed = (
        {row.key: row.value for row in answers_of(conversation, voice) if row.rated_at}
        for voice in (Voice.SELF, Voice.MANAGER, Voice.AGREED)
    )
    return agreed == {key: value for key, value in managers.items() if own.get(key) == value}


def test_answers_are_sent_once_however_often_they_are_sent(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    bakers.answer(conversation, "teach", 1)
    results = at_once(*[lambda: send_answer(conversation=conversation, by=bakers.bo)] * 4)
    assert how_many(results, NotPossibleNow) == 3
    assert [row.value for row in answers_of(conversation, Voice.AGREED)] == [1]


def test_two_clicks_on_send_give_no_error_page(bakers):
    conversation = bakers.shared(rye=2)
    bakers.answer(conversation, "rye", 2)
    clients, where = [browser(bakers.bo), browser(bakers.bo)], reverse("conversation_send", args=[conversation.pk])
    results = at_once(*(lambda client=client: client.post(where).status_code for client in clients))
    assert results == [302, 302]
    assert in_the_end(conversation) == ConversationState.ANSWERED


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_row_that_is_saved_while_all_is_sent_is_in_what_was_sent_or_refused(bakers, attempt):
    conversation = bakers.shared(rye=2, teach=1)
    bakers.answer(conversation, "teach", 2)
    row, sent = at_once(
        lambda: answer_row(
            conversation=conversation, voice=Voice.MANAGER, expected=bakers.asked("rye"), value=2, by=bakers.bo
        ),
        lambda: send_answer(conversation=conversation, by=bakers.bo),
    )
    assert sent is None
    assert len(answers_of(conversation, Voice.MANAGER)) == (1 if isinstance(row, NotPossibleNow) else 2)
    assert agreed_is_what_both_said(bakers, conversation)


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_what_is_agreed_while_it_is_closed_is_in_what_was_closed_or_refused(bakers, attempt):
    conversation = bakers.answered()
    row, closed = at_once(
        lambda: answer_row(conversation=conversation, voice=Voice.AGREED, expected=bakers.asked("rye"), value=3),
        lambda: close_conversation(conversation=conversation),
    )
    assert closed is None
    assert in_the_end(conversation) == ConversationState.CLOSED
    assert len(answers_of(conversation, Voice.AGREED)) == (1 if isinstance(row, NotPossibleNow) else 2)


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_it_is_taken_back_or_answered_but_not_both(bakers, attempt):
    conversation = bakers.shared(rye=2, teach=1)
    bakers.answer(conversation, "teach", 1)
    results = at_once(
        lambda: withdraw(conversation=conversation), lambda: send_answer(conversation=conversation, by=bakers.bo)
    )
    assert how_many(results, NotPossibleNow) == 1
    taken_back = in_the_end(conversation) == ConversationState.WITHDRAWN
    assert bool(answers_of(conversation, Voice.AGREED)) is not taken_back
    assert (results[0] is None) is taken_back


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_it_is_shared_anew_or_answered_but_not_both(bakers, attempt):
    conversation = bakers.shared(rye=2, teach=1)
    bakers.answer(conversation, "teach", 1)
    shared, sent = at_once(
        lambda: share_assessment(assessment=conversation.assessment),
        lambda: send_answer(conversation=conversation, by=bakers.bo),
    )
    assert (shared is None or isinstance(shared, NotPossibleNow)) == (sent is None)
    states = sorted(Conversation.objects.values_list("state", flat=True))
    assert states == (["answered"] if sent is None else ["shared", "withdrawn"])


def test_of_two_windows_with_one_new_row_one_saves_and_the_other_is_told(bakers):
    conversation = bakers.shared(rye=2)
    key = bakers.asked("rye").key
    where = reverse("conversation_row", args=[conversation.pk, key])

    def window(value):
        client = browser(bakers.bo)
        sent = {f"{key.hex}-value": value, f"{key.hex}-note": ""}
        return lambda: client.post(where, sent, headers={"HX-Request": "true"}).status_code

    assert sorted(at_once(window("1"), window("2"), window("3"))) == [200, 409, 409]
    assert len(answers_of(conversation, Voice.MANAGER)) == 1


def test_one_reader_in_many_windows_is_noted_once(bakers):
    conversation = bakers.shared(rye=2)
    clients = [browser(bakers.cleo) for _ in range(4)]
    where = conversation.get_absolute_url()
    results = at_once(*(lambda client=client: client.get(where).status_code for client in clients))
    assert results == [200] * 4
    assert Opening.objects.count() == 1
