"""What employee and manager last said towards the level of a case, as far as a reader may know it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Conversation, SharedRating
from paths.growth.standing import Answer
from paths.growth.targets import by_key
from paths.promotions.choices import CaseState
from paths.promotions.transitions import MARKED_IN

if TYPE_CHECKING:
    from paths.people.models import User
    from paths.promotions.models import Case

YOU = _("You")


@dataclass(frozen=True, slots=True)
class LastSaid:
    """The answers of a shared assessment: voice -> key -> answer, and what the voices are called."""

    answers: Mapping[Voice, Mapping[UUID, Answer]] = field(default_factory=dict)
    names: Mapping[Voice, str | Promise] = field(default_factory=dict)

    def value(self, voice: Voice, key: UUID | None) -> int | None:
        """What a voice answered to a statement; None if it did not."""
        answer = self.answer(voice, key)
        return answer.value if answer else None

    def answer(self, voice: Voice, key: UUID | None) -> Answer | None:
        """The same with everything that belongs to it."""
        return self.answers.get(voice, {}).get(key) if key else None

    def is_settled(self, key: UUID | None) -> bool:
        """Whether both have agreed on an answer to a statement."""
        agreed = self.answer(Voice.AGREED, key)
        return agreed is not None and agreed.is_given


def last_said(case: Case, reader: User) -> LastSaid:
    """What was last shared towards the level of the case, where `reader` may read it: the manager's answers and what
    both agreed once sent, one's own when the manager may read them. After a case is sent or closed, only what was said
    before. Two queries.
    """
    frozen_at = None if case.state in {CaseState.ASKED, *MARKED_IN} else case.decided_at or case.state_since
    shared = (
        Conversation.objects.visible_to(reader)
        .filter(employee=case.employee_id, level=case.level_id)
        .exclude(state=ConversationState.WITHDRAWN)
        .filter(Q(shared_at__lte=frozen_at) if frozen_at else Q())
    )
    conversation = shared.select_related("employee__user", "manager").order_by("-shared_at", "-pk").first()
    if conversation is None:
        return LastSaid()
    voices = _spoken(conversation, frozen_at)
    rows = list(SharedRating.objects.filter(conversation=conversation, voice__in=voices))
    answers = {voice: by_key(row for row in rows if row.voice == voice) for voice in voices}
    if frozen_at and Voice.AGREED in answers:
        answers[Voice.AGREED] = _agreed_by(frozen_at, answers[Voice.AGREED], conversation)
    return LastSaid(answers, _names(conversation, reader))


def _spoken(conversation: Conversation, frozen_at: datetime.datetime | None) -> list[Voice]:
    sent = conversation.answered_at
    if sent and (frozen_at is None or sent <= frozen_at):
        return list(Voice)
    # Managers answer without having read what the other said.
    return [Voice.SELF] if sent or conversation.is_finished else []


def _agreed_by(
    moment: datetime.datetime, answers: Mapping[UUID, Answer], conversation: Conversation
) -> Mapping[UUID, Answer]:
    """What was agreed by then. Until it is closed, notes are written over without a day: they may be later."""
    was_closed = conversation.closed_at is not None and conversation.closed_at <= moment
    found = {key: answer for key, answer in answers.items() if answer.rated_at and answer.rated_at <= moment}
    return found if was_closed else {key: replace(answer, note="") for key, answer in found.items()}


def _names(conversation: Conversation, reader: User) -> dict[Voice, str | Promise]:
    """Whoever answered is named, also when somebody else is the manager by now."""
    employee, manager = conversation.employee, conversation.manager
    return {
        Voice.SELF: YOU if employee.user_id == reader.pk else employee.name,
        Voice.MANAGER: (YOU if manager.user_id == reader.pk else manager.name) if manager else _("The manager then"),
        Voice.AGREED: Voice.AGREED.label,
    }
