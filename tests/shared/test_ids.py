import pytest
from django.urls import get_resolver

from paths.shared.ids import as_id
from tests.hostile import routes


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), (7, 7), ("007", 7), (str(2**63 - 1), 2**63 - 1)],
)
def test_ascii_digits_are_the_number_of_a_row(text, number):
    assert as_id(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", None, "-1", "+1", "1_0", "1.0", " 1", "²", "٣", "１", "1\n", str(2**63), "9" * 25, "9" * 4301]
)
def test_nothing_else_is(text):
    assert as_id(text) is None


def test_every_number_in_an_address_is_read_by_our_converter():
    assert [route for route in routes(get_resolver().url_patterns) if "<int:" in route] == []
