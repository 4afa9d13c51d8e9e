"""The people in a case, and what they are called: by name, or, where names are hidden, by their part in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.utils.translation import gettext_lazy as _


class Part(Enum):
    """What somebody is in a case, as they are called where names are hidden."""

    SUBJECT = _("the employee")
    MANAGER = _("the manager")
    PARTNER = _("HR partner %(number)d")
    ADVISER = _("adviser %(number)d")
    COLLEAGUE = _("colleague %(number)d")
    OTHER = _("somebody else %(number)d")


# The site itself, and people of whom only a number is left.
BY_ITSELF = _("the site")
GONE = _("somebody who is gone")
ERASED = _("Somebody who was erased")

# Links and e-mail addresses often hold a name, whoever's it is.
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.[^\s@]+")
LEFT_OUT = _("(left out)")

# A word of a name gives it away as well: one of three letters however it is written, one of two with a capital.
TELLING, SHORTEST = 3, 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a case. `key` tells them apart: their user's number, or for people without an account any other."""

    key: object
    name: str
    email: str
    part: Part


@dataclass(frozen=True)
class Cast:
    """The people in a case; a person of several parts has the first. `is_hidden`: they go by their parts."""

    people: Sequence[Person]
    is_hidden: bool = False

    def name(self, key: object) -> str:
        """What somebody is called."""
        return str(self.called.get(key, GONE)) if key else str(BY_ITSELF)

    def words(self, text: str) -> str:
        """A text, where they are hidden without the names of these people, and without any link or e-mail address."""
        if not self.is_hidden:
            return text
        text = ADDRESS.sub(str(LEFT_OUT), text)
        return self._telling.sub(self._called_instead, text) if self._telling else text

    def _called_instead(self, found: re.Match[str]) -> str:
        # Letters can be alike to the pattern and yet fold to different ones.
        return self._instead.get(found[0].casefold(), str(GONE))

    @cached_property
    def called(self) -> Mapping[object, str]:
        """key -> what that person is called."""
        found: dict[object, str] = {}
        so_far: dict[Part, int] = {}
        for person in self.people:
            if person.key in found:
                continue
            so_far[person.part] = so_far.get(person.part, 0) + 1
            part = str(person.part.value).replace("%(number)d", str(so_far[person.part]))
            found[person.key] = part if self.is_hidden else person.name
        return found

    @cached_property
    def _instead(self) -> dict[str, str]:
        """What gives somebody away, folded -> what stands for it."""
        found: dict[str, str] = {}
        for person in self.people:
            for each in _telling_of(person):
                found.setdefault(each.casefold(), self.called[person.key])
        return found

    @cached_property
    def _telling(self) -> re.Pattern[str] | None:
        """Any of that; what has few letters only as it is written, as "an" is no "An"."""
        written = {each for person in self.people for each in _telling_of(person)}
        short = {each for each in written if len(each) < TELLING}
        either = {each for name in written - short for each in (name, name.casefold())}
        choices = {re.escape(each): each for name in short for each in (name, name.upper())}
        choices |= {f"(?i:{re.escape(each)})": each for each in either}
        longest_first = sorted(choices, key=lambda choice: -len(choices[choice]))
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if choices else None


def _telling_of(person: Person) -> Iterator[str]:
    """What gives somebody away: their name, each word of it, and their address."""
    local_part = person.email.partition("@")[0]
    for each in (person.email, local_part, person.name, *re.split(r"[\s-]+", person.name)):
        if len(each) >= SHORTEST or (each and each == person.name):
            yield each
