"""One row of a checklist as it is sent, alone or among the others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from paths.growth.answer_rows import LONGEST_NOTE
from paths.growth.forms.answers import NoteField, RowForm
from paths.promotions.choices import NEEDS_REASON, Mark
from paths.promotions.item_rows import digest
from paths.promotions.models import Item

WHY: dict[str, object] = {
    Mark.NOT_APPLICABLE: _("Not saved. Say why it does not apply."),
    Mark.NO_OPPORTUNITY: _("Not saved. Say why there was no opportunity."),
}
NO_REASON = _("Not saved. This mark has no reason. Choose one that has, or move your words into the note.")


class MarkForm(RowForm):
    """A mark, its reason where it needs one, and a note."""

    mark = forms.ChoiceField(
        choices=Mark.choices,
        error_messages={
            "invalid_choice": _("Not saved. Choose one of the marks."),
            "required": _("Not saved. Choose one of the marks."),
        },
    )
    reason = NoteField(
        required=False,
        max_length=LONGEST_NOTE,
        error_messages={
            "max_length": _("Not saved. A reason holds %(limit_value)d characters, and this one has %(show_value)d.")
        },
    )

    def __init__(self, item: Item, data: QueryDict) -> None:
        super().__init__(data, prefix=str(item.pk))
        self.item = item

    def clean(self) -> dict[str, Any]:
        """Only a mark that needs a reason keeps one: that of a mark from before goes, another one is an error."""
        cleaned = super().clean() or self.cleaned_data
        mark, reason = cleaned.get("mark"), cleaned.get("reason")
        if mark not in NEEDS_REASON:
            cleaned["reason"] = ""
            if mark and reason not in ("", None, self.item.reason):
                self.add_error("reason", NO_REASON)
        elif not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", WHY[mark])  # type: ignore[arg-type]
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What is said now."""
        return {name: self.cleaned_data[name] for name in ("mark", "reason", "note")}

    @property
    def is_touched(self) -> bool:
        """Whether it says anything else than what was shown."""
        return digest(**self.said) != self.cleaned_data["was"]
