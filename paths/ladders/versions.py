"""How large a step it is from one edition to the next, and the version it gets. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from paths.ladders.compare import EditionChanges, LevelChange, PartChange

if TYPE_CHECKING:
    from paths.ladders.content import EditionContent
    from paths.ladders.models import Edition

# What a level says of itself beside its statements that a person may count on. The rest is wording.
COUNTED_ON = frozenset({"rank", "years_min", "years_max", "shares", "projects", "custom"})


class Step(IntEnum):
    """How much one edition asks beyond the one before it."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3


def step_of(changes: EditionChanges) -> Step:
    """Major: a level asks something new, deeper, or required that was only desirable, or all of them do. Minor:
    something is removed, eased or made clearer (examples, years, the week, projects). Patch: only wording changed, or
    what asks nothing of anybody, such as the roadmap.
    """
    if changes.asks_more:
        return Step.MAJOR
    if changes.asks_less or any(map(_is_clearer, changes.levels)) or any(map(_has_examples, changes.of_everybody)):
        return Step.MINOR
    return Step.PATCH


def version_after(edition: Edition | None, step: Step) -> tuple[int, int, int]:
    """The version that follows `edition` (None: there was none, so 1.0)."""
    if edition is None:
        return 1, 0, 0
    return {
        Step.MAJOR: (edition.major + 1, 0, 0),
        Step.MINOR: (edition.major, edition.minor + 1, 0),
        Step.PATCH: (edition.major, edition.minor, edition.patch + 1),
    }[step]


def fingerprint(content: EditionContent) -> str:
    """A short text that is the same only for editions that say the same."""
    said = replace(content, id=0, version="")
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _is_clearer(level: LevelChange) -> bool:
    return _has_examples(level) or not COUNTED_ON.isdisjoint(level.facts)


def _has_examples(change: LevelChange | PartChange) -> bool:
    """Whether a statement has other examples than before."""
    return any(s.before and s.before.examples != s.expected.examples for s in change.said_otherwise)
