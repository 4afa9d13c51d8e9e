"""What a career map is drawn of: rungs, and the rows they stand in. Places are units of the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """A rung to draw from `start` to `end` (None: no end is said). Without a start it has no place on the scale."""

    key: int
    label: str
    start: Decimal | None
    end: Decimal | None
    fades: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A rung drawn: its bar, the label above it, and the area that is the link."""

    span: Span
    x: int
    y: int
    width: int
    text_x: int
    text_y: int
    label: str
    at_end: bool
    left: int
    area: int

    @property
    def is_placed(self) -> bool:
        return self.span.start is not None


@dataclass(frozen=True, slots=True)
class Row:
    """A ladder drawn between `top` and `bottom`; its name stands at `name_y`."""

    top: int
    name_y: int
    bottom: int
    stops: tuple[Stop, ...]
