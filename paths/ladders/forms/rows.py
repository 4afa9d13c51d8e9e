"""Lists of rows on one page: each can be written, moved, removed and added to, with or without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.shared.characters import without_controls
from paths.shared.ids import as_id
from paths.shared.saving import Row

MOST_ROWS = 2_000


class OneLine(forms.CharField):
    """Text in one line, however it was pasted."""

    def to_python(self, value: Any) -> str:
        return " ".join(without_controls(super().to_python(value)).split())


class OnePerLine(forms.CharField):
    """Several lines; empty ones and spaces around each are dropped."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 2}), **kwargs})

    def to_python(self, value: Any) -> str:
        lines = without_controls(super().to_python(value)).splitlines()
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


# Fields that say where a row stands and whether it is there, and nothing else.
ASIDE = frozenset({"known_as", "ORDER", "DELETE"})


class RowForm(forms.Form):
    """One row. A new row that is still as it began is no row; whatever is filled in makes it one."""

    # The field that the cursor stands in when the row was just added.
    begins_in: ClassVar[str]
    # The fields that the button filled in that added the row: the browser sends along what it put there.
    filled_in: ClassVar[tuple[str, ...]] = ()
    known_as = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.filled_in:
            self.fields[name].show_hidden_initial = self.is_new

    def has_changed(self) -> bool:
        filled = (name for name in self.changed_data if name not in ASIDE)
        return not self.is_new or any(self[name].data for name in filled)

    @property
    def is_new(self) -> bool:
        """Whether the row is not in the database yet."""
        return not str(self["known_as"].value() or "")

    def known(self) -> Any:
        """What the row is known by, as the database has it."""
        return as_id(self.cleaned_data.get("known_as", ""))

    @property
    def number(self) -> int | None:
        """The number of the row in the database, however much of the form is valid."""
        return as_id(self["known_as"].value())

    def values(self) -> dict[str, Any]:
        """What the row says: field -> value."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ASIDE}


class BaseRows(forms.BaseFormSet):
    """The rows of one list, to be put in order by number and removed by ticking."""

    default_error_messages = {
        "missing_management_form": gettext_lazy(
            "This form did not arrive whole. Go back, reload the page and try again."
        ),
    }

    def total_form_count(self) -> int:
        """No more rows than fields arrived, whatever the form says."""
        said = super().total_form_count()
        return min(said, len(self.data) + 1) if self.is_bound else said

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = gettext_lazy("Place in the list")
        form.fields["ORDER"].widget.attrs["min"] = 1
        form.fields["DELETE"].label = gettext_lazy("Remove")

    def in_order(self) -> list[RowForm]:
        """The forms as the numbers say, new ones without a number at the end."""
        numbered = list(enumerate(self.forms))
        return [form for _, form in sorted(numbered, key=lambda pair: (_place(pair[1]), pair[0]))]

    def rows(self) -> list[Row]:
        """The rows as they are wanted. Only for rows that are valid."""
        meant = [form for form in self.in_order() if form.has_changed()]
        gone = set(map(id, self.deleted_forms))
        return [Row(form.known(), {} if id(form) in gone else form.values(), id(form) in gone) for form in meant]


def rows_of(form: type[RowForm]) -> type[BaseRows]:
    """The list of rows for a form."""
    return forms.formset_factory(
        form, formset=BaseRows, extra=0, can_order=True, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


def initial_of(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows numbered from 1."""
    return [{**row, "ORDER": place} for place, row in enumerate(rows, start=1)]


def with_one_more(data: QueryDict, prefix: str, values: Mapping[str, str]) -> QueryDict:
    """What was typed, and one more row that begins with `values`."""
    more = data.copy()
    count = _total(more, prefix)
    more[f"{prefix}-TOTAL_FORMS"] = str(min(count + 1, MOST_ROWS))
    for name, value in values.items():
        more[f"{prefix}-{count}-{name}"] = value
    return more


def begin_in_last(rows: BaseRows) -> None:
    """Let the browser begin in the row that was just added."""
    for form in rows.forms[-1:]:
        form.fields[form.begins_in].widget.attrs["autofocus"] = True


def with_rows(data: QueryDict, prefix: str, rows: Sequence[Mapping[str, Any]]) -> QueryDict:
    """What was typed, and rows that were not there when the page was opened."""
    for row in rows:
        text = {name: _as_typed(value) for name, value in row.items() if value not in (None, False)}
        data = with_one_more(data, prefix, text)
    return data


def _as_typed(value: Any) -> str:
    return "on" if value is True else str(value)


def _total(data: QueryDict, prefix: str) -> int:
    return as_id(data.get(f"{prefix}-TOTAL_FORMS", "")) or 0


def _place(form: RowForm) -> float:
    place = form["ORDER"].value()
    try:
        return float(place)
    except (TypeError, ValueError):
        return float("inf")


def check_years(form: forms.Form) -> None:
    """Refuse years that run backwards or have an end and no beginning."""
    low, high = form.cleaned_data.get("years_min"), form.cleaned_data.get("years_max")
    if high is not None and low is None and "years_min" not in form.errors:
        form.add_error("years_min", _("Say how many years it begins with."))
    if low is not None and high is not None and high < low:
        form.add_error("years_max", _("The years must run from the smaller to the larger number."))
