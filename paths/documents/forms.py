"""A ladder document to upload, as a file or as text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from paths.ladders.models import JobFamily
from paths.shared.forms import Upload


class DocumentForm(Upload):
    """A ladder document as a file or as text; the file counts where both are given."""

    file = forms.FileField(
        label=_("Document"),
        required=False,
        validators=[FileExtensionValidator(["md", "markdown", "txt"])],
        help_text=_("A Markdown file (.md)."),
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.txt"}),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "cols": 80, "spellcheck": "false"}),
        help_text=_("Counts only if no file is chosen."),
    )
    family = forms.ModelChoiceField(
        JobFamily.objects.all(),
        label=_("Job family of a new role"),
        required=False,
        help_text=_("Needed for a role that is not there yet. A role that is there already stays in its family."),
    )
    field_order = ["file", "text", "family"]

    missing = _("Choose a file, or paste the text.")

    def without_file(self, cleaned: dict[str, Any]) -> None:
        text = cleaned.get("text", "")
        if text.strip():
            cleaned["content"] = text.encode("utf-8", "surrogatepass")
        else:
            super().without_file(cleaned)
