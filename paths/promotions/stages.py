"""How far a case has come, as the strip at the top of its page draws it. Pure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paths.promotions.choices import CaseState


class Reached(StrEnum):
    """Whether a stage lies behind, is where the case stands, lies ahead, or is not reached any more."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the strip."""

    text: str | Promise
    reached: Reached


# How many stages lie behind a case in each state.
BEHIND = {
    CaseState.ASKED: 0,
    CaseState.DRAFT: 0,
    CaseState.GATHERING: 1,
    CaseState.RETURNED: 1,
    CaseState.SENT: 2,
    CaseState.WAITING: 3,
    CaseState.APPROVED: 3,
    CaseState.DECLINED: 3,
    CaseState.WITHDRAWN: 1,
}


def stages_of(
    state: CaseState,
    *,
    opened: str,
    ended_at: datetime.datetime | None = None,
    effective_on: datetime.date | None = None,
    applied_at: datetime.datetime | None = None,
) -> tuple[Stage, ...]:
    """The four stages of a case. `opened` says when and by whom; `ended_at` is when it was decided or withdrawn, and
    `applied_at` when the level changed.
    """
    texts = [opened, _gathering(state), _decision(state, ended_at), _level(state, effective_on, applied_at)]
    behind = 4 if applied_at else BEHIND[state]
    has_ended = state in (CaseState.DECLINED, CaseState.WITHDRAWN)
    return tuple(Stage(text, _reached(place, behind, has_ended)) for place, text in enumerate(texts))


def _reached(place: int, behind: int, has_ended: bool) -> Reached:
    if place < behind:
        return Reached.DONE
    if has_ended:
        return Reached.NEVER
    return Reached.NOW if place == behind else Reached.AHEAD


def _gathering(state: CaseState) -> str:
    if state == CaseState.RETURNED:
        return _("Returned: gathering evidence again")
    return _("Gathering evidence")


def _decision(state: CaseState, ended_at: datetime.datetime | None) -> str:
    day = {"day": date_format(ended_at, "j F Y")} if ended_at else {}
    if not day:
        return _("Decision by HR, not the manager")
    if state == CaseState.WITHDRAWN:
        return _("Withdrawn on %(day)s") % day
    if state == CaseState.DECLINED:
        return _("Declined on %(day)s") % day
    return _("Approved on %(day)s") % day


def _level(state: CaseState, effective_on: datetime.date | None, applied_at: datetime.datetime | None) -> str:
    if applied_at:
        return _("Level changed on %(day)s") % {"day": date_format(timezone.localtime(applied_at), "j F Y")}
    day = {"day": date_format(effective_on, "j F Y")} if effective_on else {}
    if state == CaseState.WAITING:
        return _("Waiting for a seat")
    if state == CaseState.APPROVED:
        return _("Level changes on %(day)s") % day
    if state in (CaseState.DECLINED, CaseState.WITHDRAWN):
        return _("Level stays as it is")
    return _("Level changes, if it is approved")
