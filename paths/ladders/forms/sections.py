"""The pages of what a draft says beside its levels: one list of rows each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.ladders.choices import AdviceKind, Place, SectionForm
from paths.ladders.forms.level import YEARS, PlainDecimal
from paths.ladders.forms.rows import BaseRows, OneLine, OnePerLine, RowForm, check_years, rows_of
from paths.ladders.models import Advice, CustomSection, InterviewQuestion, RoadmapStage, Transition

DETAILS = {"required": False, "help_text": gettext_lazy("One per line.")}
Levels = Sequence[tuple[int, str]]
OF_LEVELS = {
    Place.SUMMARY,
    Place.RESPONSIBILITIES,
    Place.SKILLS,
    Place.SOFT_SKILLS,
    Place.DAY,
    Place.PAY,
}


class LevelChoice(forms.TypedChoiceField):
    """A level of the draft, or none of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=False, **kwargs)


class SectionRowForm(RowForm):
    """A row of a section. `levels` are (id, title) of what a row may name."""

    def __init__(self, *args: Any, levels: Levels = (), nobody: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, LevelChoice):
                field.choices = [("", field.help_text), *levels]


class StageForm(SectionRowForm):
    """A stretch of years and what to work on in it."""

    begins_in = "title"
    title = OneLine(label=gettext_lazy("Title"), help_text=gettext_lazy("What this stretch is called."))
    years_min = forms.DecimalField(
        label=gettext_lazy("From years"),
        widget=PlainDecimal,
        help_text=gettext_lazy("Years of experience it begins with."),
        **YEARS,
    )
    years_max = forms.DecimalField(
        label=gettext_lazy("To years"),
        widget=PlainDecimal,
        help_text=gettext_lazy("Leave empty if it has no end."),
        **YEARS,
    )
    focus = OneLine(required=False, label=gettext_lazy("Focus"), help_text=gettext_lazy("What to work on."))
    key_skills = OneLine(
        required=False, label=gettext_lazy("Key skills"), help_text=gettext_lazy("What to learn, with commas between.")
    )
    mindset = OneLine(
        required=False, label=gettext_lazy("Mindset"), help_text=gettext_lazy("How to think about the work.")
    )
    notes = OnePerLine(label=gettext_lazy("Anything else"), **DETAILS)

    def clean(self) -> dict[str, Any]:
        check_years(self)
        return self.cleaned_data


class QuestionForm(SectionRowForm):
    """A question to prepare for."""

    begins_in = "text"
    heading = OneLine(
        required=False,
        label=gettext_lazy("Heading"),
        help_text=gettext_lazy("Questions of one heading stand together."),
    )
    level_id = LevelChoice(label=gettext_lazy("Level"), help_text=gettext_lazy("Anybody"))
    and_above = forms.BooleanField(
        required=False,
        label=gettext_lazy("And above"),
        help_text=gettext_lazy("Tick it if higher levels are asked it too."),
    )
    text = OneLine(label=gettext_lazy("Question"), help_text=gettext_lazy("As it would be asked."))
    examples = OnePerLine(label=gettext_lazy("Hints"), **DETAILS)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("and_above") and self.cleaned_data.get("level_id") is None:
            self.add_error("level_id", _("Choose the level above which it is asked, or clear “And above”."))
        return self.cleaned_data


class AdviceForm(SectionRowForm):
    """A tip."""

    begins_in = "title"
    kind = forms.ChoiceField(
        choices=AdviceKind,
        initial=AdviceKind.NETWORKING,
        label=gettext_lazy("Kind"),
        help_text=gettext_lazy("What it helps with."),
    )
    title = OneLine(required=False, label=gettext_lazy("Lead"), help_text=gettext_lazy("Stands in bold before it."))
    text = OneLine(required=False, label=gettext_lazy("Text"), help_text=gettext_lazy("The tip itself."))
    examples = OnePerLine(label=gettext_lazy("Details"), **DETAILS)

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("title") and not self.cleaned_data.get("text"):
            self.add_error("text", _("Write a lead, a text or both."))
        return self.cleaned_data


class TransitionForm(SectionRowForm):
    """A move between roles."""

    begins_in = "source"
    source = OneLine(label=gettext_lazy("From"), help_text=gettext_lazy("A role’s name as written: it becomes a link."))
    target = OneLine(label=gettext_lazy("To"), help_text=gettext_lazy("Where it leads, a role’s name too."))
    text = OneLine(
        required=False, label=gettext_lazy("What helps"), help_text=gettext_lazy("What makes this move easier.")
    )
    examples = OnePerLine(label=gettext_lazy("Details"), **DETAILS)


class CustomForm(SectionRowForm):
    """A part that has no field of its own."""

    begins_in = "heading"
    profile_id = LevelChoice(label=gettext_lazy("Level"), help_text=gettext_lazy("The ladder as a whole"))
    place = forms.ChoiceField(
        choices=Place,
        initial=Place.TITLE,
        label=gettext_lazy("Stands after"),
        help_text=gettext_lazy("The part it follows on the page."),
    )
    form = forms.ChoiceField(
        choices=SectionForm,
        initial=SectionForm.SECTION,
        label=gettext_lazy("Form"),
        help_text=gettext_lazy("How large its heading is."),
    )
    heading = OneLine(
        required=False, label=gettext_lazy("Heading"), help_text=gettext_lazy("Leave empty for text without one.")
    )
    body = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("Markdown."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        of_level = cleaned.get("place") in OF_LEVELS
        if of_level and cleaned.get("profile_id") is None:
            self.add_error("profile_id", _("Say which level it belongs to."))
        if not of_level and cleaned.get("profile_id") is not None:
            self.add_error("place", _("In a level it can only stand after a part of that level."))
        if cleaned.get("form") == SectionForm.TEXT and cleaned.get("heading"):
            self.add_error("form", _("Text without a heading has none. Choose another form or empty the heading."))
        if cleaned.get("form") != SectionForm.TEXT and not cleaned.get("heading"):
            self.add_error("heading", _("Write a heading, or choose the form without one."))
        return cleaned


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a draft with a page of its own."""

    slug: str
    title: str | Promise
    why: str | Promise
    model: type[Any]
    rows: type[BaseRows]
    fields: tuple[str, ...]
    per_profile: bool = False

    @property
    def called_by(self) -> str:
        """The field that a row is called by where it is told of."""
        return next(name for name in ("text", "source", "title", "heading") if name in self.fields)


def _section(slug: str, title: Any, why: Any, model: type[Any], form: type[RowForm], **more: Any) -> Section:
    fields = tuple(name for name in form.base_fields if name != "known_as")
    return Section(slug, title, why, model, rows_of(form), fields, **more)


SECTIONS = {
    section.slug: section
    for section in (
        _section(
            "roadmap",
            gettext_lazy("Roadmap"),
            gettext_lazy("What to work on in which years."),
            RoadmapStage,
            StageForm,
        ),
        _section(
            "interview",
            gettext_lazy("Interview questions"),
            gettext_lazy("What people may be asked, and hints."),
            InterviewQuestion,
            QuestionForm,
        ),
        _section(
            "advice",
            gettext_lazy("Advice"),
            gettext_lazy("On networking and on negotiating pay."),
            Advice,
            AdviceForm,
        ),
        _section(
            "transitions",
            gettext_lazy("Transitions"),
            gettext_lazy("Moves from and to other roles."),
            Transition,
            TransitionForm,
        ),
        _section(
            "custom",
            gettext_lazy("Other sections"),
            gettext_lazy("Parts that fit nowhere else."),
            CustomSection,
            CustomForm,
            per_profile=True,
        ),
    )
}
