"""The conversation as its pages show it: who sees whose answers when, and what stays."""

from __future__ import annotations

import pytest
from django.urls import reverse

from paths.growth.answering import NothingToSend, answers_of, close_conversation, send_answer
from paths.growth.assessing import NotPossibleNow, rate, share_assessment, withdraw
from paths.growth.choices import Voice
from paths.growth.models import Conversation, Evidence, Opening
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from tests.growth.bakery import bakery, browser, partner, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def page(who, conversation, name="conversation", *more):
    response = browser(who).get(reverse(name, args=[conversation.pk, *more]))
    assert response.status_code == 200
    return response.content.decode()


def whole(bakers, conversation, who):
    """Everything that somebody can read of a conversation, wherever it stands."""
    said = page(who, conversation)
    if who == bakers.bo:
        said += "".join(page(who, conversation, "conversation_answer", step) for step in (1, 2))
    return said + "".join(
        browser(who).get(reverse(name)).content.decode() for name in ("team", "team_map", "team_map_csv")
    )


def test_the_manager_sees_no_answer_of_somebody_who_had_not_finished_until_their_own_are_sent(bakers):
    conversation = bakers.shared(rye=2)
    said = whole(bakers, conversation, bakers.bo)
    assert "Ana on rye." not in said
    assert "0 of 2 met" not in said, "counts would tell"
    assert "1 below" not in said
    assert "You see where they stand once you have sent your answers." in said
    bakers.answered(conversation)
    assert "Ana on rye." in page(bakers.bo, conversation)


