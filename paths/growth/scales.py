"""The answers that fit a statement, what each means, and which one meets it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.growth.choices import Behaviour, Depth
from paths.ladders.choices import Kind, Proficiency
from paths.ladders.content import Expected
from paths.ladders.proficiencies import MEANINGS

BEHAVIOURS: dict[Behaviour, str | Promise] = {
    Behaviour.NOT_YET: _("You have not done this yet."),
    Behaviour.SOMETIMES: _("You have done it, with help or when asked."),
    Behaviour.CONSISTENTLY: _("You do it without being asked, and others can count on it."),
    Behaviour.ROLE_MODEL: _("You do it, and others learn it from you."),
}
NO_SKILL_YET = _("You have not worked with it yet.")
# Of a behaviour a level asks that one does it consistently; of a skill, the proficiency that the statement names.
NEEDED_BEHAVIOUR = Behaviour.CONSISTENTLY


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be given: its value, its name, and what it means."""

    value: int
    label: str | Promise
    meaning: str | Promise


def choices_for(expected: Expected, meanings: dict[Proficiency, str] | None = None) -> tuple[Choice, ...]:
    """The answers for a statement, least first. `meanings` is what HR says the proficiencies mean for this skill."""
    if expected.kind != Kind.SKILL:
        return tuple(Choice(int(each), each.label, BEHAVIOURS[each]) for each in Behaviour)
    said = {depth: (meanings or {}).get(depth) or MEANINGS[depth] for depth in Proficiency}
    return (
        Choice(int(Depth.NOT_YET), Depth.NOT_YET.label, NO_SKILL_YET),
        *(Choice(int(depth), depth.label, said[depth]) for depth in Proficiency),
    )


def needed(expected: Expected) -> int:
    """The least answer that meets the statement."""
    return expected.skill.proficiency if expected.skill else int(NEEDED_BEHAVIOUR)


def highest(expected: Expected) -> int:
    """The most that can be answered."""
    return int(Depth.EXPERT if expected.skill else Behaviour.ROLE_MODEL)
