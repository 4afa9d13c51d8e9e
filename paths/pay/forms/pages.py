"""The terms of a raise, a sheet, and whose eyes to look through."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paths.ladders.models import JobFamily, Role
from paths.pay.forms.fields import LevelField, level_choices, locations
from paths.pay.levels import paid_roles
from paths.pay.raises import LEAST, MOST, ROUNDINGS, Terms
from paths.people.models import Employee

ANYWHERE = "*"


class RaiseForm(forms.Form):
    """Which bands to raise, and on what terms."""

    family = forms.ModelChoiceField(
        JobFamily.objects.all(),
        required=False,
        label=_("Job family"),
        empty_label=_("All families"),
        help_text=_("Only the bands of its roles."),
    )
    role = forms.ModelChoiceField(
        Role.objects.none(),
        required=False,
        label=_("Role"),
        empty_label=_("All roles"),
        help_text=_("Only the bands of its levels. Roles without a band are not listed."),
    )
    level = forms.ChoiceField(
        required=False, label=_("Level"), help_text=_("Only the bands of this level, in every location.")
    )
    location = forms.ChoiceField(
        required=False,
        label=_("Location"),
        help_text=_("Only the bands of this place. Those without a location hold everywhere else."),
    )
    percent = forms.DecimalField(
        label=_("Percent"),
        min_value=LEAST,
        max_value=MOST,
        max_digits=5,
        decimal_places=2,
        help_text=_("By how much both ends of a band rise, such as 2.5."),
    )
    day = forms.DateField(
        label=_("Effective on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Today or later."),
    )
    rounding = forms.TypedChoiceField(
        label=_("Round to"),
        coerce=int,
        choices=[(number, f"{number:,}") for number in ROUNDINGS],
        initial=100,
        help_text=_("Both ends become whole multiples of this: 61,234 to 100 is 61,200."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = paid_roles()  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", _("All levels")), *level_choices()]
        places = [(place, place) for place in locations()]
        self.fields["location"].choices = [
            ("", _("All locations")), (ANYWHERE, _("Bands without a location")), *places,
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"percent", "day", "rounding"} <= cleaned.keys():
            try:
                self.terms = Terms(cleaned["percent"], cleaned["day"], cleaned["rounding"])
            except ValueError as error:
                self.add_error("day" if cleaned["day"] < timezone.localdate() else "percent", str(error))
        return cleaned

    @property
    def lookups(self) -> dict[str, Any]:
        """Which bands are meant, as lookups of a band."""
        said = self.cleaned_data
        location = said["location"]
        asked = {
            "level__role__family": said["family"],
            "level__role": said["role"],
            "level": said["level"],
            "location": location if location != ANYWHERE else None,
        }
        found = {name: value for name, value in asked.items() if value}
        return found | ({"location": ""} if location == ANYWHERE else {})


class SheetForm(forms.Form):
    """A sheet of bands to import."""

    sheet = forms.FileField(
        label=_("Sheet"),
        help_text=_("CSV or XLSX, with the columns of the export."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The file is too large. Split it."))
        return sheet


class PreviewForm(forms.Form):
    """Whose eyes to look through."""

    STRANGER, LEVEL, PERSON = "stranger", "level", "person"
    who = forms.ChoiceField(
        label=_("Look as"),
        choices=[
            (PERSON, _("A person who works here")),
            (LEVEL, _("Somebody on a level")),
            (STRANGER, _("Somebody who is not signed in")),
        ],
        widget=forms.RadioSelect,
        initial=PERSON,
        help_text=_("Whose eyes to look through."),
    )
    email = forms.CharField(
        label=_("Their e-mail address"),
        required=False,
        max_length=254,
        help_text=_("Of the person who works here, as in the list of employees."),
    )
    level = LevelField(
        label=_("Their level"),
        required=False,
        help_text=_("For somebody on a level, such as “Backend Engineer: Senior”. Type a part of it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("who") == self.PERSON:
            found = Employee.objects.select_related("user__employee__level__role", "level__role").filter(
                email=cleaned.get("email", "").strip().lower()
            )
            cleaned["person"] = found.first()
            if cleaned["person"] is None:
                self.add_error("email", _("Nobody who works here has this e-mail address."))
        elif cleaned.get("who") == self.LEVEL and not cleaned.get("level") and "level" not in self.errors:
            self.add_error("level", _("Choose a level."))
        return cleaned
