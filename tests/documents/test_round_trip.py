"""What was read is written, and what was written is read the same, however the document was spelled."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paths.documents.document import LadderDocument, UnreadableDocument
from paths.documents.reader import read_ladder
from paths.documents.writer import write_ladder
from tests.documents.strategies import documents, ladder_texts, strays
from tests.documents.texts import LADDERS, TITLE, lost_words

MARKS = [
    *(
        "#",
        "##",
        "###",
        "####",
        " ",
        "    ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "```",
        "**",
        ":",
        "|",
        "|-|-|",
        "_",
        "\\",
    ),
    *(
        "\t",
        "---",
        "===",
        "(",
        ")",
        "a",
        "b, c",
        "Career Path: ",
        "Levels",
        "Soft Skills",
        "Compensation",
        "$1K",
        "Focus",
    ),
    *("Interviews", "Portfolio", "(0-2 years)", "(40%)", "From a to b", "\u00a0", "\r", "\x0b"),
]


def survives(document: LadderDocument) -> None:
    """Assert that writing and reading leave a document as it is, and that it is written the same again."""
    written = write_ladder(document)
    again = read_ladder(written)
    assert again.document == document
    assert write_ladder(again.document) == written
    if not document.custom and not any(level.custom for level in document.levels):
        assert all("add up" in warning.message for warning in again.warnings)


@pytest.mark.parametrize("path", LADDERS, ids=lambda path: path.stem)
def test_our_ladders_survive(path):
    survives(read_ladder(path.read_bytes()).document)


@given(ladder_texts())
def test_every_spelling_survives_and_loses_no_word(text):
    try:
        document = read_ladder(text).document
    except UnreadableDocument as error:
        assert "already a level" in str(error)
        return
    assert not [word for word in lost_words(text, document) if word[0] == "q"]
    survives(document)


@given(documents())
def test_every_document_survives(document):
    survives(document)


@given(
    st.lists(st.one_of(strays, st.sampled_from(["## Levels", "### Junior", "**Pay:**", "## Networking"])), max_size=8)
)
def test_stray_blocks_survive_in_any_order(blocks):
    text = TITLE + "\n\n".join(blocks)
    try:
        document = read_ladder(text).document
    except UnreadableDocument:
        return
    assert not [word for word in lost_words(text, document) if word[0] == "q"]
    survives(document)


@given(st.one_of(st.text(), st.lists(st.sampled_from(MARKS), max_size=40).map("".join)), st.booleans())
@example("\x00", False)
def test_any_text_survives_or_is_refused(text, titled):
    try:
        document = read_ladder(TITLE + text if titled else text).document
    except UnreadableDocument as error:
        assert all(problem.message for problem in error)
        return
    survives(document)


@given(st.binary())
def test_any_bytes_survive_or_are_refused(data):
    try:
        document = read_ladder(data).document
    except UnreadableDocument:
        return
    survives(document)
