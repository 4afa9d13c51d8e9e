"""Which level somebody wants to work towards, and how much of it they want to look at."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from paths.ladders.models import Level


class TargetForm(forms.Form):
    """A level, and whether everything it asks is assessed or only what differs from one's own."""

    level = forms.ModelChoiceField(Level.objects.select_related("role"))
    scope = forms.ChoiceField(
        required=False, choices=[("short", _("Only what is new for you")), ("everything", _("Everything"))]
    )

    @property
    def is_whole(self) -> bool:
        return self.cleaned_data["scope"] == "everything"

    @property
    def level_chosen(self) -> Level:
        return self.cleaned_data["level"]
