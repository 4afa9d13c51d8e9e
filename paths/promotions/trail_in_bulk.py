"""Writing many events of the same kind into a trail at once, each sealed with the one before it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from paths.promotions.models import Case, Event, EventText
from paths.promotions.story import LONGEST_ABOUT
from paths.promotions.trail import digest, seal_of
from paths.shared.clock import now


def write_events(*, case: Case, what: str, written: Iterable[tuple[str, str]]) -> list[Event]:
    """Add an event to the trail of `case`, which the caller has locked or just made, for each of `written`: what it is
    about, and the text that came. Nobody did it but the site itself. As few queries as the database takes.
    """
    moment, events, texts = now(), [], []
    for about, text in written:
        salt = secrets.token_hex(16)
        event = Event(
            case=case,
            number=case.events_so_far + 1,
            at=moment,
            what=what,
            about=about[:LONGEST_ABOUT],
            after=digest(text, salt),
        )
        event.seal = seal_of(event, case.head)
        case.events_so_far, case.head = event.number, event.seal
        events.append(event)
        texts.append(EventText(event=event, salt=salt, after=text))
    if events:
        Event.objects.bulk_create(events)
        EventText.objects.bulk_create(texts)
        Case.objects.filter(pk=case.pk).update(events_so_far=case.events_so_far, head=case.head)
    return events
