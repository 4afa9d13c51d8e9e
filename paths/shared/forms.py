"""Uploading a file: choose it, look at what it would do, confirm that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from paths.shared.seals import pack, unpack
from paths.shared.sheets import RowProblem, Table, UnreadableSheet, write_csv

# A workbook is packed already: what it holds may be this many times as long as the file was allowed to be.
UNPACKED = 10


def carried(table: Table) -> str:
    """A sheet that was looked at, packed for `Upload` to be confirmed. Raises UnreadableSheet for more than comes back.

    As CSV whatever it was: a workbook, once packed, does not get smaller.
    """
    most = settings.UPLOAD_LIMIT * UNPACKED
    # First by the letters: a workbook that says one long text ten thousand times would not fit into memory as CSV.
    content = write_csv(table).encode() if sum(len(cell) for row in table for cell in row) <= most else b""
    packed = pack(content)
    if not content or len(content) > most or len(packed) > settings.UPLOAD_LIMIT:
        message = _("The sheet holds more than can be confirmed in one go. Split it.")
        raise UnreadableSheet(RowProblem(0, str(message)))
    return packed


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
    def most(self) -> int:
        """How many bytes `content` may have."""
        return settings.UPLOAD_LIMIT if self.cleaned_data.get("file") else settings.UPLOAD_LIMIT * UNPACKED

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
        cleaned["content"] = file.read() if file else unpack(cleaned.get("packed", ""), self.most)
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
