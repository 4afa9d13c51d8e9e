"""Threads through columns: what belongs together from column to column stands on one line. Pure places, no contents."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Threads:
    """The lines through columns, each a mapping column -> place, ordered by their last column and the place there.

    A line may pass over a column; only neighbours on a line were matched with each other.
    """

    lines: tuple[dict[int, int], ...]
    _befores: tuple[dict[int, int], ...]
    _afters: tuple[dict[int, int], ...]

    @classmethod
    def through(
        cls,
        lengths: Sequence[int],
        matches: Sequence[Iterable[tuple[int, int]]],
        names: Callable[[int, int], Iterable[Hashable]] = lambda _column, _place: (),
    ) -> Threads:
        """The threads through columns of these lengths. `matches` are the pairs of places between neighbours.

        A thread that ends goes on further right where a later one begins with one of the same `names` (column, place).
        """
        pairs = [list(of_columns) for of_columns in matches]
        befores = ({}, *({j: i for i, j in of_columns} for of_columns in pairs))
        afters = (*(dict(of_columns) for of_columns in pairs), {})
        lines: list[dict[int, int]] = []
        ended: dict[Hashable, list[dict[int, int]]] = {}
        starts = [
            (column, place)
            for column, length in enumerate(lengths)
            for place in range(length)
            if place not in befores[column]
        ]
        for column, place in starts:
            line = _resumed(column, names(column, place), ended) if column > 1 else None
            if line is None:
                lines.append(line := {})
            at, there = column, place
            line[at] = there
            while there in afters[at]:
                at, there = at + 1, afters[at][there]
                line[at] = there
            for name in names(at, there):
                ended.setdefault(name, []).append(line)
        lines.sort(key=lambda line: (-max(line), line[max(line)]))
        return cls(tuple(lines), befores, afters)

    def before(self, column: int, place: int) -> int | None:
        """The place in the column at the left that this one was matched with."""
        return self._befores[column].get(place)

    def ends(self, column: int, place: int) -> bool:
        """Whether the column at the right, if there is one, has nothing that this place was matched with."""
        return column + 1 < len(self._afters) and place not in self._afters[column]


def _resumed(
    column: int, names: Iterable[Hashable], ended: dict[Hashable, list[dict[int, int]]]
) -> dict[int, int] | None:
    """The line that ended last with one of `names`, at least one column before the one at the left."""
    found = [line for name in names for line in ended.get(name, ()) if max(line) < column - 1]
    return max(found, key=max, default=None)
