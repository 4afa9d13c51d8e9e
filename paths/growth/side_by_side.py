"""What was said of each statement, by whom, and where that differs. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.growth.choices import Voice
from paths.growth.scales import choices_for, needed
from paths.growth.standing import NO_ANSWER, Answer, Standing, standing_of
from paths.ladders.content import Expected

Answers = Mapping[UUID, Answer]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement and what each said of it."""

    expected: Expected
    own: Answer = NO_ANSWER
    managers: Answer = NO_ANSWER
    agreed: Answer = NO_ANSWER
    evidence: Sequence[Any] = ()

    @property
    def id(self) -> str:
        """What its elements are called by."""
        return self.expected.key.hex

    @property
    def needed_name(self) -> str | Promise:
        """The name of the least answer that meets it."""
        return {choice.value: choice.label for choice in choices_for(self.expected)}[needed(self.expected)]

    @property
    def is_open(self) -> bool:
        """Whether one of them has not answered."""
        return not (self.own.is_given and self.managers.is_given)

    @property
    def is_alike(self) -> bool:
        """Whether both gave the same answer."""
        return self.own.is_given and said(self.own) == said(self.managers)

    @property
    def is_different(self) -> bool:
        """Whether both answered, and not the same."""
        return not self.is_open and not self.is_alike


@dataclass(frozen=True, slots=True)
class Word:
    """What one voice said of one statement: `label` is "" if they said nothing."""

    voice: Voice
    who: str | Promise
    label: str | Promise
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Statements on which two people say something alike, or not."""

    id: str
    title: str | Promise
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Heard:
    """A conversation as one reader may hear it: its statements, and the answers of the voices that are theirs to see.

    `voices` are those; `title` is the level's as its edition has it.
    """

    title: str
    expectations: tuple[Expected, ...]
    answers: Mapping[Voice, Answers]
    voices: Collection[Voice]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every statement, in the order of the level."""
        own, managers, agreed = (self.of(voice) for voice in (Voice.SELF, Voice.MANAGER, Voice.AGREED))
        return tuple(
            Line(each, *(answers.get(each.key, NO_ANSWER) for answers in (own, managers, agreed)))
            for each in self.expectations
        )

    def of(self, voice: Voice) -> Answers:
        """What that voice said; nothing if the reader may not hear it."""
        return self.answers.get(voice, {}) if voice in self.voices else {}

    def standing(self, voice: Voice) -> Standing:
        """Where the employee stands by one voice, as far as the reader may hear it."""
        return standing_of(self.expectations, self.of(voice))

    @cached_property
    def so_far(self) -> Standing | None:
        """Where the employee stands by what was shared: what both agreed, else what the manager sent, else their own.
        None where the reader may hear nothing of that yet.
        """
        if Voice.SELF not in self.voices:
            return None
        spoken = [self.of(Voice.SELF)]
        if Voice.AGREED in self.voices:
            spoken += [self.of(Voice.MANAGER), self.of(Voice.AGREED)]
        latest: dict[UUID, Answer] = {}
        for answers in spoken:
            latest |= {key: answer for key, answer in answers.items() if answer.is_given}
        return standing_of(self.expectations, latest)


def said(answer: Answer) -> tuple[int | None, bool]:
    """What two answers must share to be the same, whatever their notes."""
    return answer.value, answer.no_opportunity


def grouped(lines: Sequence[Line]) -> tuple[Group, ...]:
    """The lines by how the two answers stand to each other, differences first; groups without a line are left out."""
    groups = (
        Group("different", _("You see these differently"), tuple(line for line in lines if line.is_different)),
        Group("open", _("Only one of you, or neither, answered"), tuple(line for line in lines if line.is_open)),
        Group("alike", _("You see these alike"), tuple(line for line in lines if line.is_alike)),
    )
    return tuple(group for group in groups if group.lines)


def words(line: Line, names: Mapping[Voice, str | Promise]) -> tuple[Word, ...]:
    """What each of the voices that `names` names said of a statement."""
    answers = {Voice.SELF: line.own, Voice.MANAGER: line.managers, Voice.AGREED: line.agreed}
    return tuple(
        Word(voice, who, label_of(line.expected, answers[voice]), answers[voice].note) for voice, who in names.items()
    )


def label_of(expected: Expected, answer: Answer) -> str | Promise:
    """What an answer is called; "" if there is none."""
    if answer.no_opportunity:
        return _("No opportunity here")
    return next((choice.label for choice in choices_for(expected) if choice.value == answer.value), "")
