"""The arrows of a career map: between ladders at its left edge, between rungs across it. Pure geometry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from paths.browse.map_marks import Row, Stop

EDGE, PORT, BULGE, FARTHEST = 84, 10, 18, 90


@dataclass(frozen=True, slots=True)
class Joint:
    """Where an arrow is fixed: a row, and a rung of it (by key) or the whole ladder."""

    row: int
    rung: int | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow as an SVG path; `both`: it has a head at its start too. `text` says it in words."""

    path: str
    text: str
    both: bool = False


def arrows_between(rows: Sequence[Row], moves: Sequence[tuple[Joint, Joint, str]]) -> tuple[Arrow, ...]:
    """An arrow for each move, those between whole ladders drawn once for both directions."""
    whole: dict[tuple[int, int], dict[tuple[int, int], str]] = defaultdict(dict)
    across: dict[tuple[Joint, Joint], str] = {}
    for source, target, text in moves:
        if source.rung is None and target.rung is None and source.row != target.row:
            pair = (min(source.row, target.row), max(source.row, target.row))
            whole[pair].setdefault((source.row, target.row), text)
        elif source != target:
            across.setdefault((source, target), text)
    ports = _ports(rows, list(whole))
    return (
        *(_beside(pair, ways, ports) for pair, ways in whole.items()),
        *(Arrow(_across(rows, source, target), text) for (source, target), text in across.items()),
    )


def _ports(rows: Sequence[Row], pairs: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """(row, other row) -> the height at which the arrow between them touches the row's edge, each its own."""
    others: dict[int, list[int]] = defaultdict(list)
    for low, high in pairs:
        others[low].append(high)
        others[high].append(low)
    return {
        (row, other): rows[row].name_y - 5 + round((n - (len(ends) - 1) / 2) * PORT)
        for row, ends in others.items()
        for n, other in enumerate(sorted(ends))
    }


def _beside(pair: tuple[int, int], ways: dict[tuple[int, int], str], ports: dict[tuple[int, int], int]) -> Arrow:
    source, target = next(iter(ways))
    start, end = ports[source, target], ports[target, source]
    x = EDGE - min(BULGE + BULGE * (pair[1] - pair[0]), FARTHEST)
    return Arrow(f"M{EDGE} {start}C{x} {start} {x} {end} {EDGE} {end}", " · ".join(ways.values()), len(ways) > 1)


def _across(rows: Sequence[Row], source: Joint, target: Joint) -> str:
    """From late in a rung to the beginning of another; a whole ladder is met at its edge or above its bars."""
    down = target.row > source.row
    start, end = _stop(rows, source), _stop(rows, target)
    if start is None:
        from_x, from_y, bend = EDGE, rows[source.row].name_y - 5, 60
        to_x, to_y = end.x, end.y + 5
        return f"M{from_x} {from_y}C{from_x + bend} {from_y} {to_x - bend} {to_y} {to_x - 3} {to_y}"
    from_x, from_y = start.x + start.width * 3 // 4, start.y + 12 if down else start.text_y - 14
    if end is None:
        to_x, to_y = from_x, rows[target.row].name_y - 12 if down else rows[target.row].bottom - 12
    else:
        to_x, to_y = end.x + min(end.width // 4, 24), end.text_y - 14 if down else end.y + 13
    half = (to_y - from_y) // 2
    return f"M{from_x} {from_y}C{from_x} {from_y + half} {to_x} {to_y - half} {to_x} {to_y}"


def _stop(rows: Sequence[Row], joint: Joint) -> Stop | None:
    return next((stop for stop in rows[joint.row].stops if stop.span.key == joint.rung), None)
