import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.browse.marks import LONGEST, marked, passage
from paths.browse.terms import terms_of


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("System design", "design", "System <mark>design</mark>"),
        ("Über-Architektur", "uber", "<mark>Über</mark>-Architektur"),
        ("U\u0308ber alles", "über", "<mark>U\u0308ber</mark> alles"),
        ("ＡＷＳ", "aws", "<mark>ＡＷＳ</mark>"),
        ("C++ & C#", "c++", "<mark>C++</mark> &amp; C#"),
        ("<b>bold</b>", "bold", "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;"),
        ("SQL databases", "database sql", "<mark>SQL</mark> <mark>databases</mark>"),
        ("Databases", "data database", "<mark>Databases</mark>"),
        ("Nothing", "else", "Nothing"),
        ("Straße", "strasse", "<mark>Straße</mark>"),
    ],
)
def test_what_was_searched_for_is_marked_as_it_is_written(text, query, html):
    assert marked(text, terms_of(query)) == html


@given(st.text(), st.text())
def test_marks_change_no_text(text, query):
    plain = marked(text, ()).replace("&lt;", "")
    assert marked(text, terms_of(query)).replace("<mark>", "").replace("</mark>", "").replace("&lt;", "") == plain


def test_the_passage_is_the_line_that_holds_most():
    assert passage("Bake bread\nSell bread and cake\nClean", terms_of("bread cake")) == "Sell bread and cake"
    assert passage("Bake bread", terms_of("cake")) == ""
    assert passage("", terms_of("cake")) == ""


def test_a_long_line_is_cut_around_what_was_found():
    line = "word " * 200 + "needle" + " word" * 200
    cut = passage(line, terms_of("needle"))
    assert "needle" in cut
    assert len(cut) <= LONGEST + 4
    assert (cut[0], cut[-1]) == ("…", "…")


@given(st.text(alphabet="ab ", min_size=0, max_size=900), st.integers(20, 200))
def test_no_passage_loses_what_was_found(text, longest):
    terms = terms_of("aab")
    found = passage(text, terms, longest)
    assert not found or "<mark>" in marked(found, terms)
