"""Writing the trail of a case. Each event is sealed together with the one before it (SHA-256), and the
case keeps the last seal: an event that is altered, removed or put elsewhere is found.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from typing import TYPE_CHECKING

from paths.promotions.models import Case, Cycle, Event, EventText
from paths.shared.clock import now

if TYPE_CHECKING:
    from paths.people.models import Employee, User


# The day from which a level counts was set; the level changed.
EFFECTIVE, LEVEL = "effective_on", "level"


def write_event(
    *,
    case: Case,
    by: User | None,
    what: str,
    about: str = "",
    before: str = "",
    after: str = "",
    words: tuple[str, str] | None = None,
    person: Employee | None = None,
    cycle: Cycle | None = None,
) -> Event:
    """Add an event to the trail of `case`, which the caller has locked. `words` are texts from and to; the seal holds
    only their salted digest, so that they can be erased with the person they speak of. `person` is whom the words
    name, `cycle` the one that is named.
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
        cycle=cycle,
        person_number=person.pk if person else 0,
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
