"""The manager's rows: each saves itself, or all with its page; what cannot be saved stays where it was typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from paths.growth.answer_rows import digest_of
from paths.growth.answering import answers_of, send_answer
from paths.growth.assessing import withdraw
from paths.growth.choices import Voice
from paths.growth.standing import Answer
from tests.growth.bakery import bakery, browser

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def bakers():
    return bakery()


@pytest.fixture
def conversation(bakers):
    return bakers.shared(rye=2, teach=1)


def fields(bakers, name, **said):
    return {f"{bakers.asked(name).key.hex}-{field}": value for field, value in ({"note": ""} | said).items()}


def send_row(bakers, conversation, name, **said):
    where = reverse("conversation_row", args=[conversation.pk, bakers.asked(name).key])
    return browser(bakers.bo).post(where, fields(bakers, name, **said), headers=HTMX)


def send_step(bakers, conversation, step=1, **sent):
    return browser(bakers.bo).post(reverse("conversation_answer", args=[conversation.pk, step]), sent)


def saved(conversation, voice=Voice.MANAGER):
    return [(row.value, row.no_opportunity, row.note) for row in answers_of(conversation, voice)]


def was(response):
    """The digest of what the row shows as saved."""
    return response.content.decode().split('-was" value="')[1].split('"')[0]


def test_a_row_saves_itself_and_says_so(bakers, conversation):
    response = send_row(bakers, conversation, "rye", value="3", note="Runs the rye line.")
    assert "✓ Saved" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert saved(conversation) == [(3, False, "Runs the rye line.")]


def test_no_opportunity_is_an_answer_of_its_own(bakers, conversation):
    send_row(bakers, conversation, "teach", value="none", note="No apprentices this year.")
    assert saved(conversation) == [(None, True, "No apprentices this year.")]


def test_an_answer_can_be_cleared(bakers, conversation):
    shown = send_row(bakers, conversation, "rye", value="3", note="Keep this.")
    response = send_row(bakers, conversation, "rye", value="3", note="Keep this.", was=was(shown), clear="1")
    assert response["HX-Retarget"].startswith("#row-")
    assert "checked" not in response.content.decode()
    assert saved(conversation) == [(None, False, "Keep this.")]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"value": "9"}, "Choose one of the answers."),
        ({"value": "3", "note": "x" * 4_001}, "A note holds 4000 characters"),
        ({"value": "3", "note": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_a_row_that_cannot_be_saved_says_why_and_nothing_is_saved(bakers, conversation, said, why):
    response = send_row(bakers, conversation, "rye", **said)
    assert response.status_code == 422
    assert why in response.content.decode()
    assert saved(conversation) == []


def test_a_second_window_is_told_what_the_first_saved_and_can_write_over_it(bakers, conversation):
    send_row(bakers, conversation, "rye", value="3", note="First.")
    told = send_row(bakers, conversation, "rye", value="1", note="Second.")
    assert told.status_code == 409
    assert "“First.”" in told.content.decode()
    assert "“Second.”" in told.content.decode()
    assert saved(conversation) == [(3, False, "First.")]
    assert send_row(bakers, conversation, "rye", value="1", note="Second.", was=was(told)).status_code == 200
    assert saved(conversation) == [(1, False, "Second.")]


def test_a_second_window_can_take_what_the_first_saved(bakers, conversation):
    send_row(bakers, conversation, "rye", value="3", note="First.")
    taken = send_row(bakers, conversation, "rye", value="1", note="Second.", take="1")
    assert "First." in taken.content.decode()
    assert taken["HX-Reswap"] == "outerHTML"
    assert saved(conversation) == [(3, False, "First.")]


def test_the_same_answer_from_two_windows_is_no_conflict(bakers, conversation):
    send_row(bakers, conversation, "rye", value="3", note="Same.")
    assert send_row(bakers, conversation, "rye", value="3", note="Same.").status_code == 200


def test_a_row_that_comes_after_the_answers_were_sent_is_not_saved_and_stays_in_its_field(bakers, conversation):
    bakers.answered(conversation)
    response = send_step(bakers, conversation, **fields(bakers, "rye", value="1", note="Too late."))
    said = response.content.decode()
    assert response.status_code == 409
    assert "Your answers are sent: they stay as they are. Nothing was saved." in said
    assert "Rye</label>" in said
    assert "Chosen: Awareness" in said
    assert "Too late.</textarea>" in said
    assert sorted(saved(conversation)) == [(1, False, "Bo on teach."), (3, False, "Bo on rye.")]


def test_a_page_of_answers_that_were_sent_as_they_are_leads_to_the_conversation(bakers, conversation):
    bakers.answered(conversation)
    response = send_step(bakers, conversation, **fields(bakers, "rye", value="3", note="Bo on rye."))
    assert response["Location"] == conversation.get_absolute_url()


def test_what_is_agreed_after_it_was_closed_is_not_saved_and_stays_in_its_field(bakers):
    conversation = bakers.closed()
    where = reverse("conversation_agree", args=[conversation.pk])
    response = browser(bakers.bo).post(where, fields(bakers, "rye", value="2", note="Over coffee."))
    assert response.status_code == 409
    assert "Over coffee.</textarea>" in response.content.decode()
    assert "Over coffee." not in str(saved(conversation, Voice.AGREED))


def test_an_answer_that_comes_after_they_were_sent_is_not_taken_for_what_is_agreed(bakers, conversation):
    shown = browser(bakers.bo).get(reverse("conversation_answer", args=[conversation.pk, 1]))
    bakers.answered(conversation)
    agreed = saved(conversation, Voice.AGREED)
    voice = shown.content.decode().split('-voice" value="')[1].split('"')[0]
    response = send_row(bakers, conversation, "rye", value="1", note="Too late.", was=was(shown), voice=voice)
    assert response.status_code == 422
    assert "Not saved. It has been sent or closed since you opened this page." in response.content.decode()
    assert saved(conversation, Voice.AGREED) == agreed


def test_a_copy_that_was_taken_back_shows_the_manager_what_they_had_typed(bakers, conversation):
    withdraw(conversation=conversation)
    response = send_step(bakers, conversation, **fields(bakers, "rye", value="1", note="Typed for an hour."))
    assert response.status_code == 404
    assert "Typed for an hour.</textarea>" in response.content.decode()
    assert "Rye" not in response.content.decode(), "nothing of the paper"


def test_a_note_is_counted_as_the_browser_counts_it(bakers, conversation):
    assert send_row(bakers, conversation, "rye", value="3", note="a\r\n" * 1_999 + "ab").status_code == 200
    assert saved(conversation) == [(3, False, "a\n" * 1_999 + "ab")]


def test_a_note_holds_no_more_than_is_saved(bakers, conversation):
    page = browser(bakers.bo).get(reverse("conversation_answer", args=[conversation.pk, 1])).content.decode()
    assert page.count('maxlength="4000"') == page.count("<textarea") > 0


def test_a_page_saves_all_its_rows_without_scripts_and_goes_on(bakers, conversation):
    first = send_step(bakers, conversation, 1, **fields(bakers, "rye", value="3", note="One."))
    assert first["Location"] == reverse("conversation_answer", args=[conversation.pk, 2])
    second = send_step(bakers, conversation, 2, **fields(bakers, "teach", value="1"))
    assert second["Location"] == conversation.get_absolute_url()
    assert sorted(saved(conversation), key=str) == [(1, False, ""), (3, False, "One.")]


def test_a_page_of_which_a_row_cannot_be_saved_saves_none_and_keeps_what_was_typed(bakers):
    conversation = bakers.answered()
    sent = fields(bakers, "rye", value="3", note="x" * 4_001) | fields(
        bakers, "teach", value="2", note="Stays here.", was=digest_of(Answer(1))
    )
    response = browser(bakers.bo).post(reverse("conversation_agree", args=[conversation.pk]), sent)
    said = response.content.decode()
    assert response.status_code == 422
    assert "A note holds 4000 characters" in said
    assert "Stays here." in said
    assert "x" * 4_001 in said
    assert saved(conversation, Voice.AGREED) == [(1, False, "")], "only what both had said alike"


def test_a_page_from_a_window_that_saw_less_shows_both(bakers, conversation):
    bakers.answer(conversation, "rye", 4)
    response = send_step(bakers, conversation, **fields(bakers, "rye", value="1", note="Older."))
    assert response.status_code == 409
    assert "“Bo on rye.”" in response.content.decode()
    assert "Older." in response.content.decode()
    assert saved(conversation) == [(4, False, "Bo on rye.")]


def test_rows_that_were_not_touched_are_left_to_the_other_window(bakers, conversation):
    page = browser(bakers.bo).get(reverse("conversation_answer", args=[conversation.pk, 1]))
    bakers.answer(conversation, "rye", 4)
    response = send_step(bakers, conversation, **fields(bakers, "rye", was=was(page)))
    assert response.status_code == 302
    assert saved(conversation) == [(4, False, "Bo on rye.")]


def test_a_statement_that_is_not_asked_is_not_there(bakers, conversation):
    where = reverse("conversation_row", args=[conversation.pk, "00000000-0000-0000-0000-000000000000"])
    assert browser(bakers.bo).post(where, {}).status_code == 404


def test_what_is_agreed_saves_itself_row_by_row(bakers, conversation):
    bakers.answered(conversation)
    response = send_row(bakers, conversation, "rye", value="3", note="Agreed over coffee.")
    assert "✓ Saved" in response.content.decode()
    assert (3, False, "Agreed over coffee.") in saved(conversation, Voice.AGREED)
    assert (3, False, "Bo on rye.") in saved(conversation), "the answers that were sent stay"


def test_nothing_is_sent_of_a_row_with_only_a_note(bakers, conversation):
    send_row(bakers, conversation, "rye", note="Not sure yet.")
    send_row(bakers, conversation, "teach", value="2")
    send_answer(conversation=conversation, by=bakers.bo)
    assert saved(conversation, Voice.AGREED) == []
