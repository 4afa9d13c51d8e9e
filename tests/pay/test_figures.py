"""Pay in words and in figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.pay.currencies import CODES
from paths.pay.figures import PayFigure, ReversedPay, read_pay, write_pay


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "currency"),
    [
        ("$70K-$100K USD", 70_000, 100_000, "USD"),
        ("€65,000 – €80,000", 65_000, 80_000, "EUR"),
        ("£1.2M", 1_200_000, None, "GBP"),
        ("$70-100K", 70_000, 100_000, "USD"),
        ("$70-$100k", 70_000, 100_000, "USD"),
        ("70-100k€", 70_000, 100_000, "EUR"),
        ("65.000 €", 65_000, None, "EUR"),
        ("65.000,50 €", "65000.50", None, "EUR"),
        ("CHF 120'000", 120_000, None, "CHF"),
        ("CHF 120’000 to 140’000", 120_000, 140_000, "CHF"),
        ("120 000 PLN", 120_000, None, "PLN"),
        ("120\u202f000\u00a0zł", 120_000, None, "PLN"),
        ("USD 100k", 100_000, None, "USD"),
        ("USD 70K — USD 100K", 70_000, 100_000, "USD"),
        ("$100K CAD", 100_000, None, "CAD"),
        ("C$90,000", 90_000, None, "CAD"),
        ("₹12,00,000", 1_200_000, None, "INR"),
        ("$70K - 100,000", 70_000, 100_000, "USD"),
        ("$800K-$1.2M", 800_000, 1_200_000, "USD"),
        ("€45.50", "45.50", None, "EUR"),
        ("€45,5", "45.5", None, "EUR"),
        ("70k usd", 70_000, None, "USD"),
    ],
)
def test_pay_is_read_in_many_spellings(text, minimum, maximum, currency):
    figure = read_pay(text)
    assert figure == PayFigure(Decimal(minimum), None if maximum is None else Decimal(maximum), currency)
    assert all(isinstance(number, Decimal) for number in (figure.minimum, figure.maximum) if number is not None)


@pytest.mark.parametrize("text", ["$300K-$500K+ USD", "$300K-$500K USD+", "$300K – $500K +"])
def test_a_plus_means_that_the_top_is_no_cap(text):
    assert read_pay(text) == PayFigure(Decimal(300_000), Decimal(500_000), "USD", and_above=True)


def test_a_plus_without_a_maximum_leaves_the_top_open():
    assert read_pay("$300K+") == PayFigure(Decimal(300_000), None, "USD", and_above=True)


@pytest.mark.parametrize("note", ["plus equity", "a (b) c", "from 2026: more", "4-day week"])
def test_brackets_at_the_end_are_a_note(note):
    assert read_pay(f"$70K USD ({note})").note == note


@pytest.mark.parametrize(
    ("text", "note"),
    [("$70K per year", "per year"), ("$70K USD/year (gross)", "/year, gross"), ("€65,000 p.a.", "p.a.")],
)
def test_words_for_a_year_are_kept_as_a_note(text, note):
    assert read_pay(text).note == note


@pytest.mark.parametrize("location", ["Berlin", "New York City", "Germany (remote)", "Zone 1"])
def test_a_location_stands_before_a_colon(location):
    figure = read_pay(f"{location}: €65,000 – €80,000 (gross)")
    assert (figure.location, figure.minimum, figure.note) == (location, 65_000, "gross")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("competitive", "is not a pay range"),
        ("", "is not a pay range"),
        ("$70K and more", "is not a pay range"),
        ("-$70K", "is not a pay range"),
        ("$70K (plus", "is not a pay range"),
        ("70K-100K", "The currency is missing"),
        ("70K Euro", "is not a pay range"),
        ("70K XYZ", "is not a currency"),
        ("70K-100K all", "is not a currency"),
        ("€70K USD", "Two different currencies"),
        ("$70K-€100K", "Two different currencies"),
        ("$1.250M", "more than one way"),
        ("$1,200K", "more than one way"),
        ("€1.2345", "more than one way"),
        ("€1,2,3", "more than one way"),
        ("$500-1K", "not clear whether both"),
        ("$70K-100", "not clear whether both"),
        ("$70K+-$100K", "belongs after the higher"),
        ("$4K (per month)", "kept per year"),
        ("$40 (hourly)", "kept per year"),
        ("Bonus: $10K", "not a place"),
        ("€0.011K", "more than one way"),
        ("$999999999999K", "too large"),
        ("$" + "9" * 40, "too large"),
        ("$1 " + "x" * 1000, "too long"),
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_refused_with_a_reason(text, why):
    with pytest.raises(ValueError, match=why):
        read_pay(text)


@pytest.mark.parametrize("text", ["$100K-$70K", "€80,000 – €65,000", "Berlin: 2 - 1 EUR"])
def test_a_maximum_below_the_minimum_is_refused(text):
    with pytest.raises(ReversedPay, match="Write the lower figure first"):
        read_pay(text)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (PayFigure(Decimal(70_000), Decimal(100_000), "USD"), "$70K-$100K USD"),
        (PayFigure(Decimal(300_000), Decimal(500_000), "USD", True, "plus equity"), "$300K-$500K+ USD (plus equity)"),
        (PayFigure(Decimal(65_500), Decimal(80_000), "EUR", location="Berlin"), "Berlin: €65,500-€80,000 EUR"),
        (PayFigure(Decimal(500), Decimal(1_000), "PLN"), "500-1,000 PLN"),
        (PayFigure(Decimal("70000.00"), None, "CAD"), "70K CAD"),
        (PayFigure(Decimal("45.5"), None, "GBP"), "£45.50 GBP"),
        (PayFigure(Decimal(900_000), Decimal(1_250_000), "JPY"), "900K-1.25M JPY"),
    ],
)
def test_pay_is_written_short_where_nothing_is_lost(figure, text):
    assert write_pay(figure) == text


amounts = st.one_of(
    st.decimals(0, 10**11, places=2),
    st.integers(0, 10**8).map(lambda number: Decimal(number) * 1000),
)
words = st.text("abcdefghijk", min_size=1, max_size=8)


@given(
    st.tuples(amounts, amounts).map(sorted),
    st.booleans(),
    st.sampled_from(sorted(CODES)),
    st.booleans(),
    st.one_of(st.just(""), words),
    st.one_of(st.just(""), words),
)
def test_what_is_written_is_read_the_same(ends, topped, currency, and_above, note, location):
    figure = PayFigure(ends[0], ends[1] if topped else None, currency, and_above, note, location)
    assert read_pay(write_pay(figure)) == figure


@given(st.one_of(st.text(), st.text("$€ 0123456789.,'-–KMk+()USDEUR:")))
def test_any_text_is_pay_or_refused(text):
    try:
        figure = read_pay(text)
    except ValueError as error:
        assert str(error)
        return
    assert read_pay(write_pay(figure)) == figure
