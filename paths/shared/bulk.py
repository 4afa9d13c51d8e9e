"""Many rows changed at once, with their history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from simple_history.utils import bulk_update_with_history

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def update_rows(model: type[Any], rows: Sequence[Any], fields: Collection[str]) -> None:
    """Write `fields` of rows that are there, whole rows, locked by the caller; like `bulk_update`, without history.

    As an insertion that finds its rows taken: `bulk_update` takes a minute for what this does in seconds.
    """
    if rows and fields:
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=sorted(fields))


def update_rows_with_history(
    model: type[Any], rows: Sequence[Any], fields: Collection[str], *, by: AbstractBaseUser | None, reason: str
) -> None:
    """`update_rows`, and what each row says now in the history."""
    update_rows(model, rows, fields)
    if rows:
        # Without fields it only writes the history.
        bulk_update_with_history(rows, model, [], default_user=by, default_change_reason=reason)
