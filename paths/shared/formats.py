"""Ranges and money as people write them. Nothing here knows what they are of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


def plain(number: Decimal) -> str:
    """A decimal without needless zeros: 4.0 gives "4", 0.50 gives "0.5"."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def years(low: Decimal | None, high: Decimal | None) -> str:
    """A range of years: "4–7 years", "10+ years", "1 year", or "" if nothing is known."""
    if low is None:
        return ""
    if high is None:
        return _("%(low)s+ years") % {"low": plain(low)}
    if low == high:
        return ngettext("%(low)s year", "%(low)s years", 1 if low == 1 else 2) % {"low": plain(low)}
    return _("%(low)s–%(high)s years") % {"low": plain(low), "high": plain(high)}


def amount(number: Decimal) -> str:
    """An amount of money, short where nothing is lost: 70000 gives "70K", 1200000 "1.2M", 65432 "65,432"."""
    if number >= 1_000_000 and number % 10_000 == 0:
        return plain(number / 1_000_000) + "M"
    if number >= 1_000 and number % 1_000 == 0:
        return plain(number / 1_000) + "K"
    return f"{number:,.2f}".removesuffix(".00")


def money_range(minimum: Decimal, maximum: Decimal | None, currency: str, and_above: bool) -> str:
    """A range of pay: "$140K – 200K", "$200K – 300K+", "from CHF 120K"."""
    sign = SIGNS.get(currency, f"{currency} ")
    plus = "+" if and_above else ""
    if maximum is None or minimum == maximum:
        return f"{sign}{amount(minimum)}{plus}"
    return f"{sign}{amount(minimum)} – {amount(maximum)}{plus}"


def join_words(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *others, last = words or [""]
    return _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last} if others else last
