"""Writing and checking the trail of a case. Each event is sealed together with the one before it (SHA-256), and the
case keeps the last seal: an event that is altered, removed or put elsewhere is found.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paths.promotions.models import Case, Event, EventText
from paths.promotions.transitions import TRANSITIONS
from paths.shared.clock import now

if TYPE_CHECKING:
    from paths.people.models import User


# The day from which a level counts was set; the level changed.
EFFECTIVE, LEVEL = "effective_on", "level"


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a trail does not hold, and how."""

    case_id: int
    number: int
    what: str


def write_event(
    *,
    case: Case,
    by: User | None,
    what: str,
    about: str = "",
    before: str = "",
    after: str = "",
    words: tuple[str, str] | None = None,
) -> Event:
    """Add an event to the trail of `case`, which the caller has locked. `words` are texts from and to; the seal holds
    only their salted digest, so that they can be erased with the person they speak of.
    """
    salt = secrets.token_hex(16) if words else ""
    if words:
        before, after = (digest(text, salt) for text in words)
    event = Event(
        case=case,
        number=case.events_so_far + 1,
        at=now(),
        actor=by,
        actor_number=by.pk if by else 0,
        what=what,
        about=about[:80],
        before=before,
        after=after,
    )
    event.seal = seal_of(event, case.head)
    event.save(force_insert=True)
    if words:
        EventText.objects.create(event=event, salt=salt, before=words[0], after=words[1])
    case.events_so_far, case.head = event.number, event.seal
    Case.objects.filter(pk=case.pk).update(events_so_far=event.number, head=event.seal)
    return event


def seal_of(event: Event, before: str) -> str:
    """The seal of an event that follows the one sealed with `before`."""
    said = (
        before,
        event.case_id,
        event.number,
        event.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        event.actor_number,
        event.what,
        event.about,
        event.before,
        event.after,
    )
    return hashlib.sha256(repr([str(each) for each in said]).encode()).hexdigest()


def digest(text: str, salt: str) -> str:
    """What stands for a text in the seal."""
    return "text:" + hashlib.sha256(f"{salt}{text}".encode()).hexdigest() if text else ""


def broken_links(case: Case) -> list[Broken]:
    """Where the trail of `case` does not hold; nothing if it is whole. One query."""
    found: list[Broken] = []
    seal, number, said = "", 0, {"state": "", EFFECTIVE: "", "applied": False}
    for event in Event.objects.filter(case=case).select_related("words").order_by("number", "pk"):
        if event.number != number + 1:
            found.append(Broken(case.pk, number + 1, "missing"))
        if event.seal != seal_of(event, seal) or not _words_hold(event):
            found.append(Broken(case.pk, event.number, "altered"))
        seal, number = event.seal, event.number
        said |= _said(event)
    if (number, seal) != (case.events_so_far, case.head):
        found.append(Broken(case.pk, number + 1, "missing"))
    is_now = {"state": case.state, EFFECTIVE: str(case.effective_on or ""), "applied": case.applied_at is not None}
    if number and said != is_now:
        found.append(Broken(case.pk, number, "the case says otherwise"))
    return found


def _said(event: Event) -> dict[str, object]:
    """What an event says of the case as a whole."""
    if event.what in TRANSITIONS:
        return {"state": event.after}
    if event.what == EFFECTIVE:
        return {EFFECTIVE: event.after}
    return {"applied": True} if event.what == LEVEL else {}


def _words_hold(event: Event) -> bool:
    words = getattr(event, "words", None)
    if words is None:
        return True
    return (event.before, event.after) == (digest(words.before, words.salt), digest(words.after, words.salt))
