"""What a step of a case needs, as fields; and towards which level a case is opened."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paths.ladders.models import Level
from paths.people.models import Employee
from paths.promotions.casework import Given
from paths.promotions.models import Case, Cycle
from paths.promotions.transitions import Need, Transition

LONGEST = 4_000
FAR = datetime.timedelta(days=2 * 366)

# A field says what it is for in the words of the step it belongs to.
REASONS = {
    "turn_down": _("Why not now"),
    "give_back": _("What has to be added or changed"),
    "withdraw": _("Why it is withdrawn"),
    "approve": _("Why it is approved"),
    "wait": _("Why it is approved, and what it waits for"),
    "decline": _("Why it is declined"),
    "hand": _("Why somebody else leads it"),
    "reschedule": _("Why the day changes"),
    "cancel_day": _("Why there is no day any more"),
    "close": _("Why it ends"),
}


class StepForm(forms.Form):
    """The fields that a step needs, and no others."""

    manager = forms.EmailField(
        label=_("Who leads it from now on"),
        max_length=254,
        help_text=_("Their e-mail address, as in the list of employees."),
        error_messages={"required": _("Say who leads it from now on."), "invalid": _("Write an e-mail address.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who can see the case reads it."),
        error_messages={"required": _("Say why.")},
    )
    what_would_change = forms.CharField(
        label=_("What would change the answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What has to be seen, and by when it makes sense to ask again. Everybody who can see the case reads it."
        ),
        error_messages={"required": _("Say what would change the answer.")},
    )
    effective_on = forms.DateField(
        label=_("In effect from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("On this day the level changes, by itself."),
        error_messages={
            "required": _("Say from which day on the new level counts."),
            "invalid": _("Write the day like 2027-01-31."),
        },
    )

    def __init__(self, case: Case, step: Transition, data: Any = None) -> None:
        super().__init__(data, initial={"effective_on": case.effective_on})
        self.case = case
        for need, field in FIELDS.items():
            if need not in step.needs:
                del self.fields[field]
        if "reason" in self.fields and step.name in REASONS:
            self.fields["reason"].label = REASONS[step.name]

    def clean_effective_on(self) -> datetime.date:
        day, opened = self.cleaned_data["effective_on"], timezone.localdate(self.case.opened_at)
        if day < opened:
            raise forms.ValidationError(_("That is before the case was opened. Check the year."))
        if day > timezone.localdate() + FAR:
            raise forms.ValidationError(_("That is more than two years ahead. Check the year."))
        if day == self.case.effective_on:
            raise forms.ValidationError(_("This is the day that is set already. Choose another one."))
        return day

    def clean_manager(self) -> Employee:
        found = Employee.objects.filter(email__iexact=self.cleaned_data["manager"]).first()
        if found is None:
            raise forms.ValidationError(_("Nobody with this address is in the list of employees."))
        return found

    @property
    def given(self) -> Given:
        """What comes along with the step."""
        return Given(**{name: value for name, value in self.cleaned_data.items() if value})


FIELDS = {
    Need.REASON: "reason",
    Need.WHAT_WOULD_CHANGE: "what_would_change",
    Need.EFFECTIVE_DAY: "effective_on",
    Need.MANAGER: "manager",
}


def open_cycles() -> QuerySet[Cycle]:
    """The cycles that cases can join today."""
    today = timezone.localdate()
    return Cycle.objects.filter(opens_on__lte=today, closes_on__gte=today)


class CycleForm(forms.Form):
    """In which cycle a case is decided: one that is open today, or the one it is in."""

    cycle = forms.ModelChoiceField(
        Cycle.objects.none(), label=_("Cycle"), required=False, empty_label=_("None: decided on its own")
    )

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(data, initial={"cycle": case.cycle_id})
        self.fields["cycle"].queryset = open_cycles() | Cycle.objects.filter(pk=case.cycle_id)  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """Towards which level, and in which cycle if there is one."""

    level = forms.ModelChoiceField(
        Level.objects.select_related("role"),
        label=_("Level"),
        error_messages={"required": _("Choose a level."), "invalid_choice": _("Choose one of the levels.")},
    )
    cycle = forms.ModelChoiceField(
        Cycle.objects.none(), label=_("Cycle"), required=False, empty_label=_("None: decided on its own")
    )

    is_meant_lower = forms.BooleanField(
        label=_("The case is meant to lead to a lower level"),
        required=False,
        help_text=_("If it is approved, the level changes to this one."),
    )

    def __init__(self, employee: Employee, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.employee = employee
        self.asks_if_meant = False
        self.fields["cycle"].queryset = open_cycles()  # type: ignore[attr-defined]

    def clean_level(self) -> Level:
        level = self.cleaned_data["level"]
        if level.pk == self.employee.level_id:
            raise forms.ValidationError(_("This is the level of today. Choose another one."))
        return level

    def ask_if_meant(self) -> None:
        """Say that the level is lower than that of today, and ask whether it is meant to be."""
        self.asks_if_meant = True
        self.add_error("level", _("This level is below that of today. If that is meant, say so below."))
