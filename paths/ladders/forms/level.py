"""The page of one level: its profile, its statements, its week and its projects."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.ladders.choices import Kind, Proficiency
from paths.ladders.forms.rows import OneLine, OnePerLine, RowForm, check_years, rows_of
from paths.ladders.models import Expectation, LevelProfile, PortfolioProject, TimeShare
from paths.ladders.skill_names import name_skill
from paths.shared.formats import plain

YEARS = {"min_value": 0, "max_value": 99, "max_digits": 3, "decimal_places": 1, "required": False}


class PlainDecimal(forms.NumberInput):
    """A number without needless zeros: 4.0 is shown as 4."""

    def format_value(self, value: Any) -> str | None:
        return plain(value) if isinstance(value, Decimal) else super().format_value(value)


class LevelForm(forms.ModelForm):
    """What a level says of itself."""

    title = OneLine(
        max_length=200,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("For example: Senior Backend Engineer."),
    )

    class Meta:
        model = LevelProfile
        fields = ["title", "years_min", "years_max", "summary"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "years_min": PlainDecimal(attrs={"step": "0.5"}),
            "years_max": PlainDecimal(attrs={"step": "0.5"}),
        }

    def clean(self) -> dict[str, Any]:
        check_years(self)
        return self.cleaned_data

    def validate_constraints(self) -> None:
        """`clean` has said the same already, beside the field."""


class StatementForm(RowForm):
    """One expectation."""

    begins_in = "text"
    filled_in = ("kind", "category")
    kind = forms.ChoiceField(
        choices=Kind,
        label=gettext_lazy("Kind"),
        help_text=gettext_lazy("What one answers for, what one can, or how one works with others."),
    )
    category = OneLine(
        required=False,
        max_length=120,
        label=gettext_lazy("Category"),
        help_text=gettext_lazy("For skills, such as Architecture. As people read it."),
    )
    text = OneLine(
        required=False,
        label=gettext_lazy("Statement"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Begin with a verb; say what one could see. Empty: the name of the skill."),
    )
    examples = OnePerLine(
        required=False,
        label=gettext_lazy("Examples"),
        help_text=gettext_lazy("One per line. They explain, they do not ask."),
    )
    skill = OneLine(
        required=False,
        max_length=200,
        label=gettext_lazy("Skill"),
        widget=forms.TextInput(attrs={"list": "skills", "autocomplete": "off"}),
        help_text=gettext_lazy("The skill this means, however it is worded. Empty: read from the statement."),
    )
    proficiency = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", gettext_lazy("As the words say")), *Proficiency.choices],
        label=gettext_lazy("Proficiency"),
        help_text=gettext_lazy("How deep the skill has to go. Each step is explained on the skill’s own page."),
    )
    required = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("Required"),
        help_text=gettext_lazy("Clear it for what is only desirable."),
    )
    grows_from = OneLine(
        required=False,
        label=gettext_lazy("Grows from"),
        widget=forms.TextInput(attrs={"list": "below", "autocomplete": "off"}),
        help_text=gettext_lazy("The statement one rung below that this one grew out of. Empty: found by its wording."),
    )

    def __init__(self, *args: Any, below: Mapping[str, UUID] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.below = below or {}

    def known(self) -> UUID | None:
        try:
            return UUID(self.cleaned_data.get("known_as", ""))
        except ValueError:
            return None

    def clean_grows_from(self) -> UUID | None:
        text = self.cleaned_data["grows_from"]
        if not text:
            return None
        if text in self.below:
            return self.below[text]
        try:
            return UUID(text)
        except ValueError:
            raise forms.ValidationError(_("Choose one of the statements one rung below, or leave it empty.")) from None

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        is_skill = cleaned.get("kind") == Kind.SKILL
        if "text" in cleaned and not cleaned["text"]:
            cleaned["text"] = cleaned.get("skill", "") if is_skill else ""
            if not cleaned["text"]:
                self.add_error("text", _("Write the statement, or tick Remove."))
        if not is_skill:
            # What is typed is never dropped in silence.
            for name in ("skill", "proficiency"):
                if cleaned.get(name):
                    self.add_error(name, _("Only a skill has this. Empty it, or make the kind “Skill”."))
            return cleaned
        named = name_skill(cleaned.get("skill") or cleaned.get("text", ""))
        if len(named.name) > 200:
            self.add_error("skill", _("A skill’s name has at most 200 characters. Name the skill here."))
        if cleaned.get("proficiency") is None:
            cleaned["proficiency"] = int(name_skill(cleaned.get("text", "")).proficiency)
        return cleaned | {"skill": cleaned.get("skill") or named.name}


class ShareForm(RowForm):
    """A line of a level's week."""

    begins_in = "activity"
    activity = OneLine(
        label=gettext_lazy("Activity"), help_text=gettext_lazy("What takes the time, such as Reviewing code.")
    )
    percent = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        label=gettext_lazy("Percent of the time"),
        help_text=gettext_lazy("Leave empty if you give no figure. All together they are 100."),
        widget=PlainDecimal,
    )


class ProjectForm(RowForm):
    """A project that shows somebody works at this level."""

    begins_in = "text"
    text = OneLine(
        label=gettext_lazy("Project"), help_text=gettext_lazy("Something to build that shows work of this level.")
    )


Statements = rows_of(StatementForm)
Shares = rows_of(ShareForm)
Projects = rows_of(ProjectForm)


def of_statement(row: Expectation, below: Mapping[UUID, str]) -> dict[str, Any]:
    """A statement as its form shows it; `below` names the statements one rung below by their keys."""
    return {
        "known_as": str(row.key),
        "kind": row.kind,
        "category": row.category,
        "text": row.text,
        "examples": row.examples,
        "skill": row.skill.name if row.skill else "",
        "proficiency": row.proficiency,
        "required": row.required,
        "grows_from": below.get(row.grows_from, str(row.grows_from)) if row.grows_from else "",
    }


def of_share(row: TimeShare) -> dict[str, Any]:
    """A time share as its form shows it."""
    return {"known_as": str(row.pk), "activity": row.activity, "percent": row.percent}


def of_project(row: PortfolioProject) -> dict[str, Any]:
    """A project as its form shows it."""
    return {"known_as": str(row.pk), "text": row.text}
