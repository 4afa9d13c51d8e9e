"""What may follow what in a case, who may do it, and what must be true. Pure.

This table is the only place: services follow it, the pages offer what it allows, the diagram in the docs is drawn from
it, and the tests cross it with every kind of actor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.promotions.choices import CaseState


class Actor(StrEnum):
    """What somebody is to a case. One person can be several of them, but never decide about themselves."""

    SUBJECT = "subject"
    OPENER = "opener"
    MANAGER = "manager"
    PARTNER = "partner"
    ADVISER = "adviser"


class Need(StrEnum):
    """What has to come along with a step, or be true before it."""

    REASON = "reason"
    ALL_MARKED = "all_marked"
    EFFECTIVE_DAY = "effective_day"
    WHAT_WOULD_CHANGE = "what_would_change"
    WORKS_HERE = "works_here"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a case: from any of `sources` (empty: there is no case yet) to `target`."""

    name: str
    label: str | Promise
    sources: frozenset[CaseState]
    target: CaseState
    by: frozenset[Actor]
    needs: frozenset[Need] = frozenset()
    decides: bool = False


def _step(
    name: str,
    label: str | Promise,
    sources: Iterable[CaseState],
    target: CaseState,
    by: Iterable[Actor],
    needs: Iterable[Need] = (),
    *,
    decides: bool = False,
) -> Transition:
    return Transition(name, label, frozenset(sources), target, frozenset(by), frozenset(needs), decides)


S, A = CaseState, Actor
TRANSITIONS: dict[str, Transition] = {
    step.name: step
    for step in (
        _step("ask", _("Ask for a promotion case"), (), S.ASKED, [A.SUBJECT]),
        _step("open", _("Open a case"), (), S.DRAFT, [A.MANAGER]),
        _step("accept", _("Accept"), [S.ASKED], S.GATHERING, [A.MANAGER]),
        _step("turn_down", _("Not now"), [S.ASKED], S.WITHDRAWN, [A.MANAGER], [Need.REASON]),
        _step("gather", _("Begin to gather evidence"), [S.DRAFT], S.GATHERING, [A.MANAGER]),
        _step("send", _("Send for decision"), [S.GATHERING, S.RETURNED], S.SENT, [A.MANAGER], [Need.ALL_MARKED]),
        _step("give_back", _("Return"), [S.SENT], S.RETURNED, [A.PARTNER], [Need.REASON], decides=True),
        _step(
            "approve",
            _("Approve"),
            [S.SENT],
            S.APPROVED,
            [A.PARTNER],
            [Need.REASON, Need.EFFECTIVE_DAY, Need.WORKS_HERE],
            decides=True,
        ),
        _step(
            "wait",
            _("Approve, waiting for a seat"),
            [S.SENT],
            S.WAITING,
            [A.PARTNER],
            [Need.REASON, Need.WORKS_HERE],
            decides=True,
        ),
        _step(
            "seat",
            _("There is a seat"),
            [S.WAITING],
            S.APPROVED,
            [A.PARTNER],
            [Need.EFFECTIVE_DAY, Need.WORKS_HERE],
            decides=True,
        ),
        _step(
            "decline",
            _("Decline"),
            [S.SENT],
            S.DECLINED,
            [A.PARTNER],
            [Need.REASON, Need.WHAT_WOULD_CHANGE],
            decides=True,
        ),
        _step(
            "withdraw",
            _("Withdraw"),
            [S.ASKED, S.DRAFT, S.GATHERING, S.RETURNED, S.SENT, S.WAITING],
            S.WITHDRAWN,
            [A.MANAGER],
            [Need.REASON],
        ),
        _step("take_back", _("Take it back"), [S.ASKED], S.WITHDRAWN, [A.SUBJECT]),
    )
}
OPEN = frozenset({S.ASKED, S.DRAFT, S.GATHERING, S.SENT, S.RETURNED, S.WAITING})
DECIDED = frozenset({S.APPROVED, S.WAITING, S.DECLINED})
# What only a manager does: whoever did any of it has led the case. (Whoever decides takes feedback back as well.)
LEADING = frozenset(
    {
        "open",
        "accept",
        "turn_down",
        "gather",
        "mark",
        "note",
        "feedback_asked",
        "cycle",
        "left_cycle",
        "send",
        "withdraw",
    }
)
MARKED_IN = frozenset({S.DRAFT, S.GATHERING, S.RETURNED})
# Whoever the case is about or has led it.
TAKES_PART = frozenset({A.SUBJECT, A.OPENER, A.MANAGER})
# Nobody decides their own case, nor one they opened or lead the person of, nor one they advise on.
NEVER_DECIDES = TAKES_PART | {A.ADVISER}


def may(step: Transition, actors: frozenset[Actor]) -> bool:
    """Whether somebody who is all of `actors` to a case may take that step in it."""
    if step.decides and actors & NEVER_DECIDES:
        return False
    return bool(step.by & actors)


def steps_from(state: CaseState, actors: frozenset[Actor]) -> tuple[Transition, ...]:
    """The steps that somebody may take from a state, in the order of the table."""
    return tuple(step for step in TRANSITIONS.values() if state in step.sources and may(step, actors))


def diagram() -> str:
    """The states and steps as Mermaid text, for the docs."""
    lines = ["stateDiagram-v2"]
    for step in TRANSITIONS.values():
        lines += [f"    {source} --> {step.target}: {step.name}" for source in sorted(step.sources or ["[*]"])]
    return "\n".join(lines)
