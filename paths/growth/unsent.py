"""What somebody sent after their session had ended: kept for their account alone, bounded, and not for good.

The account is named by a signed field of the form, which is worth something for as long as what is kept. Whoever holds
such a field can fill the share of that account, and no more: `MOST` forms and `MOST_BYTES` at any time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.growth.models import UnsentWords
from paths.people.linking import may_sign_in
from paths.people.models import User

# The field by which a form says whose page it is on.
WRITER = "writer"
SALT = "unsent"
# Longer than a weekend and a holiday; a session lasts as long.
KEPT_FOR = timedelta(days=14)
MOST = 10
# Every note of a level with sixty statements, each as long as it may be and in letters of two bytes.
MOST_BYTES = 500_000
# Of everybody together, but for what is being kept at the same moment.
MOST_BYTES_IN_ALL = 20_000_000
# The fields that hold what somebody wrote: choices, days and numbers are soon given again.
WRITTEN = re.compile(r"(?:^|-)(?:note|reason|what_would_change|text|link|action|message|view|activity)$|^item-\d+$")

Fields = dict[str, list[str]]


class NotKept(Exception):
    """Raised when words cannot be kept; `sentence` says to their writer why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class NoRoom(NotKept):
    """Raised when there is no room for them."""


TOO_MUCH = _(
    "Nothing was saved: your session has ended, and this is too much to be kept until you have signed in again."
)
TOO_OLD = _("Nothing was saved: your session has ended, and this page was opened too long ago to keep what you wrote.")
CLOSED = _("Nothing was saved: your session has ended, and nobody can sign in to your account at present.")


@dataclass(frozen=True, slots=True)
class Words:
    """Something that somebody wrote, what it was about, and what they chose beside it."""

    text: str
    about: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """The account that opened the page which a form is on, and whether that was not too long ago."""

    user_id: int
    is_recent: bool


def words_in(fields: Iterable[tuple[str, Sequence[Any]]]) -> tuple[Words, ...]:
    """What was written into the fields of a form: (name, values)."""
    written = (str(text) for name, texts in fields if WRITTEN.search(name) for text in texts)
    return tuple(Words(text) for text in written if text.strip())


def sign_writer(user_id: int) -> str:
    """What a form carries to say who opened its page, and when: nobody can make it up for somebody else."""
    return signing.TimestampSigner(salt=SALT).sign(str(user_id))


def writer_of(fields: Mapping[str, Any]) -> Writer | None:
    """Who opened the page which a form is on; None if the form does not say, or made it up."""
    signer, signed = signing.TimestampSigner(salt=SALT), str(fields.get(WRITER, ""))
    try:
        return Writer(int(signer.unsign(signed, max_age=KEPT_FOR)), is_recent=True)
    except signing.SignatureExpired:
        return Writer(int(signer.unsign(signed)), is_recent=False)
    except signing.BadSignature:
        return None


@transaction.atomic
def keep(*, user_id: int, path: str, fields: Fields) -> None:
    """Keep what was sent to `path` from a page of that account. What waits already is not given up for it.

    Raises NotKept if the account is closed, and NoRoom.
    """
    # Held until the end: what is sent at the same moment does not go past the share of one person.
    user = User.objects.select_for_update(of=("self",), no_key=True).filter(pk=user_id).first()
    if user is None or not may_sign_in(user):
        raise NotKept(CLOSED)
    clear_expired()
    own = UnsentWords.objects.filter(user=user)
    text = json.dumps(fields, ensure_ascii=False)
    if own.filter(path=path, fields=text).exists():
        return
    size = len(path.encode()) + len(text.encode(errors="replace"))
    if (
        len(path) > UnsentWords._meta.get_field("path").max_length
        or own.count() >= MOST
        or _bytes(own) + size > MOST_BYTES
        or _bytes(UnsentWords.objects.all()) + size > MOST_BYTES_IN_ALL
    ):
        raise NoRoom(TOO_MUCH)
    UnsentWords.objects.create(user=user, path=path, fields=text, size=size)


def take(*, user: User, path: str) -> Fields | None:
    """What was first sent to `path` from a page of `user`, once; None if nothing waits."""
    found = UnsentWords.objects.filter(user=user, path=path, kept_at__gt=timezone.now() - KEPT_FOR).first()
    # Of two tabs that ask at the same moment, one gets it.
    if found is None or not UnsentWords.objects.filter(pk=found.pk).delete()[0]:
        return None
    fields: Fields = json.loads(found.fields)
    return fields


def is_waiting_for(user: User) -> bool:
    """Whether anything waits for them."""
    return UnsentWords.objects.filter(user=user).exists()


def kept_for(user: User) -> list[dict[str, Any]]:
    """What waits for them, as plain values for JSON."""
    waiting = UnsentWords.objects.filter(user=user)
    return [
        {
            "page": each.path,
            "kept": each.kept_at,
            "words": [said.text for said in words_in(json.loads(each.fields).items())],
        }
        for each in waiting
    ]


def clear_expired() -> None:
    """Remove what nobody came for."""
    UnsentWords.objects.filter(kept_at__lte=timezone.now() - KEPT_FOR).delete()


def _bytes(kept: Any) -> int:
    return kept.aggregate(total=Sum("size", default=0))["total"]
