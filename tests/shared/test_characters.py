"""Characters that are no text."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from paths.shared.characters import without_controls
from paths.shared.middleware import drop_controls


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Run the oven", "Run the oven"),
        ("Rôle\t…\r\nof 🥐", "Rôle\t…\r\nof 🥐"),
        ("Rye\x02 is in\x7f.\x00\ufffe\uffff", "Rye is in."),
        ("Rye\x0bSpelt\x0cOats\x1fWheat", "Rye Spelt Oats Wheat"),
    ],
)
def test_what_nobody_sees_is_taken_out(text, left):
    assert without_controls(text) == left


def arrives(**sent):
    """What a view gets to see of a form."""
    seen = []
    drop_controls(lambda request: seen.append(request.POST))(RequestFactory().post("/", sent))
    return seen[0]


def test_no_form_brings_it_in():
    arrived = arrives(note="Rye\x02 is in.", words=["a\x0bb", "c"], plain="Run\r\nthe oven")
    assert arrived["note"] == "Rye is in."
    assert arrived.getlist("words") == ["a b", "c"]
    assert arrived["plain"] == "Run\r\nthe oven"
    with pytest.raises(AttributeError, match="immutable"):
        arrived["note"] = "Another"


def test_a_password_and_what_forms_refuse_stay_as_they_are():
    assert arrives(password="s\x02cret", note="a\x00\x02b") == QueryDict("password=s%02cret&note=a%00%02b")
