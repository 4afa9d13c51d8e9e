"""Numbers of rows, as addresses and forms hold them: ASCII digits, no more of them than a database can keep."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LARGEST = 2**63 - 1


def as_id(text: object) -> int | None:
    """The number of a row that `text` stands for; None if no row can have it."""
    said = str(text)
    # Other digits are digits to Python too, and a number of thousands of them is an error to it.
    if not (said.isascii() and said.isdigit() and len(said) <= 19):
        return None
    number = int(said)
    return number if number <= LARGEST else None


class IdConverter:
    """`<id:pk>` in an address. What is no number of a row is no address either."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = as_id(value)
        if number is None:
            raise ValueError
        return number

    def to_url(self, value: Any) -> str:
        return str(value)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows by their numbers. Django asks the database for all of them at once, of which one may be none."""

    def clean(self, value: Any) -> Any:
        odd = next((said for said in value or () if as_id(said) is None), None)
        if odd is not None:
            raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": odd})
        return super().clean(value)
