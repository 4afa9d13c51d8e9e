import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.shared.sheets import (
    MOST_ROWS,
    UnreadableSheet,
    harmless,
    near_matches,
    read_csv,
    read_sheet,
    restored,
    write_csv,
)

MOST = 100_000
cells = st.one_of(
    st.text("'=+-@\t\r\n ,;\"aß", max_size=6), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))
).filter(lambda cell: "\ufffe" not in cell and "\uffff" not in cell)


def read(text, **options):
    return read_csv(text, **{"max_bytes": MOST} | options)


def wrong(data, columns=("name",), **options):
    """What is said about a sheet that cannot be read."""
    with pytest.raises(UnreadableSheet) as error:
        read_sheet(read(data, **options), columns)
    return [str(problem) for problem in error.value.problems]


@given(cells)
def test_every_cell_is_harmless_and_comes_back(cell):
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restored(harmless(cell)) == cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("''-", "'''-"), ("'quoted'", "'quoted'"), ("1-2", "1-2"), ("", "")],
)
def test_only_what_would_be_a_formula_is_written_with_an_apostrophe(cell, written):
    assert harmless(cell) == written


@pytest.mark.parametrize("cell", ["=1+1", "plain", "'quoted'"])
def test_what_people_type_themselves_is_read_as_typed(cell):
    assert restored(cell) == cell


@given(st.lists(st.lists(cells, min_size=2, max_size=3).map(tuple), min_size=1, max_size=4).map(tuple))
def test_every_table_comes_back(table):
    width = max(map(len, table))
    table = (("a", "b", "c")[:width], *(row + ("",) * (width - len(row)) for row in table), ("end",) * width)
    assert read(write_csv(table)) == table


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_says_how_cells_are_separated(separator):
    text = f'name{separator}note\nAna{separator}"a, b; c\td"\n'
    assert read(text) == (("name", "note"), ("Ana", "a, b; c\td"))


@pytest.mark.parametrize("data", ["\ufeffname\nAna", "name\r\nAna\r\n", b"\xef\xbb\xbfname\rAna"])
def test_any_line_end_and_mark_of_utf_8_will_do(data):
    assert read(data) == (("name",), ("Ana",))


def test_a_quoted_line_end_makes_no_row():
    sheet = read_sheet(read('name,note\n"Ana","one\ntwo"\n\nBo,x\n'), ["name", "note"])
    assert [(row.number, row["name"]) for row in sheet.rows] == [(2, "Ana"), (4, "Bo")]


def test_columns_may_come_in_any_order_and_case():
    (row,) = read_sheet(read("Manager E-Mail,NAME\nbo@demo.example,Ana"), ["name", "manager e-mail"]).rows
    assert (row["name"], row["manager e-mail"]) == ("Ana", "bo@demo.example")


def test_a_column_of_another_name_is_left_out_with_a_warning():
    sheet = read_sheet(read("name,shoe size\nAna,39"), ["name"])
    assert [str(warning) for warning in sheet.warnings] == [
        "row 1: The column “shoe size” is not one of ours and was left out."
    ]
    assert dict(sheet.rows[0].cells) == {"name": "Ana"}


def test_missing_and_repeated_columns_are_all_said():
    assert wrong("name,name\nAna,Bo", ["name", "level"]) == [
        "row 1: There is no column called “level”. The first row has to name the columns.",
        "row 1: There are two columns called “name”.",
    ]


def test_an_optional_column_may_be_missing():
    assert read_sheet(read("name\nAna"), ["name", "key"], {"key"}).rows[0]["key"] == ""


def test_cells_beyond_the_header_are_said_by_row():
    assert wrong("name\nAna\nBo,Cy") == [
        "row 3: There are more cells here than the header has names. Is there a text without its quotes?"
    ]


@pytest.mark.parametrize("data", ["", " \n ", b"", "\ufeff"])
def test_an_empty_file_is_said(data):
    assert wrong(data) == ["The file is empty."]


def test_other_encodings_are_said_with_the_row():
    assert wrong('name\n"a\nb"\nJosé'.encode("latin-1"))[0].startswith("row 3: There is a character here that is not")
    assert "UTF-16" in wrong("name\nAna".encode("utf-16"))[0]


def test_programs_and_pictures_are_refused():
    assert "control character" in wrong("name\nA\x07na")[0]
    assert wrong(b"\x89PNG\r\n\x1a\n\x00\x01")


def test_quotes_that_do_not_match_are_said_by_row():
    assert wrong('name\nAna\n"Bo')[0].startswith("row 3: The quotation marks here do not match")


def test_a_file_over_the_limit_is_not_read():
    assert wrong("name\nAna", max_bytes=4) == ["The file is too large: at most 4 bytes can be read. Split it."]


def test_more_rows_than_can_be_read_are_refused():
    assert "more than 10,000 rows" in wrong("name\n" + "x\n" * MOST_ROWS)[0]


def test_a_row_of_countless_cells_is_refused():
    assert "more than 50 cells" in wrong("name\n" + "x," * 60)[0]


def test_a_name_that_is_nearly_right_is_hinted_at():
    assert near_matches("Sennior", ["Junior", "Senior", "Staff"]) == " Did you mean “Senior”?"
    assert near_matches("xyz", ["Junior"]) == ""
