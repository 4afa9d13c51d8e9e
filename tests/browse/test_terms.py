import pytest

from paths.browse.terms import MOST_TERMS, Fit, Term, terms_of
from paths.shared.folding import fold


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Senior Backend", ["senior", "backend"]),
        ("what is SQL injection?", ["sql", "injection"]),
        ("to be", ["to", "be"]),
        ("C++ / C#", ["c++", "c#"]),
        ("services.", ["services"]),
        (".NET", [".net"]),
        ("data data", ["data"]),
        ("“CI/CD”", ["ci/cd"]),
        ("'; DROP TABLE", ["drop", "table"]),
        ("% _ \\ 🚀 / .", []),
        ("  ", []),
    ],
)
def test_a_query_is_its_telling_words(query, words):
    assert [term.word for term in terms_of(query)] == words


def test_no_query_is_too_long():
    assert len(terms_of(" ".join(map(str, range(5000))))) == MOST_TERMS
    assert len(terms_of("x" * 10_000)[0].word) == 200


@pytest.mark.parametrize(
    ("word", "text", "fit"),
    [
        ("design", "System design", Fit.WORD),
        ("design", "Design systems", Fit.WORD),
        ("databases", "A database", Fit.STEM),
        ("database", "SQL databases", Fit.STEM),
        ("companies", "A company", Fit.STEM),
        ("company", "Two companies", Fit.STEM),
        ("micro", "Microservices", Fit.BEGINNING),
        ("services", "Microservices", Fit.INSIDE),
        ("ci", "CI/CD pipelines", Fit.WORD),
        ("cd", "CI/CD pipelines", Fit.WORD),
        ("js", "Node.js", Fit.WORD),
        ("c", "C++", Fit.BEGINNING),
        ("c", "C", Fit.WORD),
        ("c++", "C++, C#", Fit.WORD),
        ("c#", "C++", None),
        ("go", "Category", None),
        ("語", "日本語", Fit.INSIDE),
        ("companion", "Two companies", None),
    ],
)
def test_how_a_word_fits_a_text(word, text, fit):
    assert Term(word).fit(f" {fold(text)} ") == fit


@pytest.mark.parametrize(
    ("word", "text", "held"),
    [
        ("database", "two databases", ["databases"]),
        ("data", "data and databases", ["data", "data"]),
        ("services", "microservices", ["services"]),
        ("c", "c++ and c", ["c", "c"]),
        ("ci/cd", "our ci/cd pipelines", ["ci/cd"]),
        ("go", "category", []),
    ],
)
def test_where_a_text_holds_a_word(word, text, held):
    assert [text[start:end] for start, end in Term(word).spans(text)] == held
