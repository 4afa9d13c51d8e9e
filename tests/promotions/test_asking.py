"""Colleagues who are asked, and colleagues who advise."""

import pytest

from paths.promotions.asking import (
    AskedAlready,
    ask_feedback,
    give_feedback,
    give_view,
    name_adviser,
    withdraw_request,
)
from paths.promotions.casework import Given, NotAllowed, mark_item, take_step
from paths.promotions.choices import FeedbackState, Mark
from paths.promotions.models import FeedbackAnswer
from paths.promotions.verifying import broken_links
from tests.factories import EmployeeFactory
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


@pytest.fixture
def case(people):
    return opened(people, "gather")


def sent(case, people):
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    return take_step(case=case, step="send", by=people.bo.user)


def test_a_colleague_answers_on_the_items_they_were_asked_about_and_no_other(case, people):
    asked, other = case.items.all()
    request = ask_feedback(case=case, colleague=people.colleague, items=[asked], by=people.bo.user)
    give_feedback(request=request, by=people.colleague.user, texts={asked.pk: "Runs it well.", other.pk: "Also."})
    assert [answer.item for answer in FeedbackAnswer.objects.all()] == [asked]
    request.refresh_from_db()
    assert request.state == FeedbackState.GIVEN
    case.refresh_from_db()
    assert broken_links(case) == []


def test_only_who_was_asked_answers_and_only_once(case, people):
    request = ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    for user in (people.ana.user, people.bo.user, people.partner):
        with pytest.raises(NotAllowed):
            give_feedback(request=request, by=user, texts={})
    give_feedback(request=request, by=people.colleague.user, texts={})
    with pytest.raises(NotAllowed):
        give_feedback(request=request, by=people.colleague.user, texts={})


def test_nobody_is_asked_twice_nor_about_themselves_nor_the_manager(case, people):
    ask = {"case": case, "items": case.items.all(), "by": people.bo.user}
    ask_feedback(colleague=people.colleague, **ask)
    with pytest.raises(AskedAlready):
        ask_feedback(colleague=people.colleague, **ask)
    for somebody in (people.ana, people.bo):
        with pytest.raises(NotAllowed):
            ask_feedback(colleague=somebody, **ask)


def test_only_the_manager_asks_and_takes_back(case, people):
    with pytest.raises(NotAllowed):
        ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.ana.user)
    request = ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    with pytest.raises(NotAllowed):
        withdraw_request(request=request, by=people.ana.user)
    withdraw_request(request=request, by=people.bo.user)
    with pytest.raises(NotAllowed):
        give_feedback(request=request, by=people.colleague.user, texts={})


def test_an_adviser_leaves_a_view_until_it_is_decided(case, people):
    case = sent(case, people)
    with pytest.raises(NotAllowed):
        name_adviser(case=case, adviser=people.colleague, by=people.bo.user)
    adviser = name_adviser(case=case, adviser=people.colleague, by=people.partner)
    with pytest.raises(AskedAlready):
        name_adviser(case=case, adviser=people.colleague, by=people.partner)
    with pytest.raises(NotAllowed):
        give_view(adviser=adviser, by=people.partner, view="Mine.")
    give_view(adviser=adviser, by=people.colleague.user, view="Ready.")
    take_step(case=case, step="decline", by=people.partner, given=Given(reason="No.", what_would_change="More bread."))
    with pytest.raises(NotAllowed):
        give_view(adviser=adviser, by=people.colleague.user, view="Not ready.")


def test_who_is_part_of_a_case_does_not_advise_on_it(case, people):
    case = sent(case, people)
    for somebody in (people.ana, people.bo):
        with pytest.raises(NotAllowed):
            name_adviser(case=case, adviser=somebody, by=people.partner)
    assert name_adviser(case=case, adviser=EmployeeFactory(), by=people.partner).pk
