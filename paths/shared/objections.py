"""What any room may say against values that somebody is about to give a row by hand."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal

# Sent by the class of a row before a form of the admin saves it: with the `row` as it is (a new one has no pk), the
# `values` it would get, and the `user` who gives them. Receivers answer with field -> a sentence that says why not.
what_speaks_against = Signal()


def objections(row: Any, values: Any, user: Any) -> dict[str, str]:
    """Field -> why `user` cannot give `row` this value, as any room says."""
    answers = what_speaks_against.send(type(row), row=row, values=values, user=user)
    return {field: why for _receiver, refused in answers for field, why in refused.items()}
