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
    LEVEL_ON_LADDER = "level_on_ladder"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a case: from any of `sources` (empty: there is no case yet) to `target` (None: it stays where it is).
    `decides`: nobody takes it who is on both sides of the case; `repairs`: HR sets right what nobody else can, and who
    decided when stays as it was.
    """

    name: str
    label: str | Promise
    sources: frozenset[CaseState]
    target: CaseState | None
    by: frozenset[Actor]
    needs: frozenset[Need] = frozenset()
    decides: bool = False
    repairs: bool = False

    def leads_to(self, state: CaseState) -> CaseState:
        """Where a case is after it that was in `state`."""
        return self.target or state


def _step(
    name: str,
    label: str | Promise,
    sources: Iterable[CaseState],
    target: CaseState | None,
    by: Iterable[Actor],
    needs: Iterable[Need] = (),
    *,
    decides: bool = False,
    repairs: bool = False,
) -> Transition:
    return Transition(name, label, frozenset(sources), target, frozenset(by), frozenset(needs), decides, repairs)


S, A = CaseState, Actor
OPEN = frozenset({S.ASKED, S.DRAFT, S.GATHERING, S.SENT, S.RETURNED, S.WAITING})
# What has to be true to put somebody on a new level.
GRANTS = [Need.WORKS_HERE, Need.LEVEL_ON_LADDER]
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
            [Need.REASON, Need.EFFECTIVE_DAY, *GRANTS],
            decides=True,
        ),
        _step(
            "wait",
            _("Approve, waiting for a seat"),
            [S.SENT],
            S.WAITING,
            [A.PARTNER],
            [Need.REASON, *GRANTS],
            decides=True,
        ),
        _step(
            "seat",
            _("There is a seat"),
            [S.WAITING],
            S.APPROVED,
            [A.PARTNER],
            [Need.EFFECTIVE_DAY, *GRANTS],
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
        _step(
            "hand",
            _("Hand to another manager"),
            OPEN,
            None,
            [A.PARTNER],
            [Need.REASON, Need.MANAGER, Need.WORKS_HERE],
            decides=True,
            repairs=True,
        ),
        _step(
            "reschedule",
            _("Change the day"),
            [S.APPROVED],
            S.APPROVED,
            [A.PARTNER],
            [Need.REASON, Need.EFFECTIVE_DAY, *GRANTS],
            decides=True,
            repairs=True,
        ),
        _step(
            "cancel_day",
            _("Cancel the day"),
            [S.APPROVED],
            S.WAITING,
            [A.PARTNER],
            [Need.REASON],
            decides=True,
            repairs=True,
        ),
        _step(
            "close",
            _("Close the case"),
            [*OPEN, S.APPROVED],
            S.WITHDRAWN,
            [A.PARTNER],
            [Need.REASON],
            decides=True,
            repairs=True,
        ),
    )
}
BEFORE_SENDING = frozenset({S.ASKED, S.DRAFT, S.GATHERING})
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


def fits(step: Transition, state: CaseState, *, is_applied: bool) -> bool:
    """Whether that step leads on from a state. Nothing does once the level has changed."""
    return state in step.sources and not is_applied


def steps_from(state: CaseState, actors: frozenset[Actor], *, is_applied: bool = False) -> tuple[Transition, ...]:
    """The steps that somebody may take from a state, in the order of the table."""
    return tuple(
        step for step in TRANSITIONS.values() if fits(step, state, is_applied=is_applied) and may(step, actors)
    )


def diagram() -> str:
    """The states and steps as Mermaid text, for the docs."""
    lines = ["stateDiagram-v2"]
    for step in TRANSITIONS.values():
        sources = sorted(step.sources) or ["[*]"]
        lines += [f"    {source} --> {step.target or source}: {step.name}" for source in sources]
    return "\n".join(lines)
