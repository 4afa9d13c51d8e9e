"""A person who is erased, and the cases about them."""

import pytest

from paths.people.erasing import erase_person, preview_erasing
from paths.promotions.casework import Given, add_comment, add_evidence, mark_item, take_step
from paths.promotions.choices import Mark
from paths.promotions.models import Case, Comment, EventText, Item, ItemEvidence
from paths.promotions.trail import broken_links
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


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
