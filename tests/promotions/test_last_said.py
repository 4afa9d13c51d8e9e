"""What employee and manager said before, beside the items of a case: to whom, by which name, and until when."""

import pytest

from paths.growth.answering import answer_row, close_conversation, send_answer
from paths.growth.assessing import rate, share_assessment, standing_of_assessment, start_assessment, withdraw
from paths.growth.choices import Voice
from paths.people.erasing import erase_person
from paths.promotions.asking import name_adviser
from paths.promotions.casework import Given, take_step
from paths.promotions.models import Case
from tests.factories import EmployeeFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering, read, sent
from tests.promotions.people import company

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


def spoken(people, note="Every night.", own=3, managers=1):
    """Ana's answer on the oven, shared, with Bo's answer to it."""
    assessment = start_assessment(employee=people.ana, level=people.senior)
    row = next(row for row in standing_of_assessment(assessment).rows if row.expected.text == "Run the oven")
    rate(assessment=assessment, expected=row.expected, value=own, note=note)
    conversation = share_assessment(assessment=assessment, is_done=True)
    manager = people.ana.manager
    answer_row(
        conversation=conversation,
        voice=Voice.MANAGER,
        expected=row.expected,
        value=managers,
        note="Burnt two.",
        by=manager,
    )
    send_answer(conversation=conversation, by=manager)
    return conversation


def agree(conversation, value=2, note="We talked it over.", no_opportunity=False):
    """What Ana and Bo settle on about the oven."""
    row = next(
        row for row in standing_of_assessment(conversation.assessment).rows if row.expected.text == "Run the oven"
    )
    said = {"value": value, "note": note, "no_opportunity": no_opportunity}
    answer_row(conversation=conversation, voice=Voice.AGREED, expected=row.expected, **said)


def advised(people, case):
    ada = EmployeeFactory(name="Ada")
    name_adviser(case=case, adviser=ada, by=people.partner)
    return ada


def test_what_both_last_said_stands_beside_the_item(people):
    spoken(people)
    page = read(people.bo, gathering(people))
    assert "Ana : Role model, “Every night.”" in page
    assert "You : Sometimes, “Burnt two.”" in page
    assert "Your answers are two steps apart. Talk about the difference before sending." in page


@pytest.mark.parametrize("name", ["case", "case_print", "case_json"])
def test_only_those_with_whom_it_was_shared_read_it(people, name):
    spoken(people)
    case = sent(people)
    ada = advised(people, case)
    for who in (people.ana, people.bo, people.partner):
        assert "Every night." in read(who, case, name)
        assert "Burnt two." in read(who, case, name)
    page = read(ada, case, name)
    assert "Run the oven" in page
    assert "Every night." not in page
    assert "Burnt two." not in page
    assert "Role model" not in page


@pytest.mark.parametrize("name", ["case", "case_print", "case_json"])
def test_every_voice_that_spoke_reaches_the_case(people, name):
    agree(spoken(people, note="By self."), note="By agreed.")
    page = read(people.ana, gathering(people), name)
    notes = {Voice.SELF: "By self.", Voice.MANAGER: "Burnt two.", Voice.AGREED: "By agreed."}
    assert [voice for voice in Voice if notes[voice] not in page] == []


def test_each_voice_is_called_by_its_own_name(people):
    agree(spoken(people))
    case = gathering(people)
    assert "Agreed : Consistently, “We talked it over.”" in read(people.bo, case)
    printed = read(people.bo, case, "case_print")
    said = ["Employee : Role model", "Manager : Sometimes", "Agreed : Consistently"]
    assert [each for each in said if each not in printed] == []


@pytest.mark.parametrize("settled", [{"value": 2}, {"value": None, "no_opportunity": True}])
def test_nobody_is_told_to_talk_about_what_they_have_settled(people, settled):
    conversation = spoken(people)
    case = gathering(people)
    assert "Talk about the difference" in read(people.bo, case)
    agree(conversation, **settled)
    assert "Talk about the difference" not in read(people.bo, case)
    agree(conversation, value=None, note="")
    assert "Talk about the difference" in read(people.bo, case)


def test_what_was_agreed_after_a_case_was_sent_is_not_brought_into_it(people):
    conversation = spoken(people)
    case = sent(people)
    agree(conversation)
    assert "We talked it over." not in read(people.partner, case)
    assert "two steps apart" in read(people.partner, case)


def test_what_was_agreed_before_a_case_was_sent_stays_in_it(people):
    conversation = spoken(people)
    agree(conversation)
    close_conversation(conversation=conversation)
    assert "Agreed : Consistently, “We talked it over.”" in read(people.partner, sent(people))


def test_a_note_on_what_was_agreed_that_may_be_later_than_the_case_is_left_out(people):
    conversation = spoken(people)
    agree(conversation, note="Before.")
    case = sent(people)
    agree(conversation, note="After.")
    page = read(people.partner, case)
    assert "Agreed : Consistently" in page
    assert "After." not in page


def test_an_adviser_is_not_told_either_that_the_answers_are_apart(people):
    spoken(people)
    case = sent(people)
    assert "two steps apart" in read(people.partner, case)
    assert "two steps apart" not in read(advised(people, case), case)


def test_what_is_said_after_a_case_was_sent_is_not_brought_into_it(people):
    case = sent(people)
    spoken(people)
    assert "Every night." not in read(people.partner, case)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="Talk first."))
    assert "Every night." in read(people.bo, Case.objects.get())


def test_an_answer_that_was_sent_after_the_case_is_not_brought_into_it(people):
    assessment = start_assessment(employee=people.ana, level=people.senior)
    row = standing_of_assessment(assessment).rows[0]
    rate(assessment=assessment, expected=row.expected, value=3, note="Every night.")
    conversation = share_assessment(assessment=assessment, is_done=True)
    case = sent(people)
    answer_row(
        conversation=conversation,
        voice=Voice.MANAGER,
        expected=row.expected,
        value=0,
        note="Burnt two.",
        by=people.bo,
    )
    send_answer(conversation=conversation, by=people.bo)
    page = read(people.partner, case)
    assert "Every night." in page
    assert "Burnt two." not in page


def test_what_was_taken_back_is_not_shown_any_more(people):
    assessment = start_assessment(employee=people.ana, level=people.senior)
    row = standing_of_assessment(assessment).rows[0]
    rate(assessment=assessment, expected=row.expected, value=3, note="Every night.")
    conversation = share_assessment(assessment=assessment, is_done=True)
    case = gathering(people)
    assert "Every night." in read(people.bo, case)
    withdraw(conversation=conversation)
    assert "Every night." not in read(people.bo, case)


def test_what_a_manager_said_is_not_put_into_the_mouth_of_the_next(people):
    spoken(people)
    case = gathering(people)
    people.ana.manager = neo = EmployeeFactory(name="Neo")
    people.ana.save()
    assert "Bo : Sometimes" in read(neo, case)
    assert "You : Sometimes" not in read(neo, case)
    assert "Bo : Sometimes" in read(people.ana, case)


def test_nor_when_they_were_erased(people):
    spoken(people)
    case = gathering(people)
    people.bo.name = "Bo Baker"
    people.bo.save()
    erase_person(employee=people.bo, typed_name="Bo Baker", to_their_manager=True, by=people.partner)
    page = browser(people.ana).get(case.get_absolute_url()).content.decode()
    assert "The manager then" in page
    assert "<b>Boss</b>" not in page
