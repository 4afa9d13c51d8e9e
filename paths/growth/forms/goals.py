"""A goal, as it is written."""

from __future__ import annotations

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from paths.growth.models import Goal

EARLIEST, LATEST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


class GoalForm(forms.ModelForm):
    """What somebody will do, until when, and whether those around them see it."""

    class Meta:
        model = Goal
        fields = ["action", "due_on", "is_shared"]
        widgets = {
            "action": forms.Textarea(attrs={"rows": 2, "autofocus": True}),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "action": _("Something you can do and see done, such as: Lead the next design review."),
            "due_on": _("A day, if you want one: it goes into your calendar file."),
        }

    def clean_action(self) -> str:
        # One line: it is a heading in calendars.
        return " ".join(self.cleaned_data["action"].split())

    def clean_due_on(self) -> datetime.date | None:
        day = self.cleaned_data["due_on"]
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Choose a day between 2000 and 2100."))
        return day
