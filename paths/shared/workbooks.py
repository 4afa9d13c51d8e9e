"""Sheets as XLSX: read within limits, whatever the file claims, and written as text only."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from paths.shared.archives import ArchiveTooLarge, check_archive
from paths.shared.characters import without_controls
from paths.shared.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    RowProblem,
    Table,
    UnreadableSheet,
    check_size,
    checked,
    harmless,
    read_csv,
    restored,
    too_large,
)

LONGEST_CELL = 32_767  # What the format can hold; more would be cut off without a word.
LAST_ROW = 2**20
MOST_CELLS = 1_000  # Blank ones too, of which a row may have more than people see.
_UNPACKED = 10  # How many times the limit a workbook may unpack to.
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(data: bytes, *, max_bytes: int) -> Table:
    """The cells of a CSV or XLSX file, whichever it is. Raises UnreadableSheet for what is neither."""
    if data.startswith(_OLD_EXCEL):
        message = _("This is a workbook of an old kind, or one with a password. Save it as .xlsx or CSV and try again.")
        raise UnreadableSheet(RowProblem(0, message))
    if not data.startswith(_ZIP):
        return read_csv(data, max_bytes=max_bytes)
    if len(data) > max_bytes:
        raise too_large(max_bytes)
    try:
        check_archive(data, most=max_bytes * _UNPACKED)
        return checked(list(_rows(data)))
    except ArchiveTooLarge:
        raise too_large(max_bytes * _UNPACKED) from None
    except UnreadableSheet:
        raise
    except Exception as error:  # What is wrong with a workbook comes out of its reader in every possible class.
        message = _("This file could not be read as a workbook. Save it as .xlsx or CSV again.")
        raise UnreadableSheet(RowProblem(0, message)) from error


def write_xlsx(table: Sequence[Sequence[str]], title: str) -> bytes:
    """The table as a workbook of one sheet. Raises UnreadableSheet for a cell that the format cannot hold."""
    long = [n for n, row in enumerate(table, 1) if any(len(cell) >= LONGEST_CELL for cell in row)]
    if long:
        message = _("A text here is too long for a workbook. Take the CSV file.")
        raise UnreadableSheet(*(RowProblem(n, message) for n in long))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(table):
        sheet.append([_text_cell(sheet, cell, is_head=not number) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(sheet: Any, text: str, *, is_head: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(without_controls(text)))
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top")
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _rows(data: bytes) -> Iterator[tuple[str, ...]]:
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    if not book.worksheets:
        raise UnreadableSheet(RowProblem(0, _("There is no sheet in this workbook.")))
    problems, blank = [], 0
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # What the file claims to be would cut off what stands beyond.
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW), 1):
        if len(cells) > MOST_CELLS:
            check_size(number, len(cells))
        row = tuple(_text_of(cell) for cell in cells)
        if not any(row):
            blank += 1
            continue
        check_size(number, 0)
        if any(row[MOST_COLUMNS:]):
            check_size(number, len(row))
        problems += [RowProblem(number, said) for cell in cells if (said := _wrong_with(cell))]
        yield from [()] * blank
        blank = 0
        while row and not row[-1]:
            row = row[:-1]
        yield tuple(map(restored, row))
    if problems:
        raise UnreadableSheet(*problems[:MOST_ROWS])


def _wrong_with(cell: Any) -> str:
    if cell.data_type == "f":
        return _("There is a formula in column %(column)s. Put the text itself there.") % {"column": _letter(cell)}
    if cell.data_type == "e":
        return _("There is the error %(error)s in column %(column)s. Put the text itself there.") % {
            "error": cell.value,
            "column": _letter(cell),
        }
    return ""


def _letter(cell: Any) -> str:
    return cell.column_letter


def _text_of(cell: Any) -> str:
    """What people see in the cell, as far as it is text or a number."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)
