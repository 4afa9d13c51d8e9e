"""The line on a case that says who can see it, beside who really gets it: in every state, however HR has set it."""

from __future__ import annotations

import pytest

from paths.people.models import User
from paths.promotions.asking import ask_feedback, name_adviser
from paths.promotions.casework import mark_item, take_step
from paths.promotions.choices import CaseState, Mark, SeenFrom
from tests.factories import EmployeeFactory, PromotionRuleFactory
from tests.growth.test_who_sees import pages_of_those_who_get, said_by
from tests.promotions.case_pages import GIVEN
from tests.promotions.people import company, opened
from tests.promotions.test_every_case_url import VISITORS

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Ana's case and everybody around it, each with a name of their own."""
    found = company()
    found.ada = EmployeeFactory(name="Ada")
    for make in VISITORS.values():
        make(found)
    return found


def draft(people):
    return opened(people)


def gathering(people):
    case = opened(people, "gather")
    ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    return case


def sent(people):
    case = gathering(people)
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    case = take_step(case=case, step="send", by=people.bo.user)
    name_adviser(case=case, adviser=people.ada, by=people.partner)
    return case


def returned(people):
    return take_step(case=sent(people), step="give_back", by=people.partner, given=GIVEN)


def declined(people):
    return take_step(case=sent(people), step="decline", by=people.partner, given=GIVEN)


def withdrawn(people):
    return take_step(case=gathering(people), step="withdraw", by=people.bo.user, given=GIVEN)


@pytest.mark.parametrize("seen_from", SeenFrom.values)
@pytest.mark.parametrize("make", [draft, gathering, sent, returned, declined, withdrawn])
def test_a_case_names_those_who_get_it_and_nobody_else(people, make, seen_from):
    PromotionRuleFactory(seen_from=seen_from)
    case = make(people)
    pages = pages_of_those_who_get(case.get_absolute_url())
    getting = {str(user) for user in pages}
    assert {user: said_by(page, user) for user, page in pages.items()} == dict.fromkeys(pages, getting)
    assert str(people.bo.user) in getting
    assert str(people.colleague.user) not in getting
    assert (str(people.partner) in getting) == (CaseState(case.state) in ("sent", "returned", "declined"))


def test_everybody_has_a_name_of_their_own(people):
    names = [str(user) for user in User.objects.all()]
    assert len(set(names)) == len(names)