def test_the_manager_sees_the_answers_of_somebody_who_had_finished_beside_their_own(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    assert "Ana on rye." in page(bakers.bo, conversation, "conversation_answer", 1)
    assert "0 of 2 met · 2 below" in page(bakers.bo, conversation)


@pytest.mark.parametrize("reader", ["ana", "cleo", "hetty"])
def test_nobody_but_the_manager_sees_what_is_not_sent(bakers, reader):
    hetty = partner()
    conversation = bakers.shared(rye=2)
    bakers.answer(conversation, "rye", 4)
    who = hetty if reader == "hetty" else getattr(bakers, reader)
    assert "Bo on rye." not in page(who, conversation)
    assert "Bo on rye." in page(bakers.bo, conversation, "conversation_answer", 1)
    send_answer(conversation=conversation, by=bakers.bo)
    assert "Bo on rye." in page(who, conversation)


@pytest.mark.parametrize("reader", ["cleo", "hetty"])
def test_those_who_only_read_see_what_was_shared_and_no_field(bakers, reader):
    hetty = partner()
    conversation = bakers.answered()
    said = page(hetty if reader == "hetty" else bakers.cleo, conversation)
    assert "Ana on rye." in said
    assert "<textarea" not in said
    assert 'method="post"' not in said


def test_differences_come_first(bakers):
    said = page(bakers.ana, bakers.answered())
    different, alike = said.index("You see these differently"), said.index("You see these alike")
    assert different < said.index(">Rye<") < alike < said.index(">Teach apprentices<")
    assert "Only one of you" not in said


def test_a_statement_that_one_has_not_answered_is_neither_alike_nor_different(bakers):
    conversation = bakers.answered(bakers.shared(rye=2), rye=2, teach=2)
    said = page(bakers.ana, conversation)
    assert said.index("Only one of you") < said.index(">Teach apprentices<") < said.index("You see these alike")


def test_what_both_said_alike_is_agreed_at_once_and_the_manager_writes_the_rest(bakers):
    conversation = bakers.answered()
    agreed = {row.key: row.value for row in answers_of(conversation, Voice.AGREED)}
    assert agreed == {bakers.asked("teach").key: 1}
    key = bakers.asked("rye").key.hex
    sent = {f"{key}-value": "3", f"{key}-note": "Runs the rye line."}
    response = browser(bakers.bo).post(reverse("conversation_agree", args=[conversation.pk]), sent, follow=True)
    assert "Runs the rye line." in response.content.decode()
    said = page(bakers.ana, conversation)
    assert "Runs the rye line." in said
    assert "1 of 2 met" in said, "what is agreed counts"


def test_once_closed_it_is_read_and_never_written(bakers, guarded):
    conversation = bakers.closed()
    for who in (bakers.ana, bakers.bo):
        said = page(who, conversation)
        assert "This is closed and stays as it is." in said
        assert "<textarea" not in said
    assert browser(bakers.bo).get(reverse("conversation_answer", args=[conversation.pk, 1])).status_code == 302


def test_what_was_asked_stays_when_the_owner_stands_on_another_level(bakers):
    conversation = bakers.closed()
    before = page(bakers.cleo, conversation)
    bakers.ana.level = bakers.target
    bakers.ana.save()
    draft = open_draft(role=bakers.target.role, by=None)
    draft.profiles.get(level=bakers.target).expectations.all().delete()
    publish(draft=draft, by=None, note="Nothing any more.")
    after = page(bakers.cleo, conversation)
    assert "Sweep the floor" not in after
    counts = "0 of 2 met · 2 below"
    assert counts not in before or counts in after
    assert after.count("voice-line ") == before.count("voice-line ")


def test_the_owner_sees_when_each_reader_opened_it_and_their_own_visits_are_not_noted(bakers):
    conversation = bakers.shared(rye=2)
    page(bakers.ana, conversation)
    assert not Opening.objects.exists()
    page(bakers.bo, conversation, "conversation_answer", 1)
    page(bakers.cleo, conversation)
    assert {opening.user for opening in Opening.objects.all()} == {bakers.bo.user, bakers.cleo.user}
    assert page(bakers.ana, conversation).count("last saw it on") == 2
    assert "last saw it" not in page(bakers.bo, conversation)


def test_the_page_to_answer_on_says_what_answers_mean_and_who_sees_them_when(bakers):
    said = page(bakers.bo, bakers.shared(rye=2), "conversation_answer", 1)
    assert "What the answers mean, as Ana reads them" in said
    assert "You have not worked with it yet." in said
    assert "Their work has not given them the chance." in said
    assert "Only you can see your answers until you send them. Then they can be seen by: Ana, Cleo." in said


def test_hr_partners_find_what_was_shared_from_the_first_page_of_the_admin(bakers):
    first_page = reverse("admin:index")
    conversation = bakers.shared(rye=2)
    hetty = browser(partner())
    said = hetty.get(first_page).content.decode()
    assert f'href="{conversation.get_absolute_url()}"' in said
    assert "Ana → Senior Baker" in said
    assert f'href="{reverse("shared_papers")}"' in said
    withdraw(conversation=conversation)
    assert "Nobody has shared an assessment yet." in hetty.get(first_page).content.decode()


def test_a_refused_reader_leaves_no_trace(bakers):
    conversation = bakers.shared(rye=2)
    assert browser(bakers.dov).get(conversation.get_absolute_url()).status_code == 404
    assert not Opening.objects.exists()


def test_evidence_stands_beside_its_row_as_it_was_shared(bakers):
    evidence = Evidence.objects.create(employee=bakers.ana, text="Won the rye prize", link="https://rye.example/")
    evidence.shows.create(key=bakers.asked("rye").key)
    conversation = bakers.shared(rye=2)
    evidence.delete()
    for said in (page(bakers.bo, conversation, "conversation_answer", 1), page(bakers.cleo, conversation)):
        assert "Won the rye prize" in said
        assert 'href="https://rye.example/" rel="noopener noreferrer"' in said


def test_a_withdrawn_copy_is_its_owners_alone(bakers):
    conversation = bakers.shared(rye=2)
    withdraw(conversation=conversation)
    assert "Only you can see it" in page(bakers.ana, conversation)
    for who in (bakers.bo, bakers.cleo, partner()):
        assert browser(who).get(conversation.get_absolute_url()).status_code == 404


def test_a_manager_who_follows_another_begins_anew(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    bakers.answer(conversation, "rye", 4)
    bakers.ana.manager = neo = person("Neo", manager=bakers.cleo)
    bakers.ana.save()
    assert "Bo on rye." not in page(neo, conversation, "conversation_answer", 1)
    with pytest.raises(NothingToSend):
        send_answer(conversation=conversation, by=neo)
    key = bakers.asked("teach").key.hex
    browser(neo).post(
        reverse("conversation_answer", args=[conversation.pk, 2]), {f"{key}-value": "2", f"{key}-note": ""}
    )
    send_answer(conversation=conversation, by=neo)
    assert [row.value for row in answers_of(conversation, Voice.MANAGER)] == [2], "what Bo began is not sent by another"


def test_what_a_former_manager_sent_stays_and_is_called_theirs(bakers):
    conversation = bakers.answered()
    bakers.ana.manager = neo = person("Neo", manager=bakers.cleo)
    bakers.ana.save()
    said = page(neo, conversation)
    assert "Bo on rye." in said
    assert "<dt>Bo</dt>" in said
    assert "<select" in said, "Neo goes on from there"
    with pytest.raises(NotPossibleNow):
        bakers.answer(conversation, "rye", 1, Voice.AGREED)


def test_answers_that_are_none_cannot_be_sent(bakers):
    conversation = bakers.shared(rye=2)
    response = browser(bakers.bo).post(reverse("conversation_send", args=[conversation.pk]), follow=True)
    assert "You have not answered anything yet." in response.content.decode()
    conversation.refresh_from_db()
    assert conversation.state == "shared"


def test_an_assessment_can_be_shared_again_once_the_conversation_is_closed(bakers):
    conversation = bakers.answered()
    with pytest.raises(NotPossibleNow):
        share_assessment(assessment=conversation.assessment)
    close_conversation(conversation=conversation)
    rate(assessment=conversation.assessment, expected=bakers.asked("rye"), value=4)
    again = share_assessment(assessment=conversation.assessment)
    assert Conversation.objects.visible_to(bakers.bo.user).count() == 2
    assert again.state == "shared"


def test_what_people_write_is_shown_and_never_run(bakers):
    conversation = bakers.answered()
    rows = conversation.ratings.filter(voice=Voice.SELF)
    rows.update(note="<script>alert(1)</script>")
    said = page(bakers.bo, conversation)
    assert "&lt;script&gt;alert(1)" in said
    assert "<script>alert" not in said


@pytest.mark.parametrize("state", ["shared", "answered", "closed"])
@pytest.mark.parametrize("reader", ["ana", "bo", "cleo"])
def test_the_page_reads_the_same_few_times(bakers, reader, state, django_assert_max_num_queries):
    states = {"shared": lambda: bakers.shared(rye=2), "answered": bakers.answered, "closed": bakers.closed}
    conversation = states[state]()
    client = browser(getattr(bakers, reader))
    client.get(conversation.get_absolute_url())
    with django_assert_max_num_queries(23):
        client.get(conversation.get_absolute_url())
