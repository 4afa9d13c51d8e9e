"""The people in a case, and what they are called: by name, or, where names are hidden, by their part in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from paths.promotions.ordinary_words import GENERIC, ORDINARY


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
AROUND = ".,;:()[]\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a case. `key` tells them apart: their user's number, or for people without an account any other. Who
    has had several names comes once with each, the one they are called by first. `is_erased`: the name is nobody's.
    `number` is that of the employee, 0 where they are none.
    """

    key: object
    name: str
    email: str
    part: Part
    is_erased: bool = False
    number: int = 0


@dataclass(frozen=True)
class Cast:
    """The people in a case; a person of several parts has the first. `is_hidden`: they go by their parts."""

    people: Sequence[Person]
    is_hidden: bool = False

    def name(self, key: object) -> str:
        """What somebody is called."""
        return str(self.called.get(key, GONE)) if key else str(BY_ITSELF)

    @property
    def subject(self) -> str:
        """What the person whom the case is about is called."""
        key = next((person.key for person in self.people if person.part is Part.SUBJECT), "gone")
        return self.name(key)

    def named(self, name: str, number: int) -> str:
        """What the employee of that number is called, who had that name then."""
        if not self.is_hidden:
            return name or str(GONE)
        return next((self.called[each.key] for each in self.people if number and each.number == number), str(GONE))

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
            for each, _is_as_written in _telling_of(person):
                found.setdefault(each.casefold(), self.called[person.key])
        return found

    @cached_property
    def _telling(self) -> re.Pattern[str] | None:
        """Any of that, as words of their own: "an" is no "An", "will" is no "Will"."""
        choices: dict[str, int] = {}
        for person in self.people:
            for each, is_as_written in _telling_of(person):
                for form in (each, each.upper() if is_as_written else each.casefold()):
                    choices[re.escape(form) if is_as_written else f"(?i:{re.escape(form)})"] = len(form)
        longest_first = sorted(choices, key=lambda choice: -choices[choice])
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if choices else None


def _telling_of(person: Person) -> Iterator[tuple[str, bool]]:
    """What gives somebody away: their name, each word of it, and their address. And whether it does so only as it is
    written here, or in capitals, because it is short or could be another word.
    """
    if person.is_erased:
        return
    if person.name:
        yield person.name, _is_ordinary(person.name)
    for each in (person.email, person.email.partition("@")[0]):
        if len(each) >= SHORTEST and each.casefold() not in ORDINARY | GENERIC:
            yield each, _is_ordinary(each)
    for word in re.split(r"[\s-]+", person.name):
        inner = word.strip(AROUND)
        each = inner if len(inner) >= SHORTEST else word
        if len(each) >= SHORTEST and each.casefold() not in GENERIC:
            # Who writes "will smith" would otherwise have every "will" taken for him.
            yield each.capitalize() if each.casefold() in ORDINARY and each.islower() else each, _is_ordinary(each)


def _is_ordinary(text: str) -> bool:
    return len(text) < TELLING or text.casefold() in ORDINARY
