"""What the database itself refuses of papers, whoever writes: on SQLite and PostgreSQL alike."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from paths.growth.answering import close_conversation
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import (
    Assessment,
    Conversation,
    Evidence,
    EvidenceFor,
    GoalOpening,
    Opening,
    Rating,
    SharedEvidence,
    SharedRating,
    WeekShare,
)
from paths.ladders.models import Edition, Level
from paths.people.erasing import erase_person
from paths.people.models import Employee
from tests.factories import GoalFactory
from tests.growth.bakery import bakery, partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    found = bakery()
    found.conversation = found.shared(rye=2, teach=1)
    found.paper = found.conversation.assessment
    return found


def towards(bakers, paper, **more):
    about = {"edition": paper.edition, "level": paper.level, "employee": bakers.ana}
    return about | more


TWICE = {
    "an assessment under way towards one level": lambda b: Assessment.objects.create(**towards(b, b.paper)),
    "a rating of one statement": lambda b: Rating.objects.create(assessment=b.paper, key=b.asked("rye").key, value=1),
    "an open conversation about one assessment": lambda b: Conversation.objects.create(
        **towards(b, b.paper, assessment=b.paper)
    ),
    "an answer of one voice to one statement": lambda b: SharedRating.objects.create(
        conversation=b.conversation, voice=Voice.SELF, key=b.asked("rye").key, value=1
    ),
    "an opening by one reader": lambda b: [
        Opening.objects.create(conversation=b.conversation, user=b.bo.user, last_at=timezone.now()) for _ in "ab"
    ],
    "a note of one reader of a goal": lambda b: GoalOpening.objects.bulk_create(
        [GoalOpening(goal=GoalFactory(employee=b.ana), user=b.bo.user, last_at=timezone.now())] * 2
    ),
    "a statement that one piece of evidence shows": lambda b: EvidenceFor.objects.bulk_create(
        [EvidenceFor(evidence=Evidence.objects.create(employee=b.ana, text="Rye"), key=b.asked("rye").key)] * 2
    ),
    "an activity of one week": lambda b: [
        WeekShare.objects.create(employee=b.ana, activity="Baking", percent=1) for _ in "ab"
    ],
}
NEVER = {
    "an answer off the scale": lambda b: Rating.objects.create(assessment=b.paper, key=uuid4(), value=5),
    "an answer below the scale": lambda b: Rating.objects.create(assessment=b.paper, key=uuid4(), value=-1),
    "an answer and no opportunity": lambda b: Rating.objects.create(
        assessment=b.paper, key=uuid4(), value=1, no_opportunity=True
    ),
    "a conversation that is answered on no day": lambda b: Conversation.objects.update(state="answered"),
    "one that is closed on no day": lambda b: Conversation.objects.update(state="closed", answered_at=timezone.now()),
    "more than a whole week": lambda b: WeekShare.objects.create(employee=b.ana, activity="Baking", percent=101),
    "less than none of it": lambda b: WeekShare.objects.create(employee=b.ana, activity="Baking", percent=-1),
    "a manager of themselves": lambda b: Employee.objects.filter(pk=b.ana.pk).update(manager=b.ana),
    "an address in capitals": lambda b: Employee.objects.filter(pk=b.ana.pk).update(email="Ana@bakery.example"),
}


@pytest.mark.parametrize("what", TWICE)
def test_there_is_one(bakers, what):
    with pytest.raises(IntegrityError), transaction.atomic():
        TWICE[what](bakers)


@pytest.mark.parametrize("what", NEVER)
def test_there_is_never(bakers, what):
    with pytest.raises(IntegrityError), transaction.atomic():
        NEVER[what](bakers)


def test_an_assessment_that_was_put_away_leaves_room_for_another(bakers):
    Assessment.objects.update(ended_at=timezone.now())
    assert Assessment.objects.create(**towards(bakers, bakers.paper)).pk


# state -> the voices that may still be written in it; the copy itself never is.
WRITABLE = {"shared": {Voice.MANAGER}, "answered": {Voice.AGREED}, "closed": set(), "withdrawn": set()}


@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize("state", WRITABLE)
def test_answers_are_written_in_their_state_alone(bakers, request, state, voice):
    rows = bakers.conversation.ratings.filter(key=bakers.asked("rye").key)
    bakers.answer(bakers.conversation, "rye", 2)
    if not rows.filter(voice=voice).exists():
        rows.create(conversation=bakers.conversation, voice=voice, key=bakers.asked("rye").key, value=2)
    Conversation.objects.update(state=state, answered_at=timezone.now(), closed_at=timezone.now())
    request.getfixturevalue("guarded")
    if voice in WRITABLE[state]:
        assert rows.filter(voice=voice).update(value=3) == 1
        assert rows.create(conversation=bakers.conversation, voice=voice, key=uuid4(), value=1).pk
        return
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        rows.filter(voice=voice).update(value=3)
    if (state, voice) != ("shared", Voice.SELF):
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            rows.create(conversation=bakers.conversation, voice=voice, key=uuid4(), value=1)


@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize("state", WRITABLE)
def test_answers_are_removed_in_their_state_alone(bakers, request, state, voice):
    rows = bakers.conversation.ratings.filter(voice=voice)
    rows.get_or_create(
        conversation=bakers.conversation, voice=voice, key=bakers.asked("rye").key, defaults={"value": 2}
    )
    Conversation.objects.update(state=state, answered_at=timezone.now(), closed_at=timezone.now())
    request.getfixturevalue("guarded")
    if voice in WRITABLE[state]:
        assert rows.delete()[0]
        return
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        rows.delete()


@pytest.mark.parametrize("state", ["answered", "closed", "withdrawn"])
def test_evidence_comes_with_the_sharing_alone(bakers, request, state):
    said = {"conversation": bakers.conversation, "text": "Rye", "happened_on": timezone.localdate()}
    SharedEvidence.objects.create(key=uuid4(), **said)
    Conversation.objects.update(state=state, answered_at=timezone.now(), closed_at=timezone.now())
    request.getfixturevalue("guarded")
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        SharedEvidence.objects.create(key=uuid4(), **said)
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        SharedEvidence.objects.all().delete()


def test_nothing_that_was_answered_is_as_if_it_were_not(bakers, request):
    Conversation.objects.update(state="answered", answered_at=timezone.now())
    request.getfixturevalue("guarded")
    for state in ("shared", "withdrawn"):
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            Conversation.objects.update(state=state)


def test_a_copy_is_not_closed_before_it_is_answered(bakers, guarded):
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Conversation.objects.update(state="closed", answered_at=timezone.now(), closed_at=timezone.now())


@pytest.mark.parametrize("field", ["answered_at", "closed_at", "shared_at"])
def test_its_days_are_written_down_once(bakers, request, field):
    Conversation.objects.update(state="closed", answered_at=timezone.now(), closed_at=timezone.now())
    request.getfixturevalue("guarded")
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Conversation.objects.update(**{field: timezone.now()})


@pytest.mark.parametrize("field", ["is_finished", "whole"])
def test_how_it_was_shared_stays(bakers, guarded, field):
    (before,) = Conversation.objects.values_list(field, flat=True)
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Conversation.objects.update(**{field: not before})


def test_a_closed_conversation_goes_with_a_person_who_is_erased_and_not_before(bakers, request):
    conversation = bakers.answered(bakers.conversation)
    close_conversation(conversation=conversation)
    request.getfixturevalue("guarded")
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        conversation.delete()
    erase_person(employee=bakers.ana, typed_name=bakers.ana.name, to_their_manager=False, by=partner())
    assert not Conversation.objects.exists()
    assert not SharedRating.objects.exists()


@pytest.mark.parametrize("state", [ConversationState.CLOSED, ConversationState.WITHDRAWN])
def test_what_is_closed_or_taken_back_never_opens_again(bakers, request, state):
    Conversation.objects.update(state=state, answered_at=timezone.now(), closed_at=timezone.now())
    request.getfixturevalue("guarded")
    for other in set(ConversationState) - {state}:
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            Conversation.objects.update(state=other)


def test_the_edition_the_level_and_the_owner_of_a_copy_are_pinned(bakers, request):
    SharedEvidence.objects.create(
        conversation=bakers.conversation, key=uuid4(), text="Rye", happened_on=timezone.localdate()
    )
    other = {"edition": Edition(pk=10**6), "level": Level.objects.get(pk=bakers.own.pk), "employee": bakers.bo}
    request.getfixturevalue("guarded")
    for field, value in other.items():
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            Conversation.objects.update(**{field: value})
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        SharedEvidence.objects.update(text="Spelt")
