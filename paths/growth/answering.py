"""The manager's half: their own answers, both side by side, and what both agree on."""

from __future__ import annotations

from django.db import transaction

from paths.growth.answer_rows import digest_of
from paths.growth.assessing import AnsweredMeanwhile, NotPossibleNow, check_answer
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Conversation, Opening, SharedRating
from paths.growth.standing import Answer
from paths.ladders.content import Expected
from paths.people.models import Employee, User
from paths.shared.clock import now

# Which voice may be written in which state. The frozen copy never is.
WRITTEN_IN = {Voice.MANAGER: ConversationState.SHARED, Voice.AGREED: ConversationState.ANSWERED}
VOICE_WRITTEN = {state: voice for voice, state in WRITTEN_IN.items()}


class NothingToSend(Exception):
    """Raised when a manager has not answered a single row."""


@transaction.atomic
def answer_row(
    *,
    conversation: Conversation,
    voice: Voice,
    expected: Expected,
    value: int | None,
    no_opportunity: bool = False,
    note: str = "",
    seen: str | None = None,
    by: Employee | None = None,
) -> SharedRating:
    """Write the manager's or the agreed answer to one row, or clear it. `seen` is the digest of what was shown (None:
    whatever it is), `by` the manager (None: whoever is now).

    What an earlier manager began and did not send is theirs: it goes when another begins. Raises NoSuchRow for an
    answer that does not fit, NotPossibleNow in any other state or by anybody else, AnsweredMeanwhile if the row was
    saved elsewhere since.
    """
    check_answer(expected, value, no_opportunity)
    locked = _locked(conversation)
    if locked.state != WRITTEN_IN.get(voice) or (by and by.pk != locked.employee.manager_id):
        raise NotPossibleNow
    if voice is Voice.MANAGER:
        _begin_as(locked.employee.manager_id, locked)
    row = SharedRating.objects.filter(conversation=locked, voice=voice, key=expected.key).first()
    row = row or SharedRating(conversation=locked, voice=voice, key=expected.key)
    new = Answer(value, no_opportunity, note)
    there = Answer(row.value, row.no_opportunity, row.note)
    if new == there:
        return row
    if seen is not None and seen != digest_of(there):
        raise AnsweredMeanwhile(row)
    if (row.value, row.no_opportunity) != (value, no_opportunity):
        row.rated_at = now() if new.is_given else None
    row.value, row.no_opportunity, row.note = value, no_opportunity, note
    row.save()
    return row


@transaction.atomic
def send_answer(*, conversation: Conversation, by: Employee) -> None:
    """Show the answers of the manager `by` to the employee. Where both say the same, that is agreed.

    Raises NotPossibleNow if they were sent before or another is the manager now, NothingToSend if `by` has answered
    nothing.
    """
    locked = _locked(conversation)
    if locked.state != ConversationState.SHARED or by.pk != locked.employee.manager_id:
        raise NotPossibleNow
    answers = [row for row in answers_of(locked, Voice.MANAGER) if row.rated_at]
    if locked.manager_id != by.pk or not answers:
        raise NothingToSend
    sent_at = now()
    Conversation.objects.filter(pk=locked.pk).update(state=ConversationState.ANSWERED, answered_at=sent_at)
    mine = {row.key: (row.value, row.no_opportunity) for row in answers_of(locked, Voice.SELF)}
    SharedRating.objects.bulk_create(
        SharedRating(
            conversation=locked,
            voice=Voice.AGREED,
            key=row.key,
            value=row.value,
            no_opportunity=row.no_opportunity,
            rated_at=sent_at,
        )
        for row in answers
        if mine.get(row.key) == (row.value, row.no_opportunity)
    )


def close_conversation(*, conversation: Conversation) -> None:
    """Both have agreed: from here on it never changes. Raises NotPossibleNow."""
    answered = Conversation.objects.filter(pk=conversation.pk, state=ConversationState.ANSWERED)
    if not answered.update(state=ConversationState.CLOSED, closed_at=now()):
        raise NotPossibleNow


def note_opening(*, conversation: Conversation, user: User) -> None:
    """Keep when `user` last opened it, for its owner to see. Opening one's own is nobody's news."""
    if conversation.employee.user_id != user.pk:
        Opening.objects.update_or_create(conversation=conversation, user=user, defaults={"last_at": now()})


def may_see(conversation: Conversation, voice: Voice, *, is_owner: bool, is_manager: bool) -> bool:
    """Whether that voice may be shown: the manager's to anybody else once it is sent, and one's own to the manager,
    while they are still answering, once its owner was done.
    """
    if conversation.state in (ConversationState.ANSWERED, ConversationState.CLOSED):
        return True
    if voice is Voice.SELF:
        return not is_manager or conversation.is_finished
    return voice is Voice.MANAGER and is_manager and not is_owner


def answers_of(conversation: Conversation, voice: Voice) -> list[SharedRating]:
    """The answers of one voice."""
    return list(SharedRating.objects.filter(conversation=conversation, voice=voice))


def _locked(conversation: Conversation) -> Conversation:
    """It as it is now, and stays until the transaction ends."""
    return Conversation.objects.select_for_update(of=["self"]).select_related("employee").get(pk=conversation.pk)


def _begin_as(manager_id: int | None, conversation: Conversation) -> None:
    if conversation.manager_id != manager_id:
        SharedRating.objects.filter(conversation=conversation, voice=Voice.MANAGER).delete()
        conversation.manager_id = manager_id
        conversation.save(update_fields=["manager"])
