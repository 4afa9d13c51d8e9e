"""Conversations read from the database, as somebody may hear them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from paths.growth.answering import may_see
from paths.growth.choices import Voice
from paths.growth.models import Conversation, SharedEvidence, SharedRating
from paths.growth.side_by_side import Heard
from paths.growth.standing import Answer
from paths.growth.targets import profile_in, read_editions
from paths.people.models import User

FIELDS = ("conversation_id", "voice", "key", "value", "no_opportunity", "note", "rated_at")


def hear(conversation: Conversation, reader: User, *, is_manager: bool) -> Heard:
    """What `reader`, who may read it, may hear of a conversation. Seven queries."""
    return hear_all([conversation], reader, answered={conversation.pk} if is_manager else ())[conversation.pk]


def hear_all(conversations: Collection[Conversation], reader: User, *, answered: Collection[int]) -> dict[int, Heard]:
    """conversation id -> what `reader` may hear of it, in as many queries for many as for one. `answered`: the ids of
    those that are theirs, as the manager, to answer. Their `employee` should be at hand.
    """
    contents = read_editions({each.edition_id for each in conversations}) if conversations else {}
    answers = _answers([each.pk for each in conversations])
    found = {}
    for each in conversations:
        profile = profile_in(contents[each.edition_id], each.level_id)
        by_voice = answers.get(each.pk, {})
        asked = by_voice.get(Voice.SELF, {})
        expectations = tuple(one for one in profile.expectations if one.key in asked) if profile else ()
        title = profile.title if profile else str(each.level)
        found[each.pk] = Heard(title, expectations, by_voice, _voices(each, reader, each.pk in answered))
    return found


def evidence_shown(conversation: Conversation) -> dict[UUID, list[SharedEvidence]]:
    """key -> the evidence for that statement, as it was shared. One query."""
    found: dict[UUID, list[SharedEvidence]] = defaultdict(list)
    for each in conversation.evidence.all():
        found[each.key].append(each)
    return found


def _voices(conversation: Conversation, reader: User, is_manager: bool) -> frozenset[Voice]:
    is_owner = conversation.employee.user_id == reader.pk
    return frozenset(
        voice
        for voice in Voice
        if may_see(conversation, voice, is_owner=is_owner, is_manager=is_manager)
        and not (voice is Voice.MANAGER and _is_anothers(conversation, reader, is_manager))
    )


def _is_anothers(conversation: Conversation, reader: User, is_manager: bool) -> bool:
    """Whether the manager's answers were begun by an earlier manager, who has not sent them."""
    return is_manager and conversation.answered_at is None and conversation.manager_id != reader.employee.pk


def _answers(ids: Collection[int]) -> dict[int, dict[Voice, dict[UUID, Answer]]]:
    found: dict[int, dict[Voice, dict[UUID, Answer]]] = {}
    rows = SharedRating.objects.filter(conversation__in=ids).values_list(*FIELDS)
    for pk, voice, key, value, no_opportunity, note, rated_at in rows:
        answer = Answer(value, no_opportunity, note, rated_at)
        found.setdefault(pk, {}).setdefault(Voice(voice), {})[key] = answer
    return found
