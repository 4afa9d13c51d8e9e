"""What the ladders of the demo company said before, and when each edition was published.

The documents in `fixtures/ladders/` are the newest editions. An older one is a document without what came later.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from paths.documents.document import LadderDocument, LevelPart, Statement


@dataclass(frozen=True, slots=True)
class Change:
    """An edition: how many days ago it was published, what was said of it, and what it brought, by level."""

    days_ago: int
    note: str
    brought: tuple[tuple[str, tuple[str, ...]], ...] = ()


# By the title of the ladder, the oldest edition first.
CHANGES: dict[str, tuple[Change, ...]] = {
    "Backend Engineer": (
        Change(640, "The first edition, agreed with the backend guild."),
        Change(
            290,
            "Mentoring begins at mid level, and staff engineers speak for us outside.",
            (
                ("Mid-Level Backend Engineer", ("Mentor junior engineers and conduct interviews",)),
                (
                    "Staff Backend Engineer",
                    ("Represent the company in external technical communities",),
                ),
            ),
        ),
        Change(
            34,
            "Seniors now model the domain they work in, and take part in hiring.",
            (
                (
                    "Senior Backend Engineer",
                    ("domain-driven design", "Conduct technical interviews and influence hiring decisions"),
                ),
            ),
        ),
    ),
    "Data Engineer": (
        Change(410, "The first edition."),
        Change(
            75,
            "Data contracts are everybody’s business from senior on.",
            (("Senior Data Engineer", ("Agree data contracts with the backend teams that emit events",)),),
        ),
    ),
}
FIRST = (Change(500, "The first edition."),)


def editions_of(document: LadderDocument) -> Iterator[tuple[LadderDocument, str, datetime.timedelta]]:
    """(what it said, what was said of it, how long ago), the oldest first; the last is the document itself."""
    changes = CHANGES.get(document.title, FIRST)
    for place, change in enumerate(changes):
        later = {level: texts for each in changes[place + 1 :] for level, texts in each.brought}
        yield _without(document, later), change.note, datetime.timedelta(days=change.days_ago)


def _without(document: LadderDocument, later: dict[str, tuple[str, ...]]) -> LadderDocument:
    levels = (_level_without(level, later.get(level.title, ())) for level in document.levels)
    return replace(document, levels=tuple(levels))


def _level_without(level: LevelPart, texts: Collection[str]) -> LevelPart:
    def rest(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(each for each in statements if each.text not in texts)

    return replace(
        level,
        responsibilities=rest(level.responsibilities),
        soft_skills=rest(level.soft_skills),
        skills=tuple(replace(group, skills=rest(group.skills)) for group in level.skills),
    )
