"""A law over every sheet: what stands in a cell is taken, or answered with an error on its row."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import paths
from paths.documents import sheet as ladder_sheet
from paths.documents.sheet_importing import import_sheet
from paths.pay import band_sheet
from paths.people import sheet as people_sheet
from paths.people.joining import plan_import
from paths.shared.sheets import UnreadableSheet, read_sheet

READERS = {
    ladder_sheet.COLUMNS: lambda table: import_sheet(table=table),
    band_sheet.COLUMNS: band_sheet.plan_sheet,
    people_sheet.COLUMNS: plan_import,
}
CELLS = [pytest.param(columns, column, id=f"{columns[0]}-{column}") for columns in READERS for column in columns]


def test_every_sheet_has_its_reader_here():
    modules = [import_module(module.name) for module in pkgutil.walk_packages(paths.__path__, "paths.")]
    assert set(READERS) == {module.COLUMNS for module in modules if hasattr(module, "COLUMNS")}


@pytest.mark.django_db
@pytest.mark.parametrize(("columns", "column"), CELLS)
def test_a_row_with_a_single_cell_has_an_error(columns, column):
    row = tuple("Quince" if name == column else "" for name in columns)
    with pytest.raises(UnreadableSheet) as error:
        READERS[columns]((columns, row))
    assert 2 in {problem.row for problem in error.value.problems}


@given(
    st.lists(st.sampled_from(["b", "C", "", " ", "c"]), max_size=4),
    st.lists(st.sampled_from(["", "x"]), max_size=6),
)
def test_no_cell_is_left_out_without_a_word(names, cells):
    try:
        sheet = read_sheet((("a", *names), tuple(cells)), ("a", "b"), optional={"b"})
    except UnreadableSheet:
        return
    taken = sum(len([cell for cell in row.cells.values() if cell]) for row in sheet.rows)
    unknown = [cell for name, cell in zip(["a", *names], cells, strict=False) if cell and name in ("c", "C")]
    assert taken + len(unknown) == len([cell for cell in cells if cell])
    assert len(sheet.warnings) == len([name for name in names if name in ("c", "C")])
