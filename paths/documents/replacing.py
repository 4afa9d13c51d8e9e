"""Rows in the place of others: what stays keeps its row, and the history tells what became of the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from paths.shared.bulk import update_rows, update_rows_with_history

if TYPE_CHECKING:
    from paths.people.models import User

LONGEST_REASON = 100


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, and why, as the history keeps it."""

    by: User | None
    reason: str

    def save(self, row: Model) -> None:
        """Save one row in this hand."""
        row._history_user, row._change_reason = self.by, self.reason
        row.save()


def replace_rows(
    model: type[Any], old: Iterable[Any], new: Iterable[Any], *, same: Callable[[Any], Hashable], hand: Hand
) -> None:
    """Let the rows `new` stand where `old` stood, in as many queries however many there are.

    A new row that is the `same` as an old one takes its place and its id; of several, the first takes the first.
    """
    free: dict[Hashable, list[Any]] = defaultdict(list)
    for row in reversed(list(old)):
        free[same(row)].append(row)
    made, changed, moved, different = [], [], [], set()
    for row in new:
        there = free[same(row)].pop() if free[same(row)] else None
        if there is None:
            made.append(row)
            continue
        row.pk, row._state.adding = there.pk, False
        names = _different(there, row)
        if names - {"position"}:
            changed.append(row)
            different |= names
        elif names:
            moved.append(row)
    delete_rows(model, [row for rows in free.values() for row in rows], hand)
    # A row that only made room for another says what it said: that is no change to tell of.
    update_rows(model, moved, ["position"])
    update_rows_with_history(model, changed, different, by=hand.by, reason=hand.reason)
    if made:
        bulk_create_with_history(made, model, default_user=hand.by, default_change_reason=hand.reason)


def delete_rows(model: type[Any], rows: Iterable[Any], hand: Hand) -> None:
    """Delete rows that nothing else refers to, and keep in the history what they said."""
    gone = list(rows)
    if not gone:
        return
    history = model.history.model
    names = [field.attname for field in history.tracked_fields]
    history.objects.bulk_create(
        history(
            history_date=timezone.now(),
            history_user=hand.by,
            history_change_reason=hand.reason,
            history_type="-",
            **{name: getattr(row, name) for name in names},
        )
        for row in gone
    )
    # Raw, because the signals of an ordinary deletion write the history again, one row at a time.
    rows_gone = model.objects.filter(pk__in=[row.pk for row in gone])
    rows_gone._raw_delete(rows_gone.db)


def _different(before: Any, after: Any) -> set[str]:
    fields = (field for field in before._meta.concrete_fields if not field.primary_key)
    return {field.name for field in fields if getattr(before, field.attname) != getattr(after, field.attname)}
