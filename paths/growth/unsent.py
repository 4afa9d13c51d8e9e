"""What somebody sent while they were signed out: kept in their session for nobody but them, until they take it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.core import signing
from django.dispatch import receiver

from paths.people.models import User
from paths.people.signals import person_erased

UNSENT = "unsent"
# The field by which a form says whose page it is on.
WRITER = "writer"
MOST = 10
# Every note of a level with sixty statements, each as long as it may be and in letters of two bytes. A session that
# holds more would be read with every page.
MOST_BYTES = 500_000
# The fields that hold what somebody wrote: choices, days and numbers are soon given again.
WRITTEN = re.compile(r"(?:^|-)(?:note|reason|what_would_change|text|link|action|message|view|activity)$|^item-\d+$")

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """Something that somebody wrote, what it was about, and what they chose beside it."""

    text: str
    about: str = ""
    chosen: str = ""


def words_in(fields: Iterable[tuple[str, Sequence[Any]]]) -> tuple[Words, ...]:
    """What was written into the fields of a form: (name, values)."""
    written = (str(text) for name, texts in fields if WRITTEN.search(name) for text in texts)
    return tuple(Words(text) for text in written if text.strip())


def sign_writer(user_id: int) -> str:
    """What a form carries to say who opened its page: nobody can make it up for somebody else."""
    return signing.Signer(salt=UNSENT).sign(str(user_id))


def writer_of(fields: Mapping[str, Any]) -> str:
    """The id of the account that opened the page which a form is on; "" if the form does not say, or made it up."""
    try:
        return signing.Signer(salt=UNSENT).unsign(str(fields.get(WRITER, "")))
    except signing.BadSignature:
        return ""


def keep(session: MutableMapping[str, Any], *, path: str, writer: str, fields: Fields) -> bool:
    """Keep what `writer` sent to `path`. Returns whether there was room: what waits already is not given up for it."""
    new = {"path": path, "writer": writer, "fields": fields}
    kept = [each for each in _kept(session) if each != new]
    if len(kept) >= MOST or sum(map(_size, [*kept, new])) > MOST_BYTES:
        return False
    session[UNSENT] = [*kept, new]
    return True


def take(session: MutableMapping[str, Any], *, path: str, writer: str) -> Fields | None:
    """What `writer` sent to `path` first, once; None if nothing waits. What others sent is dropped."""
    kept = _kept(session)
    rest = [each for each in kept if each["writer"] == writer]
    found = next((each for each in rest if each["path"] == path), None)
    if found:
        rest.remove(found)
    if len(rest) < len(kept):
        session[UNSENT] = rest
    return found["fields"] if found else None


@receiver(person_erased)
def forget(user: User | None, **_: Any) -> None:
    """Drop what waits for somebody who is erased, in whichever session."""
    if user is None:
        return
    for session in Session.objects.iterator():
        data = session.get_decoded()
        rest = [each for each in _kept(data) if each["writer"] != str(user.pk)]
        if len(rest) < len(_kept(data)):
            session.session_data = Session.objects.encode(data | {UNSENT: rest})
            session.save(update_fields=["session_data"])


def _kept(session: Mapping[str, Any]) -> list[dict[str, Any]]:
    # A session of before there was room for more than one holds that one by itself: nobody knows whose it is.
    kept = session.get(UNSENT)
    return kept if isinstance(kept, list) else []


def _size(kept: Mapping[str, Any]) -> int:
    return len(json.dumps(kept, ensure_ascii=False).encode(errors="replace"))
