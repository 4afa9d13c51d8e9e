"""What a form of one's own plan showed, as a seal: so that nothing goes over what was saved in another window since."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from paths.growth.models import Evidence, Goal, WeekShare
from paths.shared.seals import is_sealed, seal

Said = tuple[Hashable, ...]


class SavedMeanwhile(Exception):
    """Raised when something was saved elsewhere since it was shown; `there` is what it says now."""

    def __init__(self, there: Any) -> None:
        self.there = there
        super().__init__("It was saved elsewhere.")


def goal_said(goal: Goal) -> Said:
    """What the form of a goal holds of it."""
    return goal.action, goal.due_on, goal.is_shared


def evidence_said(evidence: Evidence, keys: Iterable[UUID]) -> Said:
    """What the form of a piece of evidence holds of it, with the statements it shows."""
    return evidence.text, evidence.link, evidence.happened_on, tuple(sorted(set(keys)))


def week_said(shares: Mapping[str, Decimal]) -> Said:
    """What the form of a week holds: activity -> percent."""
    return tuple(sorted((activity, f"{percent:.1f}") for activity, percent in shares.items()))


def shares_of(rows: Iterable[WeekShare]) -> dict[str, Decimal]:
    """activity -> percent, as it is kept."""
    return {row.activity: row.percent for row in rows}


def seal_of(what: str, pk: int | None, said: Said) -> str:
    """What the form of a goal, of evidence or of a week carries for what it shows."""
    return seal("growth plan", what, pk, said)


def check_shown(what: str, pk: int | None, *, seen: str, now: Said, new: Said, there: Any) -> None:
    """Raise SavedMeanwhile with `there` if what is kept is not what was shown, unless the same is saved once more.
    `seen` is the seal of what was shown; "" for whatever it is.
    """
    if seen and now != new and not is_sealed(seen, "growth plan", what, pk, now):
        raise SavedMeanwhile(there)


def keys_shown(evidence: Evidence) -> Collection[UUID]:
    """The statements that a piece of evidence shows. One query."""
    return set(evidence.shows.values_list("key", flat=True)) if evidence.pk else set()
