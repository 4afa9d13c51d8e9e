"""Checking the trail of a case: that it is whole, and that the case says what its trail says."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from paths.promotions.choices import CaseState, Mark
from paths.promotions.models import Adviser, Case, Event, Item
from paths.promotions.story import NAMES_SOMEBODY
from paths.promotions.trail import EFFECTIVE, LEVEL, digest, seal_of
from paths.promotions.transitions import DECIDED, TRANSITIONS

OTHERWISE = "the case says otherwise"
# A case is saved a moment before its event.
A_MOMENT = datetime.timedelta(minutes=1)
# What stands in the place of words that were erased with the person they speak of.
GONE = "—"


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a trail does not hold, and how."""

    case_id: int
    number: int
    what: str


@dataclass
class Said:
    """What a trail says of its case; None: nothing, or words that were erased since."""

    state: str = ""
    effective_on: str = ""
    is_applied: bool = False
    decided: Event | None = None
    words: dict[str, str | None] = field(default_factory=lambda: {"reason": "", "what_would_change": ""})
    marks: dict[str, str] = field(default_factory=dict)
    of_items: dict[tuple[str, str], str | None] = field(default_factory=dict)
    views: dict[int, str | None] = field(default_factory=dict)


def broken_links(case: Case) -> list[Broken]:
    """Where the trail of `case` does not hold, or the case does not say what its trail says; nothing if all is well.
    Three queries.
    """
    found: list[Broken] = []
    seal, number, said = "", 0, Said()
    for event in Event.objects.filter(case=case).select_related("words").order_by("number", "pk"):
        if event.number != number + 1:
            found.append(Broken(case.pk, number + 1, "missing"))
        if event.seal != seal_of(event, seal) or not _words_hold(event, case):
            found.append(Broken(case.pk, event.number, "altered"))
        seal, number = event.seal, event.number
        _hear(event, said)
    if number == 0 or (number, seal) != (case.events_so_far, case.head):
        found.append(Broken(case.pk, number + 1, "missing"))
    if number and any(_contradictions(case, said)):
        found.append(Broken(case.pk, number, OTHERWISE))
    return found


def _words_hold(event: Event, case: Case) -> bool:
    """Whether the words of an event are those that were sealed. Some go with a person who is erased: all of a case
    about them, and their name elsewhere.
    """
    words = getattr(event, "words", None)
    if words is None:
        had_some = "text:" in event.before + event.after
        return not had_some or case.employee_id is None or event.what in NAMES_SOMEBODY
    return (event.before, event.after) == (digest(words.before, words.salt), digest(words.after, words.salt))


def _hear(event: Event, said: Said) -> None:
    """Take in what an event says of the case as a whole, of its items and of those who advise."""
    if event.what in TRANSITIONS:
        said.state = event.after
        if event.after in DECIDED and not TRANSITIONS[event.what].repairs:
            said.decided, said.words["what_would_change"] = event, ""
        elif event.after == CaseState.WITHDRAWN:
            said.decided = None
    elif event.what == EFFECTIVE:
        said.effective_on = event.after
    elif event.what == LEVEL:
        said.is_applied = True
    elif event.what == "mark":
        said.marks[event.about] = event.after
    elif event.what == "view":
        said.views[event.actor_number] = _words(event)
    elif event.what in ("reason", "note") and event.about:
        said.of_items[event.what, event.about] = _words(event)
    elif event.what in said.words:
        said.words[event.what] = _words(event)


def _words(event: Event) -> str | None:
    words = getattr(event, "words", None)
    return words.after if words else None if event.after else ""


def _contradictions(case: Case, said: Said) -> Iterator[bool]:
    """Whether the case says otherwise than its trail, thing by thing."""
    yield case.state != said.state
    yield str(case.effective_on or "") != said.effective_on
    yield (case.applied_at is not None) != said.is_applied
    yield from (_differs(getattr(case, name), words) for name, words in said.words.items())
    yield (case.decided_at is None) != (said.decided is None)
    if said.decided and case.decided_at:
        yield abs(said.decided.at - case.decided_at) > A_MOMENT
        yield case.decided_by_id not in (None, said.decided.actor_number)
    yield from _items_differ(Item.objects.filter(case=case), said)
    for adviser in Adviser.objects.filter(case=case).select_related("employee"):
        if adviser.employee and adviser.employee.user_id:
            yield _differs(adviser.view, said.views.get(adviser.employee.user_id, ""))


def _items_differ(items: Iterable[Item], said: Said) -> Iterator[bool]:
    rows: list[Any] = list(items)
    # The trail names an item by how it begins: of two that begin alike it cannot tell which was meant.
    alike = Counter(item.text[:80] for item in rows)
    for item in rows:
        about = item.text[:80]
        if alike[about] == 1:
            yield item.mark != said.marks.get(about, Mark.OPEN)
            yield from (
                _differs(getattr(item, name), said.of_items.get((name, about), "")) for name in ("reason", "note")
            )


def _differs(stands: str, words: str | None) -> bool:
    return words is not None and stands not in (words, GONE)
