"""What this room asks the rooms above it, which it does not know."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.dispatch import Signal
from django.utils.functional import Promise

if TYPE_CHECKING:
    from paths.people.models import Employee, User

# Sent with `people` and the `reader` to whom they are shown. Receivers answer with employee id -> Link, holding nothing
# that the reader may not see.
people_shown = Signal()

# Sent with the `user` who takes away what is kept about them. Receivers answer with key -> plain values for JSON,
# holding nothing that the user may not see; docs/my-data.md says what the keys mean.
data_taken_away = Signal()


@dataclass(frozen=True, slots=True)
class Link:
    """Where else there is something about somebody. `detail`: a few words more."""

    text: str | Promise
    url: str
    detail: str | Promise = ""


def links_about(people: Collection[Employee], reader: User) -> dict[int, tuple[Link, ...]]:
    """employee id -> what other rooms have about them for `reader`."""
    answers = [answer for _receiver, answer in people_shown.send(None, people=people, reader=reader)]
    return {person.pk: tuple(answer[person.pk] for answer in answers if person.pk in answer) for person in people}
