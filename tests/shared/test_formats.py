from decimal import Decimal

import pytest

from paths.shared.formats import amount, money_range, years


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("4", "7", "4–7 years"),
        ("10", None, "10+ years"),
        ("0.5", "2.0", "0.5–2 years"),
        ("1", "1", "1 year"),
        (None, None, ""),
    ],
)
def test_years_read_as_people_write_them(low, high, text):
    assert years(low and Decimal(low), high and Decimal(high)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("70000", "70K"),
        ("1200000", "1.2M"),
        ("1250000", "1.25M"),
        ("1255000", "1255K"),
        ("65432", "65,432"),
        ("999.50", "999.50"),
    ],
)
def test_amounts_are_short_where_nothing_is_lost(number, text):
    assert amount(Decimal(number)) == text


@pytest.mark.parametrize(
    ("minimum", "maximum", "currency", "above", "text"),
    [
        (140_000, 200_000, "USD", False, "$140K – 200K"),
        (300_000, 500_000, "USD", True, "$300K – 500K+"),
        (120_000, None, "CHF", True, "CHF 120K+"),
        (65_000, 65_000, "EUR", False, "€65K"),
    ],
)
def test_pay_reads_as_a_range(minimum, maximum, currency, above, text):
    assert money_range(Decimal(minimum), maximum and Decimal(maximum), currency, above) == text
