"""Evidence for an item, and a comment, as they are written."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from paths.growth.forms.evidence import HappenedForm
from paths.growth.readers import WhoSees
from paths.promotions.models import Comment, ItemEvidence


class ReadAtOnce(forms.BaseForm):
    """A form whose text is read by others as soon as it is saved."""

    def told(self, sees: WhoSees) -> Self:
        """The form with a sentence beside its text that says by whom."""
        text = self["text"]
        text.help_text = f"{text.help_text} {sees.at_once}".strip()
        return self


class ItemEvidenceForm(ReadAtOnce, HappenedForm):
    """What happened, when, and where to see it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["link"].validators.append(URLValidator(schemes=["http", "https"]))

    class Meta:
        model = ItemEvidence
        fields = ["text", "happened_on", "link"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "happened_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"text": _("In a sentence or two: what happened and what came of it.")}


class CommentForm(ReadAtOnce, forms.ModelForm):
    """What somebody says on a case or an item of it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        # It stands on one page with evidence, whose text is a field of the same name.
        super().__init__(*args, auto_id="id_comment_%s", **more)

    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"text": {"required": _("Write something first.")}}

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()
