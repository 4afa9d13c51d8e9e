"""The manager's half: their own answers, both side by side, and what both agree on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from paths.growth.assessing import AnsweredMeanwhile, NotPossibleNow, check_answer
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Conversation, Opening, SharedRating
from paths.growth.standing import Standing
from paths.growth.targets import standing_from
from paths.ladders.content import Expected
from paths.people.models import Employee, User

# Which voice may be written in which state. The frozen copy never is.
WRITTEN_IN = {Voice.MANAGER: ConversationState.SHARED, Voice.AGREED: ConversationState.ANSWERED}


@transaction.atomic
def answer_row(
    *,
    conversation: Conversation,
    voice: Voice,
    expected: Expected,
    value: int | None,
    no_opportunity: bool = False,
    note: str = "",
    seen: tuple[int | None, bool, str] | None = None,
) -> SharedRating:
    """Write the manager's or the agreed answer to one row. `seen` is what was shown (None: whatever it is).

    Raises NoSuchRow for an answer that does not fit, NotPossibleNow in any other state, AnsweredMeanwhile if the row
    was saved elsewhere since.
    """
    check_answer(expected, value, no_opportunity)
    locked = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if locked.state != WRITTEN_IN.get(voice):
        raise NotPossibleNow
    row = SharedRating.objects.filter(conversation=locked, voice=voice, key=expected.key).first()
    row = row or SharedRating(conversation=locked, voice=voice, key=expected.key)
    if seen is not None and seen != (row.value, row.no_opportunity, row.note):
        if (row.value, row.no_opportunity, row.note) == (value, no_opportunity, note):
            return row
        raise AnsweredMeanwhile(row)
    row.value, row.no_opportunity, row.note = value, no_opportunity, note
    row.rated_at = timezone.now() if value is not None or no_opportunity else None
    row.save()
    return row


@transaction.atomic
def send_answer(*, conversation: Conversation, by: Employee) -> None:
    """Show the manager's answers to the employee. Where both say the same, that is agreed. Raises NotPossibleNow."""
    shared = Conversation.objects.filter(pk=conversation.pk, state=ConversationState.SHARED)
    if not shared.update(state=ConversationState.ANSWERED, answered_at=timezone.now(), manager=by):
        raise NotPossibleNow
    answers = {voice: answers_of(conversation, voice) for voice in (Voice.SELF, Voice.MANAGER)}
    mine = {row.key: row for row in answers[Voice.SELF]}
    SharedRating.objects.bulk_create(
        SharedRating(
            conversation=conversation,
            voice=Voice.AGREED,
            key=row.key,
            value=row.value,
            no_opportunity=row.no_opportunity,
            rated_at=timezone.now(),
        )
        for row in answers[Voice.MANAGER]
        if row.rated_at and row.key in mine
        and (mine[row.key].value, mine[row.key].no_opportunity) == (row.value, row.no_opportunity)
    )  # fmt: skip


def close_conversation(*, conversation: Conversation) -> None:
    """Both have agreed: from here on it never changes. Raises NotPossibleNow."""
    answered = Conversation.objects.filter(pk=conversation.pk, state=ConversationState.ANSWERED)
    if not answered.update(state=ConversationState.CLOSED, closed_at=timezone.now()):
        raise NotPossibleNow


def note_opening(*, conversation: Conversation, user: User) -> None:
    """Keep when `user` last opened it, for its owner to see. Opening one's own is nobody's news."""
    if conversation.employee.user_id != user.pk:
        Opening.objects.update_or_create(conversation=conversation, user=user, defaults={"last_at": timezone.now()})


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


def standing_of_voice(conversation: Conversation, voice: Voice) -> Standing:
    """Where the employee stands by the answers of one voice."""
    return standing_from(conversation, answers_of(conversation, voice))
