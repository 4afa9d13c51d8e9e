"""Small helpers around rows and the lines kept in them."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, F, IntegerField, QuerySet, TextField, Value, When
from django.db.models.functions import Cast


def lines(text: str | None) -> tuple[str, ...]:
    """The non-empty lines of a field that keeps one value per line."""
    return tuple(line for line in (text or "").split("\n") if line)


def in_one_query(**parts: tuple[QuerySet[Any], list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """Read rows of several tables in one query: name -> rows, each the named fields as text, in order of position.

    Each part is a queryset of a model with a `position`, and the fields wanted. Booleans come as "1" or "0", empty
    columns as None or "".
    """
    width = max(len(fields) for _, fields in parts.values())
    found: dict[str, list[tuple[Any, ...]]] = {name: [] for name in parts}
    querysets = []
    for name, (queryset, fields) in parts.items():
        columns = {f"column_{i}": _as_text(queryset, field) for i, field in enumerate(fields)}
        columns |= {f"column_{i}": Value("", TextField()) for i in range(len(fields), width)}
        annotated = queryset.order_by().annotate(
            part=Value(name, TextField()),
            row_order=Cast("position", IntegerField()),
            row_id=Cast("pk", IntegerField()),
            **columns,
        )
        querysets.append(annotated.values_list("part", "row_order", "row_id", *columns))
    first, *others = querysets
    for part, _order, _id, *columns in first.union(*others, all=True).order_by("part", "row_order", "row_id"):
        found[part].append(tuple(columns[: len(parts[part][1])]))
    return found


def _as_text(queryset: QuerySet[Any], field: str) -> Any:
    if isinstance(queryset.model._meta.get_field(field.removesuffix("_id")), BooleanField):
        return Case(When(**{field: True}, then=Value("1")), default=Value("0"), output_field=TextField())
    return Cast(F(field), TextField())
