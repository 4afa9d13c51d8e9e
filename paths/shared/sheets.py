"""Sheets: tables that people keep in spreadsheets, as CSV or XLSX. Nothing here knows what stands in them.

Rows count from 1, as a spreadsheet shows them; the first names the columns. A cell that a spreadsheet would take for a
formula is written with an apostrophe before it and read without.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process, utils

from paths.shared.characters import without_controls

MOST_ROWS, MOST_COLUMNS = 10_000, 50
Table = tuple[tuple[str, ...], ...]

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong and what to do about it, in a row of the sheet (0: the sheet as a whole)."""

    row: int
    message: str

    def __str__(self) -> str:
        return _("row %(row)d: %(message)s") % {"row": self.row, "message": self.message} if self.row else self.message


class UnreadableSheet(Exception):
    """Raised when a sheet cannot be read or used; `problems` says why, by row."""

    def __init__(self, *problems: RowProblem) -> None:
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header: its number, and its cells by column, without space around them."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that are not blank, and what the sheet's writer should look at."""

    rows: tuple[Row, ...]
    warnings: tuple[RowProblem, ...] = ()


def harmless(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula. `restored` gives it back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def write_csv(table: Iterable[Sequence[str]]) -> str:
    """The table as CSV with commas, beginning with the mark by which spreadsheets know UTF-8.

    Without control characters: `read_csv` would refuse them.
    """
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(without_controls(cell)) for cell in row] for row in table)
    return "\ufeff" + out.getvalue()


def read_csv(data: bytes | str, *, max_bytes: int) -> Table:
    """The cells of a CSV file, separated by commas, semicolons or tabs.

    Raises UnreadableSheet for what is too large, empty, not text in UTF-8, or quoted wrongly.
    """
    text = _text(data, max_bytes)
    separator = max(_SEPARATORS, key=lambda separator: len(_cells_of_first_row(text, separator)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for row in reader:
            rows.append(tuple(map(restored, row)))
            check_size(len(rows), len(row))
    except csv.Error as error:
        message = _("The quotation marks here do not match (%(error)s). Save the sheet as CSV again.")
        raise UnreadableSheet(RowProblem(len(rows) + 1, message % {"error": error})) from error
    return checked(rows)


def read_sheet(table: Table, columns: Sequence[str], optional: Collection[str] = ()) -> Sheet:
    """The rows of `table` by the names in its header, which may stand in any order.

    Columns of other names are left out with a warning. Raises UnreadableSheet, with every problem, if one of `columns`
    that is not `optional` is missing, one stands there twice, or a cell stands under no name.
    """
    first = next((n for n, row in enumerate(table) if any(row)), None)
    if first is None:
        raise UnreadableSheet(RowProblem(0, _("The sheet is empty.")))
    known = {_folded(name): name for name in columns}
    header = [known.get(_folded(name)) for name in table[first]]
    problems, warnings = _header_problems(first + 1, table[first], header, columns, optional)
    rows = []
    for number, cells in enumerate(table[first + 1 :], start=first + 2):
        if any(cell.strip() for cell in cells[len(header) :]):
            message = _("There are more cells here than the header has names. Is there a text without its quotes?")
            problems.append(RowProblem(number, message))
        if any(cell.strip() for name, cell in zip(table[first], cells, strict=False) if not name.strip()):
            message = _("There is a cell here whose column has no name. Name the column in the first row.")
            problems.append(RowProblem(number, message))
        found = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
        if any(found.values()):
            rows.append(Row(number, found))
    if problems:
        raise UnreadableSheet(*problems)
    return Sheet(tuple(rows), tuple(warnings))


def near_matches(word: str, names: Iterable[str]) -> str:
    """A hint at the names that `word` may have meant: " Did you mean “Senior”?", or "" if none is near."""
    found = process.extract(
        word, sorted(set(names)), scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=70
    )
    named = ", ".join(f"“{name}”" for name, _score, _place in found)
    return " " + _("Did you mean %(names)s?") % {"names": named} if named else ""


def check_size(rows: int, columns: int) -> None:
    """Raise UnreadableSheet for more rows or columns than a sheet may have."""
    if rows > MOST_ROWS:
        message = _("The sheet has more than %(most)s rows. Split it.") % {"most": f"{MOST_ROWS:,}"}
        raise UnreadableSheet(RowProblem(0, message))
    if columns > MOST_COLUMNS:
        message = _("There are more than %(most)d cells in this row.") % {"most": MOST_COLUMNS}
        raise UnreadableSheet(RowProblem(rows, message))


def checked(rows: list[tuple[str, ...]]) -> Table:
    """The rows, without blank ones at the end. Raises UnreadableSheet for characters that are not text."""
    while rows and not any(rows[-1]):
        rows.pop()
    message = _("There is a control character here, as in programs and pictures but not in text. Remove it.")
    problems = [RowProblem(n, message) for n, row in enumerate(rows, 1) if any(map(_NOT_TEXT.search, row))]
    if problems:
        raise UnreadableSheet(*problems[:20])
    return tuple(rows)


def too_large(max_bytes: int) -> UnreadableSheet:
    """The error for a file of more than `max_bytes`."""
    message = _("The file is too large: at most %(most)s bytes can be read. Split it.")
    return UnreadableSheet(RowProblem(0, message % {"most": f"{max_bytes:,}"}))


def _text(data: bytes | str, max_bytes: int) -> str:
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if len(data) > max_bytes:
        raise too_large(max_bytes)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = _("This is text in UTF-16. Save the sheet as “CSV UTF-8” and try again.")
        raise UnreadableSheet(RowProblem(0, message))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = io.StringIO(data[: error.start].decode("utf-8"), newline="")
        message = _("There is a character here that is not UTF-8. Save the sheet as “CSV UTF-8” and try again.")
        raise UnreadableSheet(RowProblem(max(sum(1 for _row in csv.reader(before)), 1), message)) from None
    if not text.strip():
        raise UnreadableSheet(RowProblem(0, _("The file is empty.")))
    return text


def _cells_of_first_row(text: str, separator: str) -> list[str]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return next((row for row in rows if any(row)), [])
    except csv.Error:
        return []


def _header_problems(
    number: int, written: Sequence[str], header: list[str | None], columns: Sequence[str], optional: Collection[str]
) -> tuple[list[RowProblem], list[RowProblem]]:
    missing = [name for name in columns if name not in header and name not in optional]
    problems = []
    if missing:
        message = _("There is no column called %(names)s. The first row has to name the columns.")
        problems.append(RowProblem(number, message % {"names": ", ".join(f"“{name}”" for name in missing)}))
    problems += [
        RowProblem(number, _("There are two columns called “%(name)s”.") % {"name": name})
        for name in columns
        if header.count(name) > 1
    ]
    unknown = [name.strip() for name, known in zip(written, header, strict=True) if not known and name.strip()]
    message = _("The column “%(name)s” is not one of ours and was left out.")
    return problems, [RowProblem(number, message % {"name": name[:60]}) for name in unknown]


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
