"""A band, and a rule of its own for a job family."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paths.pay.currencies import CODES
from paths.pay.forms.fields import LevelField, LocationInput
from paths.pay.keeping import may_change
from paths.pay.models import PayException, SalaryBand


class BandForm(forms.ModelForm):
    """A new band, or one of the future that is to say something else.

    A new one of today takes the place of what was said today: `instance` is that band then.
    """

    level = LevelField(label=_("Level"), help_text=_("For example “Backend Engineer: Senior”. Type a part of it."))

    class Meta:
        model = SalaryBand
        fields = ["level", "location", "effective_on", "minimum", "maximum", "currency", "and_above", "note"]
        widgets = {"location": LocationInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].for_reader(getattr(self, "by", None))  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        currency = self.cleaned_data["currency"].upper()
        if currency not in CODES:
            raise forms.ValidationError(_("This is not a currency. Use the three letters of ISO 4217, such as EUR."))
        return currency

    def clean_effective_on(self) -> datetime.date:
        day = self.cleaned_data["effective_on"]
        if self.instance.pk and day < timezone.localdate():
            raise forms.ValidationError(_("This band is still to come: its day must be today or later."))
        return day

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        level, day = cleaned.get("level"), cleaned.get("effective_on")
        if level and day and not self.instance.pk:
            there = SalaryBand.objects.filter(
                level=level, location=cleaned.get("location", ""), effective_on=day
            ).first()
            if there and may_change(day):
                self.add_error("effective_on", _("There is a band from that day already. Open that one and change it."))
            elif there and day < timezone.localdate():
                self.add_error(
                    "effective_on",
                    _("A band took effect on that day, and it is never changed. Write this one down from today."),
                )
            elif there:
                self.instance = there
        return cleaned


class ExceptionForm(forms.ModelForm):
    """A rule of its own for a job family."""

    class Meta:
        model = PayException
        fields = ["family", "visibility"]
        error_messages = {"family": {"unique": _("This family has a rule of its own already. Change that one.")}}


def first_of_next_month(day: datetime.date) -> datetime.date:
    """The day that pay usually changes on."""
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
