"""A conversation as its reader finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paths.growth.answerers import why_nobody_answers
from paths.growth.answering import VOICE_WRITTEN
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Conversation, SharedEvidence
from paths.growth.side_by_side import Heard
from paths.growth.voices import evidence_shown, hear

BOTH_SPOKE = (ConversationState.ANSWERED, ConversationState.CLOSED)


@dataclass(frozen=True)
class Found:
    """A conversation, its reader, and what they may hear of it."""

    conversation: Conversation
    heard: Heard
    is_owner: bool
    is_manager: bool

    @property
    def has_answers(self) -> bool:
        """Whether the manager's answers were sent."""
        return self.conversation.state in BOTH_SPOKE

    @property
    def is_writing(self) -> bool:
        """Whether the reader writes in it now: their answers, or what is agreed."""
        return self.is_manager and self.conversation.employee.is_active and self.conversation.state in VOICE_WRITTEN

    @cached_property
    def evidence(self) -> Mapping[UUID, Sequence[SharedEvidence]]:
        """key -> the evidence for that statement, as it was shared."""
        return evidence_shown(self.conversation)

    @cached_property
    def why_nobody_closes(self) -> str:
        """Why its owner, who reads it, can close it themselves: nobody leads them. Otherwise ""."""
        is_stuck = self.is_owner and self.conversation.state == ConversationState.ANSWERED
        return why_nobody_answers(self.conversation.employee) if is_stuck else ""

    @cached_property
    def why_nobody_answers(self) -> str:
        """Why nobody answers what its owner, who reads it, has shared; "" if somebody can."""
        waits = self.is_owner and self.conversation.state == ConversationState.SHARED
        return why_nobody_answers(self.conversation.employee) if waits else ""

    @property
    def names(self) -> Mapping[Voice, str | Promise]:
        """What the voices are called, for those that the page shows. Whoever answered is named, not who leads now."""
        conversation, manager = self.conversation, self.conversation.manager
        names = {
            Voice.SELF: _("You") if self.is_owner else conversation.employee.name,
            Voice.MANAGER: _("You") if self.is_mine else manager.name if manager else _("The manager then"),
            Voice.AGREED: Voice.AGREED.label,
        }
        return {voice: name for voice, name in names.items() if voice is Voice.SELF or self.has_answers}

    @property
    def is_mine(self) -> bool:
        """Whether the manager's answers are the reader's, and not those of a manager before them."""
        return self.is_manager and self.conversation.manager_id == self.conversation.employee.manager_id


def find_conversation(request: HttpRequest, pk: int, *, to_write: bool = False) -> Found:
    """A shared assessment as its reader may see it; `to_write`: for the manager. Raises Http404, PermissionDenied."""
    readable = Conversation.objects.visible_to(request.user).select_related(
        "employee__manager", "level__role", "edition", "manager"
    )
    conversation = get_object_or_404(readable, pk=pk)
    is_manager = Conversation.objects.led_by(request.user).filter(pk=pk).exists()
    if to_write and not (is_manager and conversation.employee.is_active):
        raise PermissionDenied
    heard = hear(conversation, request.user, is_manager=is_manager)
    return Found(conversation, heard, conversation.employee.user_id == request.user.pk, is_manager)
