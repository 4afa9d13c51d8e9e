"""Two at once in one case: one of them wins, the other is told, and nothing is left half done."""

from __future__ import annotations

import pytest

from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Expectation
from paths.promotions.casework import AlreadyOpen, Given, Missing, NotAllowed, mark_item, open_case, take_step
from paths.promotions.choices import CaseState, Mark
from paths.promotions.models import Case, Event, Item
from paths.promotions.verifying import broken_links
from tests import racing
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db):
    return company()


def at_once(*jobs):
    return racing.at_once(*jobs, refused=(NotAllowed, Missing, AlreadyOpen))


def all_marked(people):
    case = opened(people, "gather")
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    return case


def test_of_two_deciders_at_once_one_decides(people):
    case = take_step(case=all_marked(people), step="send", by=people.bo.user)
    given = Given(reason="Because.", effective_on=case.opened_at.date(), what_would_change="Two more loaves.")
    results = at_once(
        lambda: take_step(case=case, step="approve", by=people.partner, given=given),
        lambda: take_step(case=case, step="decline", by=people.other_partner, given=given),
    )
    assert sorted(isinstance(each, NotAllowed) for each in results) == [False, True]
    assert Event.objects.filter(what__in=["approve", "decline"]).count() == 1
    assert broken_links(Case.objects.get()) == []


def test_marking_while_it_is_sent_leaves_no_mark_after_the_sending(people):
    case = all_marked(people)
    item = case.items.first()
    at_once(
        lambda: take_step(case=case, step="send", by=people.bo.user),
        lambda: mark_item(item=item, by=people.bo.user, mark=Mark.OPEN),
    )
    state, mark = Case.objects.get().state, Item.objects.get(pk=item.pk).mark
    assert not (state == CaseState.SENT and mark == Mark.OPEN)
    assert broken_links(Case.objects.get()) == []


def test_of_asking_and_opening_at_once_one_makes_the_case(people):
    results = at_once(
        lambda: open_case(employee=people.ana, level=people.senior, by=people.ana.user),
        lambda: open_case(employee=people.ana, level=people.senior, by=people.bo.user),
    )
    assert sorted(isinstance(each, AlreadyOpen) for each in results) == [False, True]
    assert Case.objects.get().items.count() == 2, "with its checklist, once"


def test_a_request_is_accepted_or_taken_back_but_not_both(people):
    case = open_case(employee=people.ana, level=people.senior, by=people.ana.user)
    results = at_once(
        lambda: take_step(case=case, step="accept", by=people.bo.user),
        lambda: take_step(case=case, step="take_back", by=people.ana.user),
    )
    assert sorted(isinstance(each, NotAllowed) for each in results) == [False, True]
    assert Case.objects.get().state in (CaseState.GATHERING, CaseState.WITHDRAWN)


def test_a_case_opened_while_an_edition_is_published_asks_what_its_own_edition_asks(people):
    draft = open_draft(role=people.senior.role, by=None)
    Expectation.objects.filter(profile__edition=draft, text="Run the oven").update(text="Run both ovens")
    at_once(
        lambda: open_case(employee=people.ana, level=people.senior, by=people.bo.user),
        lambda: publish(draft=draft, by=None, note="A second oven."),
    )
    case = Case.objects.get()
    asked = Expectation.objects.filter(profile__edition=case.edition, profile__level=people.senior)
    assert set(case.items.values_list("key", "text")) == set(asked.values_list("key", "text"))
