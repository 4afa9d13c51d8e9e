import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.shared.folding import fold, fold_with_places


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Über", "uber"),
        ("U\u0308ber", "uber"),
        ("ＫＵＢＥＲＮＥＴＥＳ", "kubernetes"),
        ("Straße", "strasse"),
        ("Łódź, Århus, Œuvre", "lodz arhus oeuvre"),
        ("İstanbul", "istanbul"),
        ("C++ and C#", "c++ and c#"),
        ("CI/CD", "ci/cd"),
        ("Node.js, .NET", "node.js .net"),
        ("People’s  “end-to-end”\n tests", "peoples end to end tests"),
        ("100% _safe_ '; DROP", "100 safe drop"),
        ("日本語", "日本語"),
        ("🚀 ❤️", ""),
        ("", ""),
    ],
)
def test_what_does_not_count_is_folded(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_width_and_accents_do_not_count(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(st.text())
def test_every_part_of_the_folded_text_knows_its_place(text):
    folded, places = fold_with_places(text)
    assert " ".join(folded.split()) == fold(text)
    assert len(places) == len(folded)
    assert places == sorted(places)
    assert all(
        fold(text[place]) == "" or letter in fold(text[place]) or letter == " "
        for place, letter in zip(places, folded, strict=True)
    )
