"""A person who is erased, and the cases about them."""

import pytest

from paths.people.erasing import erase_person, preview_erasing
from paths.promotions.asking import ask_feedback, give_feedback, name_adviser
from paths.promotions.casework import Given, add_comment, add_evidence, mark_item, take_step
from paths.promotions.choices import Mark
from paths.promotions.models import Case, Comment, EventText, FeedbackRequest, Item, ItemEvidence
from paths.promotions.verifying import broken_links
from tests.factories import EmployeeFactory
from tests.promotions.case_pages import read
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


@pytest.fixture
def declined():
    """A case about Ana in which everybody has written something."""
    people = company()
    case = opened(people, "gather")
    first, second = case.items.all()
    mark_item(item=first, by=people.bo.user, mark=Mark.NO_OPPORTUNITY, reason="Ana had no oven.", note="Poor Ana.")
    mark_item(item=second, by=people.bo.user, mark=Mark.NOT_YET)
    add_evidence(item=second, by=people.ana.user, text="I, Ana, taught Tom.")
    add_comment(case=case, by=people.ana.user, text="Thanks, Ana.")
    take_step(case=case, step="send", by=people.bo.user)
    given = Given(reason="Ana needs time.", what_would_change="Ana bakes more.")
    take_step(case=case, step="decline", by=people.partner, given=given)
    return people


def test_the_trail_stays_whole_without_the_name(declined, guarded):
    erase_person(employee=declined.ana, typed_name="Ana", to_their_manager=False, by=declined.partner)
    case = Case.objects.get()
    assert case.employee is None
    assert broken_links(case) == []
    assert {item.mark for item in case.items.all()} == {Mark.NO_OPPORTUNITY, Mark.NOT_YET}


def test_nothing_that_was_written_about_them_stays(declined):
    erase_person(employee=declined.ana, typed_name="Ana", to_their_manager=False, by=declined.partner)
    for model in (EventText, ItemEvidence, Comment):
        assert not model.objects.exists(), model
    case = Case.objects.get()
    words = [case.reason, case.what_would_change, *Item.objects.values_list("note", "reason")]
    assert "Ana" not in str(words)


def test_it_is_said_before(declined):
    assert any("1 promotion case" in sentence for sentence in preview_erasing(declined.ana).kept)


def test_who_was_asked_or_advises_is_not_named_in_the_trail_any_more(people, guarded):
    case = opened(people, "gather")
    ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    people.colleague.name = "Cleo Married"
    people.colleague.save()
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    name_adviser(case=case, adviser=people.colleague, by=people.partner)
    typed = "Cleo Married"
    erase_person(employee=people.colleague, typed_name=typed, to_their_manager=False, by=people.other_partner)
    assert "Cleo" not in str(list(EventText.objects.values_list("before", "after")))
    assert "Cleo" not in read(people.partner, case, "case_print")
    assert "somebody who is gone" in read(people.partner, case, "case_print")
    assert FeedbackRequest.objects.get().state == "withdrawn"
    assert broken_links(Case.objects.get()) == []


def test_whoever_has_the_same_name_stays_named(people, guarded):
    namesake = EmployeeFactory(name="Cleo")
    case = opened(people, "gather")
    for each in (people.colleague, namesake):
        ask_feedback(case=case, colleague=each, items=case.items.all(), by=people.bo.user)
    erase_person(employee=people.colleague, typed_name="Cleo", to_their_manager=False, by=people.partner)
    said = list(EventText.objects.filter(event__what="feedback_asked").values_list("after", flat=True))
    assert said == ["Cleo"]
    assert broken_links(Case.objects.get()) == []


def test_what_they_said_of_others_stays_without_their_name_and_that_is_said_before():
    people = company()
    case = opened(people, "gather")
    item = case.items.first()
    request = ask_feedback(case=case, colleague=people.colleague, items=[item], by=people.bo.user)
    give_feedback(request=request, by=people.colleague.user, texts={item.pk: "Runs it well."})
    assert any("1 promotion case about somebody else" in each for each in preview_erasing(people.colleague).kept)
    erase_person(employee=people.colleague, typed_name="Cleo", to_their_manager=False, by=people.partner)
    page = read(people.bo, case)
    assert "Runs it well." in page
    assert "Cleo" not in page
    assert broken_links(Case.objects.get()) == []


def test_a_case_that_was_open_ends(people, guarded):
    case = opened(people, "gather")
    request = ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    erase_person(employee=people.ana, typed_name="Ana", to_their_manager=False, by=people.partner)
    case.refresh_from_db()
    request.refresh_from_db()
    assert (case.state, request.state) == ("withdrawn", "withdrawn")
    assert broken_links(case) == []
    assert not EventText.objects.exists()
