"""Numbers to places on a drawing. Places are percentages of its width, as SVG attributes take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

HUES = 9


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from `low` to `high`."""

    low: Decimal
    high: Decimal

    @classmethod
    def over(cls, values: Sequence[Decimal]) -> Scale | None:
        """The scale that holds all values, with a little room at the end; None if there are none."""
        if not values:
            return None
        low, high = min(values), max(values)
        return cls(low, high + (high - low) / 20 if high > low else low + 1)

    def place(self, value: Decimal) -> str:
        """Where `value` lies: "37.5%"."""
        return percent(100 * (value - self.low) / (self.high - self.low))

    def width(self, start: Decimal, end: Decimal) -> str:
        """How wide it is from `start` to `end`, never thinner than can be seen."""
        return percent(max(100 * (end - start) / (self.high - self.low), Decimal("0.8")))


def percent(value: Decimal) -> str:
    """A percentage with up to two decimals, with a dot whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def hue(index: int, count: int) -> int:
    """Which of the ramp's nine hues the `index`-th (from 0) of `count` marks takes: 1 for the first, 9 for the last."""
    return 1 if count < 2 else 1 + round(index * (HUES - 1) / (count - 1))
