"""What a comparison says, as frozen values that a template can render from top to bottom. No rule in here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from paths.ladders.wording import Segment, difference, folded

if TYPE_CHECKING:
    from paths.ladders.content import Expected, Profile


class Mark(StrEnum):
    """How a statement stands to the column at its left. BASE: there is none."""

    BASE = "base"
    NEW = "new"
    DEEPER = "deeper"
    EASED = "eased"
    CARRIED = "carried"


class Bond(StrEnum):
    """Why two statements belong together, the surest reason first."""

    GROWS_FROM = "grows_from"
    SKILL = "skill"
    KEY = "key"
    TEXT = "text"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Pay:
    """A range of pay in plain numbers. No maximum: open at the top; `and_above`: the maximum is not the end."""

    minimum: Decimal
    maximum: Decimal | None = None
    and_above: bool = False
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Column:
    """One level to compare, and its pay where the reader may see it."""

    profile: Profile
    pay: Pay | None = None


@dataclass(frozen=True)
class Statement:
    """One expectation in its column, and how it stands to the columns beside it.

    `before` is the expectation at its left that it belongs with, by `bond`. `returns`: the column at its left does not
    name it, but one further left does. `moved_from`, `moved_to`: the level that it came from or went to between two
    editions.
    """

    expected: Expected
    mark: Mark
    bond: Bond | None = None
    before: Expected | None = None
    no_longer_named: bool = False
    returns: bool = False
    moved_from: int | None = None
    moved_to: int | None = None

    @property
    def changes(self) -> bool:
        """Whether it asks something else than the column at its left, or is not asked in the one at its right."""
        return self.no_longer_named or self.mark in (Mark.NEW, Mark.DEEPER, Mark.EASED)

    @property
    def reworded(self) -> bool:
        """Whether its words differ from those at its left by more than case and spacing."""
        return self.before is not None and folded(self.before.text) != folded(self.expected.text)

    @property
    def said_otherwise(self) -> bool:
        """Whether text, examples or category differ in any way from those of what it belongs with."""
        return self.before is not None and _said(self.before) != _said(self.expected)

    @property
    def deepened_by(self) -> int:
        """How many steps of proficiency it rose (falling: below 0)."""
        before, after = self.before and self.before.skill, self.expected.skill
        return after.proficiency - before.proficiency if before and after else 0

    @property
    def now_required(self) -> bool:
        return self.before is not None and self.expected.required and not self.before.required

    @property
    def now_desirable(self) -> bool:
        return self.before is not None and self.before.required and not self.expected.required

    @cached_property
    def wording(self) -> tuple[Segment, ...]:
        """The way from the wording at its left to this one, word by word; empty unless it is reworded."""
        return difference(self.before.text, self.expected.text) if self.before and self.reworded else ()


@dataclass(frozen=True, slots=True)
class Line:
    """Statements that belong together: one cell per column."""

    cells: tuple[Statement | None, ...]

    @property
    def changes(self) -> bool:
        return any(cell.changes for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one kind and category."""

    kind: str
    category: str
    lines: tuple[Line, ...]

    @property
    def changes(self) -> bool:
        return any(line.changes for line in self.lines)


@dataclass(frozen=True, slots=True)
class Counts:
    """The statements of one column by their marks; `no_longer_named` counts those of the column at its left."""

    total: int = 0
    new: int = 0
    deeper: int = 0
    eased: int = 0
    carried: int = 0
    reworded: int = 0
    no_longer_named: int = 0

    @property
    def changes(self) -> int:
        return self.new + self.deeper + self.eased + self.no_longer_named


@dataclass(frozen=True, slots=True)
class YearsChange:
    """Years more (less: below 0) than the column at the left; None where either is not said."""

    minimum: Decimal | None
    maximum: Decimal | None


@dataclass(frozen=True, slots=True)
class PayChange:
    """Whole percent more (less: below 0) than the column at the left; None where either end is open."""

    minimum: int | None
    maximum: int | None

    @property
    def low(self) -> int | None:
        return min((end for end in (self.minimum, self.maximum) if end is not None), default=None)

    @property
    def high(self) -> int | None:
        return max((end for end in (self.minimum, self.maximum) if end is not None), default=None)


@dataclass(frozen=True, slots=True)
class Compared:
    """The head of one column: the level, and in numbers how it differs from the column at its left."""

    profile: Profile
    pay: Pay | None
    counts: Counts
    years: YearsChange | None = None
    pay_change: PayChange | None = None


@dataclass(frozen=True, slots=True)
class ShareCell:
    """An activity in one column. `points` are percentage points more than at the left, where nothing counts as 0."""

    activity: str
    percent: Decimal | None
    points: Decimal | None = None
    is_new: bool = False
    no_longer_named: bool = False


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One activity through the columns."""

    cells: tuple[ShareCell | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to four levels side by side. Every statement of every level stands in it once, in its column."""

    columns: tuple[Compared, ...]
    groups: tuple[Group, ...]
    shares: tuple[ShareLine, ...]

    @property
    def changes(self) -> bool:
        """Whether any column asks something else than the one at its left."""
        return any(group.changes for group in self.groups)

    def statements(self, column: int) -> tuple[Statement, ...]:
        """The statements of one column, from top to bottom."""
        cells = (line.cells[column] for group in self.groups for line in group.lines)
        return tuple(cell for cell in cells if cell)


def _said(expected: Expected) -> tuple[str, tuple[str, ...], str]:
    return expected.text, expected.examples, expected.category
