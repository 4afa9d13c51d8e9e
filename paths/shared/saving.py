"""Saving a list of rows as a page has it: what is new, changed, moved and gone, with history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
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
    """Make the rows of `of` say what `rows` say, in their order; three writes and their history however many.

    A row that is known by nothing, or by what is no longer there, is made anew under `parent`.
    """
    existing = {getattr(row, known_by): row for row in of}
    new, changed, moved, fields = [], [], [], set()
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
        if there.position != position:
            there.position = position
            moved.append(there)
        position += 1
    # A row that only made room for another says what it said: that is no change to tell of.
    if moved:
        model.objects.bulk_update(moved, ["position"])
    if changed:
        bulk_update_with_history(changed, model, sorted(fields), default_user=by)
    if new:
        bulk_create_with_history(new, model, default_user=by)
