"""Rungs that are too near to the one below, or too far from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.ladders.compare import compare
from paths.ladders.comparison import Column
from paths.ladders.content import EditionContent, Profile
from paths.ladders.lint.finding import Finding, name_of

# A rung that asks fewer new or deeper things than this is hardly one: ladders that people wrote ask 15 to 30.
FEWEST = 3
# One that asks this many times what the steps beside it ask is two, if it is also this many things more: of a short
# ladder's step of two things, four are no leap.
TIMES, MORE = 2, 6


def uneven_rungs(content: EditionContent) -> Iterator[Finding]:
    """Levels with almost nothing new, and levels with twice as much new as the steps below and above them.

    What is new or deeper is what the comparison of the two levels says. In a fork a level is compared with that level
    of the rank below from which the step is the smallest. The first rung stands on nothing, and a level that says
    nothing at all is still being written: neither is judged.
    """
    steps = list(_steps(content))
    for place, rung in enumerate(steps):
        beside = [
            max(step.asked for step in near)
            for near in (*steps[max(place - 1, 0) : place], *steps[place + 1 : place + 2])
        ]
        for step in rung:
            if step.asked < FEWEST:
                yield _finding(step, "little-new", *_little(content, step))
            elif beside and step.asked >= TIMES * max(beside) and step.asked - max(beside) >= MORE:
                yield _finding(step, "long-step", *_much(content, step, max(beside)))


@dataclass(frozen=True, slots=True)
class _Step:
    """The step up from a level to one of the next rank, and how many new or deeper things it asks."""

    lower: Profile
    upper: Profile
    asked: int


def _steps(content: EditionContent) -> Iterator[list[_Step]]:
    """For each rank above the first the steps to its levels, each from the level below that is nearest."""
    lower: list[Profile] = []
    for rank in sorted({profile.rank for profile in content.profiles}):
        here = [profile for profile in content.profiles if profile.rank == rank and profile.expectations]
        if lower and here:
            steps = ([_Step(under, profile, _asked(under, profile)) for under in lower] for profile in here)
            yield [min(of_one, key=lambda step: step.asked) for of_one in steps]
        lower = here or lower


def _asked(below: Profile, profile: Profile) -> int:
    counts = compare([Column(below), Column(profile)]).columns[1].counts
    return counts.new + counts.deeper


def _little(content: EditionContent, step: _Step) -> tuple[str, str]:
    message = (
        ngettext(
            "%(level)s asks only %(n)s thing that %(lower)s does not.",
            "%(level)s asks only %(n)s things that %(lower)s does not.",
            step.asked,
        )
        if step.asked
        else _("%(level)s asks nothing that %(lower)s does not.")
    )
    why = _("A promotion to it would ask almost nothing, and nobody could say what it was for.")
    return message % _names(content, step), why


def _much(content: EditionContent, step: _Step, beside: int) -> tuple[str, str]:
    message = _("%(level)s asks %(n)s things more than %(lower)s; the steps beside it ask %(beside)s at most.")
    why = _("People get stuck below a step that is twice as long as the others; it may hide a level.")
    return message % {**_names(content, step), "beside": beside}, why


def _names(content: EditionContent, step: _Step) -> dict[str, object]:
    return {"level": name_of(content, step.upper), "lower": name_of(content, step.lower), "n": step.asked}


def _finding(step: _Step, check: str, message: str, why: str) -> Finding:
    return Finding(check, message, why, step.upper.level_id, None, "title")
