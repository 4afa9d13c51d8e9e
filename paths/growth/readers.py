"""Who can see a paper, as its page says it: out of the rule that decides it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.growth.choices import ConversationState
from paths.people.papers import PRIVATE, SHARED, Rule

if TYPE_CHECKING:
    from paths.growth.models import Conversation
    from paths.people.models import Employee, User


NAMED = 3


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who can see a paper, why, and when they last saw it (None: not yet)."""

    name: str
    why: str | Promise
    is_viewer: bool
    opened_at: datetime.datetime | None = None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class WhoSees:
    """Everybody who can see a paper, for the line on its page. Only its owner is told why and when it was seen."""

    seers: tuple[Seer, ...]
    is_own: bool
    is_shared: bool = False

    @property
    def others(self) -> tuple[Seer, ...]:
        """Everybody but whoever looks at the page."""
        return tuple(seer for seer in self.seers if not seer.is_viewer)

    @property
    def at_once(self) -> str:
        """Who reads what is written as soon as it is saved: a sentence to stand beside the field."""
        names = [seer.name for seer in self.others]
        if not names:
            return _("Nobody else can read it yet.")
        if len(names) > NAMED:
            rest = len(names) - NAMED + 1
            names[NAMED - 1 :] = [ngettext("%(number)d other", "%(number)d others", rest) % {"number": rest}]
        return _("%(names)s can read it as soon as it is saved.") % {"names": get_text_list(names, _("and"))}


def who_sees(
    rule: Rule, employee: Employee, *, viewer: User, opened: dict[int, datetime.datetime] | None = None
) -> WhoSees:
    """The people that `rule` lets see a paper of `employee`. `opened`: user id -> when they last saw it."""
    is_own = employee.user_id == viewer.pk
    opened = opened or {}
    seers = tuple(
        Seer(each.name, each.why, each.user_id == viewer.pk, opened.get(each.user_id) if is_own else None, each.user_id)
        for each in rule.readers(employee)
    )
    return WhoSees(seers, is_own, rule is not PRIVATE)


def with_openings(seers: Sequence[Seer], opened: Mapping[int, datetime.datetime]) -> tuple[Seer, ...]:
    """The same people with when they last saw another paper. `opened`: user id -> when."""
    return tuple(replace(seer, opened_at=opened.get(seer.user_id or 0)) for seer in seers)


def who_sees_conversation(conversation: Conversation, *, viewer: User) -> WhoSees:
    """The people who can see a shared assessment; its owner alone once it was withdrawn."""
    rule = PRIVATE if conversation.state == ConversationState.WITHDRAWN else SHARED
    opened = dict(conversation.openings.values_list("user_id", "last_at"))
    return who_sees(rule, conversation.employee, viewer=viewer, opened=opened)
