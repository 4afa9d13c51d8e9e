"""What is odd about a ladder: it warns, it never blocks. Pure: frozen values in, frozen findings out."""

from __future__ import annotations

from paths.ladders.content import EditionContent
from paths.ladders.lint.finding import Finding as Finding
from paths.ladders.lint.finding import KnownRole as KnownRole
from paths.ladders.lint.finding import KnownSkill as KnownSkill
from paths.ladders.lint.finding import Library as Library
from paths.ladders.lint.levels import lost_questions, no_levels
from paths.ladders.lint.links import dead_links, unknown_roles
from paths.ladders.lint.numbers import time_shares, years
from paths.ladders.lint.rungs import uneven_rungs
from paths.ladders.lint.skills import skills_alike, skills_unasked, unasked, written_twice
from paths.ladders.lint.statements import said_again, said_twice
from paths.ladders.lint.verbs import woolly_verbs


def lint(content: EditionContent, library: Library) -> tuple[Finding, ...]:
    """What is odd about one edition, in the order in which one would read it: level by level, then the rest.

    `library` is what the other ladders and the list of skills say.
    """
    found = [
        *no_levels(content),
        *woolly_verbs(content),
        *said_twice(content),
        *said_again(content),
        *uneven_rungs(content),
        *years(content),
        *time_shares(content),
        *skills_alike(content, library.skills),
        *unknown_roles(content, library),
        *dead_links(content, library),
        *skills_unasked(content, library.skills),
        *lost_questions(content),
    ]
    return in_reading_order(content, found)


def lint_skills(library: Library) -> tuple[Finding, ...]:
    """What is odd about the list of skills, whatever the ladder: none asks for it, or it stands there twice."""
    return (*written_twice(library.skills), *unasked(library.skills))


def in_reading_order(content: EditionContent, findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings level by level, lowest first and each from top to bottom; what is of no level comes last."""
    levels = {profile.level_id: place for place, profile in enumerate(content.profiles)}
    keys = {
        (profile.level_id, expected.key): place
        for profile in content.profiles
        for place, expected in enumerate(profile.expectations, 1)
    }
    return tuple(
        sorted(
            findings,
            key=lambda each: (levels.get(each.level_id, len(levels)), keys.get((each.level_id, each.key), 0)),
        )
    )
