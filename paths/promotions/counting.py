"""The checklist of a case in counts, never in percent. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from paths.promotions.choices import Mark


@dataclass(frozen=True, slots=True)
class MarkCounts:
    """How many items carry each mark. What is set aside counts for nothing and is told apart."""

    met: int = 0
    partly: int = 0
    not_yet: int = 0
    open: int = 0
    not_applicable: int = 0
    no_opportunity: int = 0

    @property
    def total(self) -> int:
        """The items that count."""
        return self.met + self.partly + self.not_yet + self.open

    @property
    def set_aside(self) -> int:
        return self.not_applicable + self.no_opportunity


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar that draws the counts: one unit an item that counts."""

    mark: Mark
    x: int
    width: int


def bar_of(counts: MarkCounts) -> tuple[Part, ...]:
    """What is met, partly met and not yet met, one after the other; the rest of the bar is open."""
    widths = ((Mark.MET, counts.met), (Mark.PARTLY, counts.partly), (Mark.NOT_YET, counts.not_yet))
    parts, x = [], 0
    for mark, width in widths:
        parts.append(Part(mark, x, width))
        x += width
    return tuple(part for part in parts if part.width)


def count_marks(marks: Iterable[str]) -> MarkCounts:
    """The counts of these marks."""
    found = Counter(marks)
    return MarkCounts(**{str(mark): found[mark] for mark in Mark})
