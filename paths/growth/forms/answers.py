"""One row of a page that saves itself as it is sent, alone or among the others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from paths.growth.answer_rows import LONGEST_NOTE, NO_OPPORTUNITY, digest_of
from paths.growth.scales import choices_for
from paths.growth.standing import Answer, Row
from paths.shared.ids import as_id


class NoteField(forms.CharField):
    """Text of several lines, counted as the browser counts it: the end of a line is one character."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class RowForm(forms.Form):
    """A row that saves itself, and what was shown when it was written: `version` and `was`.

    `over`: the version to write over after a conflict. `take`: leave what was saved meanwhile.
    """

    note = NoteField(
        required=False,
        max_length=LONGEST_NOTE,
        error_messages={
            "max_length": _("Not saved. A note holds %(limit_value)d characters, and this one has %(show_value)d.")
        },
    )
    version = forms.IntegerField(required=False, min_value=0)
    was = forms.CharField(required=False, max_length=20)
    over = forms.IntegerField(required=False, min_value=0)
    take = forms.BooleanField(required=False)

    @property
    def was_sent(self) -> bool:
        """Whether the row is in what was sent at all."""
        return self.add_prefix("note") in self.data

    @property
    def shown_version(self) -> int | None:
        """The version that may be written over; None if it is not known."""
        over = self.cleaned_data["over"]
        return over if over is not None else self.cleaned_data["version"]

    @property
    def typed_version(self) -> int | None:
        """The version as it was sent, whether or not the rest is valid."""
        return as_id(self.typed("version"))

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with it, in sentences."""
        return tuple(message for messages in self.errors.values() for message in messages)

    def typed(self, name: str) -> str:
        """What was sent in a field, as it was sent."""
        return str(self.data.get(self.add_prefix(name), ""))


class AnswerForm(RowForm):
    """An answer and its note. `clear`: no answer."""

    value = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("Not saved. Choose one of the answers.")}
    )
    clear = forms.BooleanField(required=False)

    def __init__(self, row: Row, data: QueryDict) -> None:
        super().__init__(data, prefix=row.expected.key.hex)
        values = [str(choice.value) for choice in choices_for(row.expected)]
        self.fields["value"].choices = [(value, value) for value in (*values, NO_OPPORTUNITY)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("clear"):
            cleaned["value"] = ""
        return cleaned

    @property
    def answer(self) -> Answer:
        """What is said now."""
        value = self.cleaned_data["value"]
        said = int(value) if value not in ("", NO_OPPORTUNITY) else None
        return Answer(said, value == NO_OPPORTUNITY, self.cleaned_data["note"])

    @property
    def is_touched(self) -> bool:
        """Whether it says anything else than what was shown."""
        return digest_of(self.answer) != self.cleaned_data["was"]
