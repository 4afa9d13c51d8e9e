"""The draft's first page: what it says of the role, and its levels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.ladders.drafting import LevelRow
from paths.ladders.forms.rows import OneLine, RowForm, rows_of
from paths.ladders.models import Edition
from paths.ladders.versions import Step


class LadderForm(forms.ModelForm):
    """What the draft says of every level."""

    class Meta:
        model = Edition
        fields = ["overview", "core_responsibilities"]
        widgets = {
            "overview": forms.Textarea(attrs={"rows": 5}),
            "core_responsibilities": forms.Textarea(attrs={"rows": 8}),
        }

    def validate_constraints(self) -> None:
        """None of them is about these fields."""


class LevelRowForm(RowForm):
    """A level in the list of a draft."""

    begins_in = "title"
    title = OneLine(
        max_length=200,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("Such as Senior Backend Engineer. Write what it asks on its own page."),
        error_messages={"required": gettext_lazy("Give the level a title, or tick Remove.")},
    )
    beside = forms.BooleanField(
        required=False,
        label=gettext_lazy("Same rank as the one above"),
        help_text=gettext_lazy("For a ladder that forks, such as into people and craft."),
    )

    def level_row(self, gone: bool) -> LevelRow:
        """The row as the service takes it."""
        return LevelRow(self.known(), self.cleaned_data.get("title", ""), self.cleaned_data.get("beside", False), gone)


LevelRows = rows_of(LevelRowForm)


class PublishForm(forms.Form):
    """What a publication needs from the person who publishes."""

    note = OneLine(
        max_length=300,
        label=gettext_lazy("What changed"),
        help_text=gettext_lazy("One sentence for the people on this ladder. It stands in the change log."),
        error_messages={"required": gettext_lazy("Say in one sentence what changed.")},
    )
    at_least = forms.TypedChoiceField(
        coerce=lambda value: Step(int(value)),
        empty_value=Step.PATCH,
        required=False,
        label=gettext_lazy("Version"),
        help_text=gettext_lazy("Follows from what changed. You may raise it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, versions: list[tuple[Step, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The steps that give the same version as a smaller one are no choice.
        first = dict(reversed([(version, step) for step, version in versions]))
        self.fields["at_least"].choices = [
            (str(int(step)), _("%(version)s, from what changed") % {"version": version} if not place else version)
            for place, (version, step) in enumerate(sorted(first.items(), key=lambda pair: pair[1]))
        ]
