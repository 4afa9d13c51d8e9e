"""What is odd about a case before it is sent: warnings for the manager, never a verdict. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from paths.promotions.choices import Mark

STALE_AFTER = datetime.timedelta(days=365)
APART = 2


class Oddity(StrEnum):
    """What may be odd about an item."""

    MET_WITHOUT_EVIDENCE = "met_without_evidence"
    RATINGS_APART = "ratings_apart"
    STALE_EVIDENCE = "stale_evidence"


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item as far as it is judged: its mark, what both last said of it and whether they agreed on an answer since,
    and how old its evidence is.
    """

    item_id: int
    text: str
    mark: str
    own: int | None = None
    managers: int | None = None
    is_settled: bool = False
    evidence: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Warned:
    """One oddity of one item."""

    item_id: int
    text: str
    what: Oddity


def odd_items(items: Iterable[Weighed], today: datetime.date) -> tuple[Warned, ...]:
    """The oddities of a checklist, item by item: met without evidence, answers two apart on which they have not
    agreed since, evidence over a year old.
    """
    return tuple(Warned(item.item_id, item.text, what) for item in items for what in _oddities(item, today))


def _oddities(item: Weighed, today: datetime.date) -> Iterator[Oddity]:
    if item.mark == Mark.MET and not item.evidence:
        yield Oddity.MET_WITHOUT_EVIDENCE
    if not item.is_settled and _are_apart(item.own, item.managers):
        yield Oddity.RATINGS_APART
    if item.evidence and max(item.evidence) < today - STALE_AFTER:
        yield Oddity.STALE_EVIDENCE


def _are_apart(own: int | None, managers: int | None) -> bool:
    return own is not None and managers is not None and abs(own - managers) >= APART
