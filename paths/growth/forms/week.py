"""How somebody's week is split, as it is written: a row per activity."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from paths.growth.models import WeekShare
from paths.shared.folding import fold
from paths.shared.formats import plain

FREE_ROWS = 3
MOST_ROWS = 60


class WeekRow(forms.ModelForm):
    """An activity and its part of the week. An empty row says nothing."""

    class Meta:
        model = WeekShare
        fields = ["activity", "percent"]
        widgets = {"percent": forms.NumberInput(attrs={"min": 0, "max": 100, "step": "0.5", "inputmode": "decimal"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].required = self.fields["percent"].required = False

    def clean_activity(self) -> str:
        return " ".join((self.cleaned_data["activity"] or "").split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("percent") is not None and not cleaned.get("activity") and "activity" not in self.errors:
            self.add_error("activity", _("Say what this part of your week goes into."))
        return cleaned

    def _post_clean(self) -> None:
        """Rows are saved together by a service, which checks what the constraints would."""
        if self.cleaned_data.get("percent") is None or self.errors:
            return
        super()._post_clean()


class WeekRows(BaseFormSet):
    """All rows together: each activity once, and no more than a whole week."""

    def clean(self) -> None:
        if any(self.errors):
            return
        offered = {_known(row["activity"]) for row in self.initial or ()}
        seen: set[str] = set()
        for form in self.forms:
            known = _known(form.cleaned_data.get("activity", ""))
            if form.cleaned_data.get("percent") is None:
                # What stood there already may be left out; what somebody has typed may not get lost.
                if known and known not in offered:
                    form.add_error("percent", _("Say how much of your week it takes, or empty the row."))
                continue
            if known in seen:
                form.add_error("activity", _("You have named this activity already."))
            seen.add(known)
        if self.total > 100:
            message = _("Together these are %(total)s percent, more than a whole week. Take some away.")
            raise forms.ValidationError(message, params={"total": plain(self.total)})

    @property
    def total(self) -> Decimal:
        """What the rows add up to."""
        rows = (getattr(form, "cleaned_data", {}) for form in self.forms)
        return sum((row.get("percent") or Decimal(0) for row in rows), Decimal(0))

    @property
    def shares(self) -> dict[str, Decimal]:
        """activity -> percent, of the rows that say something."""
        rows = [form.cleaned_data for form in self.forms]
        return {row["activity"]: row["percent"] for row in rows if row.get("percent") is not None}


def _known(activity: str) -> str:
    """What an activity is known by, whatever its case."""
    return fold(activity) or activity


_Rows = formset_factory(
    WeekRow, formset=WeekRows, extra=FREE_ROWS, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS + 10
)


def week_rows(data: Any = None, *, initial: Iterable[dict[str, Any]] = ()) -> WeekRows:
    """The rows to fill in: those of `initial`, then some free ones."""
    return _Rows(data, initial=list(initial), prefix="week")
