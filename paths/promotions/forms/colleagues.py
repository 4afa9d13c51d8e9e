"""Choosing colleagues, by name; and what they are asked for, and answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from paths.people.models import Employee
from paths.promotions.models import Adviser, FeedbackAnswer, FeedbackRequest, Item
from paths.shared.folding import fold

MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Found:
    """The colleagues to tick: those who are ticked already, then those whose name fits, and how many more do."""

    people: tuple[Employee, ...]
    more: int


class ColleaguesForm(forms.Form):
    """Colleagues out of those who may be chosen. `find` narrows who is shown, never who is ticked."""

    find = forms.CharField(label=_("Find somebody"), required=False, max_length=200)
    colleagues = forms.ModelMultipleChoiceField(
        label=_("Colleagues"),
        queryset=Employee.objects.none(),
        error_messages={
            "required": _("Choose at least one colleague."),
            "invalid_choice": _("Somebody you chose cannot be asked any more. Choose again."),
            "invalid_pk_value": _("Choose from the colleagues on this page."),
        },
    )

    def __init__(self, *args: Any, people: QuerySet[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleagues"].queryset = people  # type: ignore[attr-defined]
        self.people = people

    @property
    def ticked(self) -> set[str]:
        """The numbers of those who are ticked, as they were sent."""
        return set(self.data.getlist("colleagues")) if self.is_bound else set()  # type: ignore[attr-defined]

    @property
    def found(self) -> Found:
        """Who is shown. Two queries."""
        words = fold(str(self.data.get("find", "")) if self.is_bound else "").split()
        named = self.people.order_by("name", "pk").values_list("pk", "name")
        ticked = [pk for pk, _name in named if str(pk) in self.ticked]
        fitting = [pk for pk, name in named if pk not in ticked and all(word in fold(name) for word in words)]
        shown = [*ticked, *fitting[:MOST_SHOWN]]
        people = self.people.select_related("level__role").in_bulk(shown)
        return Found(tuple(people[pk] for pk in shown), len(fitting[MOST_SHOWN:]))


class AskForm(ColleaguesForm):
    """Whom to ask about which items, and what one would like to know."""

    items = forms.ModelMultipleChoiceField(
        label=_("Items"),
        queryset=Item.objects.none(),
        error_messages={
            "required": _("Choose at least one item."),
            "invalid_choice": _("Choose from the items on this page."),
            "invalid_pk_value": _("Choose from the items on this page."),
        },
    )
    message = forms.CharField(
        label=_("What you would like to know"),
        required=False,
        max_length=FeedbackRequest._meta.get_field("message").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They read it as you write it. A question helps more than “your thoughts”."),
    )

    def __init__(self, *args: Any, items: QuerySet[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].queryset = items  # type: ignore[attr-defined]

    @property
    def chosen_items(self) -> set[str]:
        """The numbers of the items that are ticked, as they were sent."""
        return set(self.data.getlist("items")) if self.is_bound else set()  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """A few lines on each item that a colleague was asked about; at least on one."""

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            self.fields[f"item-{item.pk}"] = forms.CharField(
                label=item.text,
                required=False,
                max_length=FeedbackAnswer._meta.get_field("text").max_length,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not any(found.values()):
            raise forms.ValidationError(_("Write a few lines on at least one of them."))
        return found

    @property
    def texts(self) -> Mapping[int, str]:
        """item id -> what was written."""
        return {int(name.removeprefix("item-")): text for name, text in self.cleaned_data.items() if text}


class ViewForm(forms.ModelForm):
    """What an adviser says to whoever decides."""

    view = forms.CharField(
        max_length=Adviser._meta.get_field("view").max_length, error_messages={"required": _("Write your view first.")}
    )

    class Meta:
        model = Adviser
        fields = ["view"]
