"""A piece of evidence, as it is written."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paths.growth.models import Evidence

EARLIEST = datetime.date(1950, 1, 1)
# Somebody far to the east lives in tomorrow.
TIME_ZONES = datetime.timedelta(days=1)
MOST_STATEMENTS = 500


class KeysField(forms.Field):
    """Any number of statements, by their keys."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[UUID]:
        try:
            return list(dict.fromkeys(UUID(text) for text in (value or [])[:MOST_STATEMENTS]))
        except ValueError:
            raise forms.ValidationError(_("Choose from the statements on this page.")) from None


class HappenedForm(forms.ModelForm):
    """Something that happened: what, when, and where to see it."""

    link = forms.URLField(
        label=_("link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("Where it can be seen, if anywhere. An address that begins with http:// or https://."),
    )

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()

    def clean_happened_on(self) -> datetime.date:
        day = self.cleaned_data["happened_on"]
        if not day >= EARLIEST:
            raise forms.ValidationError(_("That is too long ago. Check the year."))
        if day > timezone.localdate() + TIME_ZONES:
            raise forms.ValidationError(_("That day has not come yet. Evidence is about what you have done."))
        return day


class EvidenceForm(HappenedForm):
    """What somebody did, when, where to see it, and which statements it shows."""

    keys = KeysField(required=False)

    class Meta:
        model = Evidence
        fields = ["text", "happened_on", "link"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4, "autofocus": True}),
            "happened_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"text": _("In a sentence or two: what you did and what came of it.")}

    @property
    def chosen(self) -> Collection[UUID]:
        """The statements that are ticked as the page is shown."""
        if not self.is_bound:
            return set(self.initial.get("keys", ()))
        return set(self.cleaned_data.get("keys", ())) if hasattr(self, "cleaned_data") else set()
