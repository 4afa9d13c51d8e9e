"""Every state of a conversation, and who may move it: what is allowed works, and what is refused changes nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from paths.growth.assessing import withdraw
from paths.growth.models import Conversation, SharedRating
from paths.shared.saving import stamp_of
from tests.growth.bakery import bakery, browser, partner, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def a_shared(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    bakers.answer(conversation, "teach", 1)
    return conversation


def a_withdrawn(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    withdraw(conversation=conversation)
    return conversation


STATES = {
    "shared": a_shared,
    "answered": lambda bakers: bakers.answered(),
    "closed": lambda bakers: bakers.closed(),
    "withdrawn": a_withdrawn,
}
VISITORS = {
    "owner": lambda bakers: bakers.ana,
    "manager": lambda bakers: bakers.bo,
    "manager's manager": lambda bakers: bakers.cleo,
    "HR partner": lambda bakers: partner(),
    "other employee": lambda bakers: person("Olga", manager=bakers.bo),
    "stranger": lambda bakers: None,
}
MOVES = ["row", "answer", "send", "agree", "close", "withdraw"]
# (state, who, move) -> the state it is in then.
ALLOWED = {
    ("shared", "manager", "row"): "shared",
    ("shared", "manager", "answer"): "shared",
    ("shared", "manager", "send"): "answered",
    ("shared", "owner", "withdraw"): "withdrawn",
    ("answered", "manager", "row"): "answered",
    ("answered", "manager", "agree"): "answered",
    ("answered", "manager", "close"): "closed",
}


def post(bakers, conversation, who, move):
    key = bakers.asked("rye").key
    more = {"row": [key], "answer": [1]}.get(move, [])
    where = reverse(f"conversation_{move}", args=[conversation.pk, *more])
    return browser(who).post(where, {f"{key.hex}-value": "4", f"{key.hex}-note": "Written just now."})


def kept():
    return stamp_of(Conversation.objects.order_by("pk"), SharedRating.objects.order_by("pk"))


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("state", STATES)
def test_who_may_move_what(bakers, guarded, state, visitor, move):
    conversation = STATES[state](bakers)
    who = VISITORS[visitor](bakers)
    before = kept()
    response = post(bakers, conversation, who, move)
    conversation.refresh_from_db()
    after = ALLOWED.get((state, visitor, move))
    if after:
        assert response.status_code == 302
        assert conversation.state == after
        assert kept() != before
    else:
        assert response.status_code in (302, 403, 404, 409), "never an error page"
        assert kept() == before
        if response.status_code == 302 and who:
            said = browser(who).get(response["Location"])
            assert said.status_code == 200


@pytest.mark.parametrize(("state", "move"), [("shared", "close"), ("answered", "send"), ("closed", "agree")])
def test_whoever_comes_too_late_is_told_and_not_scolded(bakers, state, move):
    conversation = STATES[state](bakers)
    where = reverse(f"conversation_{move}", args=[conversation.pk])
    response = browser(bakers.bo).post(where, follow=True)
    assert response.status_code == 200
    assert 'class="message error"' in response.content.decode()
