"""A picture of several ladders: each a row, its rungs drawn from where they begin to where they end. Pure geometry.

Places are whole units of a drawing WIDTH wide, as an SVG's view box takes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from paths.browse.map_arrows import Arrow, Joint, arrows_between
from paths.browse.map_marks import Row, Span, Stop

WIDTH, RIGHT, NAME_LEFT = 1160, 1136, 96
AXIS, NAME, LANE, GAP = 34, 34, 44, 16
LETTER, LONGEST, STUB, LEAST, AIR = 7.2, 30, 44, 12, 3


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale."""

    x: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class CareerMap:
    """The whole picture."""

    height: int
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    arrows: tuple[Arrow, ...]
    width: int = WIDTH
    name_x: int = NAME_LEFT
    top: int = AXIS


@dataclass(frozen=True, slots=True)
class Ruler:
    """The scale: `low` stands at NAME_LEFT, `high` at RIGHT."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def over(cls, spans: Sequence[Span]) -> Ruler | None:
        """The scale that holds all spans, with some room for those without an end; None if none has a start."""
        placed = [span for span in spans if span.start is not None]
        if not placed:
            return None
        low = min(span.start for span in placed)
        last = max(span.start if span.end is None else span.end for span in placed)
        step = _round_step((last - low) / 9 or Decimal(1))
        low = low // step * step
        high = max(last, *(span.start + (last - low) / 8 for span in placed if span.end is None or span.fades), low + 1)
        return cls(low, high, step)

    def place(self, value: Decimal) -> int:
        """Where a value lies."""
        return NAME_LEFT + round((RIGHT - NAME_LEFT) * (value - self.low) / (self.high - self.low))

    def ticks(self) -> tuple[Tick, ...]:
        """The lines of the scale, at round values."""
        count = int((self.high - self.low) / self.step)
        values = [self.low + self.step * n for n in range(count + 1)]
        return tuple(Tick(self.place(value), value) for value in values)


@dataclass(slots=True)
class _Lanes:
    """The lines of a row, by how far each is taken: what would overlap goes one line down."""

    ends: list[int] = field(default_factory=list)

    def take(self, left: int, right: int) -> int:
        """The first line free from `left` on, now taken up to `right`."""
        for lane, end in enumerate(self.ends):
            if end <= left:
                self.ends[lane] = right
                return lane
        self.ends.append(right)
        return len(self.ends) - 1


def draw(ladders: Sequence[Sequence[Span]], moves: Sequence[tuple[Joint, Joint, str]]) -> CareerMap:
    """The picture of `ladders`, lowest rungs first, with arrows for `moves` (from, to, in words) between them."""
    ruler = Ruler.over([span for spans in ladders for span in spans])
    rows: list[Row] = []
    top = AXIS
    for spans in ladders:
        rows.append(_row(top, spans, ruler))
        top = rows[-1].bottom
    return CareerMap(top, ruler.ticks() if ruler else (), tuple(rows), arrows_between(rows, moves))


def _row(top: int, spans: Sequence[Span], ruler: Ruler | None) -> Row:
    lanes = _Lanes()
    # Rungs with a place on the scale take their lines first; the others stand in order below them.
    placed = {span.key: _stop(span, top, lanes, ruler) for span in spans if ruler and span.start is not None}
    loose = [span for span in spans if span.key not in placed]
    if loose:
        lanes.ends.append(NAME_LEFT)
    stops = placed | {span.key: _loose(span, top, lanes) for span in loose}
    bottom = top + NAME + max(len(lanes.ends), 1) * LANE + GAP
    return Row(top, top + 24, bottom, tuple(stops[span.key] for span in spans))


def _stop(span: Span, top: int, lanes: _Lanes, ruler: Ruler) -> Stop:
    x, label = ruler.place(span.start), shortened(span.label)
    end = RIGHT if span.end is None else ruler.place(span.end)
    width = max(end - x - AIR, LEAST)
    wide = round(len(label) * LETTER)
    at_end = x + wide > RIGHT
    left = min(x, RIGHT - wide) if at_end else x
    right = RIGHT if at_end else max(x + width, x + wide + GAP)
    y = top + NAME + lanes.take(left, right) * LANE
    return Stop(span, x, y + 20, width, RIGHT if at_end else x, y + 13, label, at_end, left, right - left)


def _loose(span: Span, top: int, lanes: _Lanes) -> Stop:
    """A rung without a place on the scale: in line, one after the other."""
    label = shortened(span.label)
    wide = max(round(len(label) * LETTER), STUB)
    if lanes.ends[-1] + wide > RIGHT:
        lanes.ends.append(NAME_LEFT)
    x = lanes.ends[-1]
    lanes.ends[-1] = x + wide + GAP
    y = top + NAME + (len(lanes.ends) - 1) * LANE
    return Stop(span, x, y + 20, STUB, x, y + 13, label, False, x, wide)


def shortened(label: str) -> str:
    """A label that fits: cut where it is too long."""
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _round_step(step: Decimal) -> Decimal:
    """The next step that people count in: 1, 2, 5, 10, 20, …"""
    unit = Decimal(10) ** step.adjusted()
    return next(unit * n for n in (1, 2, 5, 10) if unit * n >= step)
