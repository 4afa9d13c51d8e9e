"""Saving a list of rows as a page has it: what is new, changed, moved and gone, with history."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


@dataclass(frozen=True, slots=True)
class Row:
    """A row as somebody wants it: the one known by `known_as` (None: a new one), its values, or gone."""

    known_as: Any
    values: Mapping[str, Any]
    gone: bool = False


def stamp_of(*querysets: QuerySet[Any]) -> str:
    """A short text that stands for these rows as they are now."""
    rows = [list(queryset.values_list()) for queryset in querysets]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:32]


def save_rows(
    model: type[Any],
    of: QuerySet[Any],
    rows: Iterable[Row],
    parent: Mapping[str, Any],
    *,
    known_by: str = "pk",
    by: AbstractBaseUser | None,
) -> None:
    """Make the rows of `of` say what `rows` say, in their order; four writes and their history however many.

    A row that is known by nothing, or by what is no longer there, is made anew under `parent`.
    """
    existing = {getattr(row, known_by): row for row in of}
    before = {row.pk: number for number, row in enumerate(existing.values())}
    new, changed, moved, staying, fields = [], [], [], [], set()
    position = 0
    for row in rows:
        there = existing.pop(row.known_as, None) if row.known_as is not None else None
        if row.gone:
            if there:
                there._history_user = by
                there.delete()
            continue
        if there is None:
            known_as = {known_by: row.known_as} if known_by != "pk" and row.known_as else {}
            new.append(model(**parent, **known_as, **row.values, position=position))
        else:
            staying.append(there)
            different = {name: value for name, value in row.values.items() if getattr(there, name) != value}
            if there.position != position:
                there.position = position
                moved.append(there)
            if different:
                for name, value in different.items():
                    setattr(there, name, value)
                fields |= different.keys()
                changed.append(there)
        position += 1
    for there in existing.values():
        staying.append(there)
        if there.position != position:
            there.position = position
            moved.append(there)
        position += 1
    # A row that only made room for another says what it said: that is no change to tell of.
    if moved:
        model.objects.bulk_update(moved, ["position"])
    told = {row.pk for row in changed}
    carried = carried_elsewhere([before[row.pk] for row in staying])
    if reordered := [row for number, row in enumerate(staying) if number in carried and row.pk not in told]:
        bulk_update_with_history(reordered, model, [], default_user=by)
    if changed:
        bulk_update_with_history(changed, model, sorted(fields), default_user=by)
    if new:
        bulk_create_with_history(new, model, default_user=by)


def carried_elsewhere(order: Sequence[int]) -> set[int]:
    """Where the fewest stand in `order` that somebody has carried elsewhere: without them the others rise.

    `order` says of each row, as they stand now, where it stood before. One row carried over ten others is one.
    """
    # Patience sorting: the last row of the best rising chain of each length, and whom each row follows in its chain.
    ends: list[int] = []
    follows: dict[int, int | None] = {}
    for place, was in enumerate(order):
        length = bisect_left(ends, was, key=order.__getitem__)
        follows[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    chain, place = set(), ends[-1] if ends else None
    while place is not None:
        chain.add(place)
        place = follows[place]
    return set(range(len(order))) - chain
