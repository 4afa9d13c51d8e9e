import io
import re
import zipfile

import pytest
from hypothesis import given
from openpyxl import Workbook, load_workbook

from paths.shared.sheets import MOST_ROWS, UnreadableSheet
from paths.shared.workbooks import LONGEST_CELL, read_table, write_xlsx
from tests.shared.test_sheets import cells

MOST = 100_000


def read(data, max_bytes=MOST):
    return read_table(data, max_bytes=max_bytes)


def wrong(data, **options):
    with pytest.raises(UnreadableSheet) as error:
        read(data, **options)
    return [str(problem) for problem in error.value.problems]


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@given(cells)
def test_every_text_comes_back(cell):
    # In a workbook all line ends are one.
    plain = cell.replace("\r\n", "\n").replace("\r", "\n")
    assert read(write_xlsx([("name", "end"), (plain, "end")], "Sheet")) == (("name", "end"), (plain, "end"))


def test_nothing_that_is_written_is_a_formula():
    sheet = load_workbook(io.BytesIO(write_xlsx([("name",), ("=1+1",), ("#REF!",)], "Sheet"))).active
    assert [(cell.data_type, cell.value) for (cell,) in sheet.iter_rows()] == [
        ("s", "name"),
        ("s", "'=1+1"),
        ("s", "#REF!"),
    ]


def test_numbers_and_truths_are_read_as_people_see_them():
    assert read(book_of(["a", "b", "c", "d"], [3, 3.5, True, None], [4.0, False])) == (
        ("a", "b", "c", "d"),
        ("3", "3.5", "yes"),
        ("4", "no"),
    )


def test_blank_rows_keep_the_count():
    assert read(book_of(["a"], [], ["x"])) == (("a",), (), ("x",))


def test_formulas_are_refused_by_row():
    assert wrong(book_of(["a", "b"], ["x", "=1+1"], ["=HYPERLINK(0)"])) == [
        "row 2: There is a formula in column B. Put the text itself there.",
        "row 3: There is a formula in column A. Put the text itself there.",
    ]


def test_a_csv_file_by_any_name_is_read():
    assert read(b"a;b\n1;2") == (("a", "b"), ("1", "2"))


def test_old_workbooks_are_refused_in_words():
    assert "Save it as .xlsx or CSV" in wrong(b"\xd0\xcf\x11\xe0" + bytes(100))[0]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 and nothing more",
        packed(a="b"),
        book_of(["a"])[:-40],
        packed(**{"[Content_Types].xml": "<nothing/>", "xl/workbook.xml": "<"}),
        packed(**{"xl/a.xml": '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'}),
    ],
    ids=["torn", "another archive", "cut off", "empty parts", "entities"],
)
def test_what_is_no_workbook_is_refused_in_words(data):
    assert wrong(data) == ["This file could not be read as a workbook. Save it as .xlsx or CSV again."]


def with_words_of_its_own(name, encoding):
    """A workbook of which one part defines a word of its own, which means no more than four letters."""
    with zipfile.ZipFile(io.BytesIO(book_of(["a"]))) as book:
        parts = {part: book.read(part) for part in book.namelist()}
    xml = re.sub(r"<\?xml.*?\?>\s*", "", parts[name].decode())
    defined = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "rye!">]>{xml}'
    return packed(**parts | {name: defined.encode(encoding)})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
@pytest.mark.parametrize("name", ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_no_part_of_a_workbook_defines_words_in_whatever_encoding(name, encoding):
    assert "could not be read as a workbook" in wrong(with_words_of_its_own(name, encoding))[0]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_packed_as_no_workbook_is_is_not_unpacked(method):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book_of(["a"]))) as book, zipfile.ZipFile(out, "w", method) as archive:
        for name in book.namelist():
            archive.writestr(name, book.read(name))
    assert "could not be read as a workbook" in wrong(out.getvalue())[0]


def test_a_part_that_unpacks_to_hundreds_of_times_its_size_is_refused_though_it_fits():
    sheet = "<a>" + " " * (5 * MOST) + "</a>"
    assert "too large" in wrong(packed(**{"xl/worksheets/sheet1.xml": sheet}))[0]


def test_a_zip_bomb_is_not_unpacked():
    assert "too large" in wrong(packed(**{"xl/worksheets/sheet1.xml": b"0" * (11 * MOST)}))[0]


def test_an_archive_of_countless_parts_is_refused():
    assert "too large" in wrong(packed(**{f"{n}": "" for n in range(1_001)}))[0]


def test_a_workbook_over_the_limit_is_not_opened():
    assert "too large" in wrong(book_of(["a"]), max_bytes=100)[0]


def test_too_many_rows_are_refused():
    assert "more than 10,000 rows" in wrong(book_of(*([["a"]] * (MOST_ROWS + 1))), max_bytes=10**6)[0]


def test_a_row_far_down_is_not_lost_and_not_waited_for():
    book = Workbook()
    book.active["A1"] = "a"
    book.active["A1048576"] = "b"
    assert "more than 10,000 rows" in wrong(saved(book))[0]


def test_a_cell_far_to_the_right_is_refused():
    for column in ("AZ", "XFD"):
        book = Workbook()
        book.active[f"{column}1"] = "a"
        assert wrong(saved(book)) == ["row 1: There are more than 50 cells in this row."]


def test_a_text_that_the_format_would_cut_off_is_not_written():
    with pytest.raises(UnreadableSheet, match="row 2: A text here is too long"):
        write_xlsx([("a",), ("x" * LONGEST_CELL,)], "Sheet")
