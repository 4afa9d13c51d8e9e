"""Uploading a file: choose it, look at what it would do, confirm that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from paths.shared.seals import unpack


class Upload(forms.Form):
    """A file, or what was looked at before, packed to be confirmed."""

    file = forms.FileField(required=False)
    packed = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    source = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    seal = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    missing = _("Choose a file.")

    @property
    def content(self) -> bytes:
        return self.cleaned_data["content"]

    @property
    def file_name(self) -> str:
        """The name of the file, if it was one."""
        return self.cleaned_data.get("source", "")

    @property
    def given(self) -> str:
        """The seal of what is confirmed; "" if this is a first look."""
        return self.cleaned_data.get("seal", "")

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                _("The file is too large: at most %(most)s bytes can be read."),
                params={"most": f"{settings.UPLOAD_LIMIT:,}"},
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file: UploadedFile | None = cleaned.get("file")
        cleaned["content"] = file.read() if file else unpack(cleaned.get("packed", ""), settings.UPLOAD_LIMIT)
        if file:
            cleaned["source"] = file.name or ""
        elif not cleaned["content"] and "file" not in self.errors:
            self.without_file(cleaned)
        return cleaned

    def without_file(self, cleaned: dict[str, Any]) -> None:
        """Find the bytes elsewhere, or say that there are none."""
        self.add_error("file", self.missing)


class SheetForm(Upload):
    """A sheet as CSV or XLSX."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        required=False,
        validators=[FileExtensionValidator(["csv", "xlsx"])],
        help_text=_("CSV (UTF-8) or XLSX. The first row names the columns."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
