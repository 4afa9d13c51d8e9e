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


def count_marks(marks: Iterable[str]) -> MarkCounts:
    """The counts of these marks."""
    found = Counter(marks)
    return MarkCounts(**{str(mark): found[mark] for mark in Mark})
