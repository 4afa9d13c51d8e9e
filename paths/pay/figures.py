"""Pay as it is written in words, and as figures. Pure: text in, frozen values out, and back.

What can be understood in two ways is refused, never guessed: no currency, "$1.250M", pay per month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from paths.pay.currencies import CODES, SHARED_SIGNS, SIGNS, WRITTEN_SIGNS
from paths.shared.formats import amount, money_range

LARGEST = Decimal(10) ** 12
LONGEST = 500
_FACTORS = {"": 1, "K": 1_000, "M": 1_000_000}
_CENT = Decimal("0.01")

_GAP = "[ \u00a0\u2009\u202f]"
_CURRENCY = "|".join([r"[A-Za-z]{3}(?![A-Za-z])", *map(re.escape, sorted(SIGNS, key=len, reverse=True))])
_DASH = rf"{_GAP}*(?:[-‐‑‒–—−]|\bto\b){_GAP}*"


def _amount_pattern(n: int) -> str:
    return (
        rf"(?:(?P<before{n}>{_CURRENCY}){_GAP}*)?(?P<number{n}>[0-9](?:(?:[.,'’]|{_GAP}+)?[0-9])*)"
        rf"{_GAP}*(?P<suffix{n}>(?:[KkMm](?![A-Za-z]))?){_GAP}*(?P<plus{n}>\+?)"
        rf"(?:{_GAP}*(?P<after{n}>{_CURRENCY}))?(?P<late{n}>\+?)"
    )


_YEARLY = r"(?:(?:per|a|/) ?(?:year|annum)|annually|yearly|p\. ?a\.)"
_PAY = re.compile(rf"{_amount_pattern(1)}(?:{_DASH}{_amount_pattern(2)})?(?:,?{_GAP}*(?P<yearly>{_YEARLY}))?")
# How a number may be set: the separator of its thousands, and that of its decimals.
_GROUPED = [
    (re.compile(rf"[1-9][0-9]{{0,2}}(?:{thousands}[0-9]{{3}})+(?:{decimals}[0-9]{{1,2}})?"), decimals)
    for thousands, decimals in ((",", r"\."), (r"\.", ","), ("['’]", "[.,]"), (_GAP, "[.,]"))
] + [(re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]{1,2})?"), r"\.")]
_UNGROUPED = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
_TWO_WAYS = re.compile(r"[0-9]+[.,][0-9]{3}")
_NOT_YEARLY = re.compile(r"(?:\bper|/)\s*(?:hour|day|week|month)\b|\b(?:hourly|daily|weekly|monthly)\b", re.IGNORECASE)
_NOT_PLACES = {"base", "bonus", "commission", "equity", "ote", "salary", "signing", "stock", "total", "variable"}


@dataclass(frozen=True, slots=True)
class PayFigure:
    """A range of yearly pay in whole units of an ISO 4217 currency.

    `maximum` None: no top is named. `and_above`: the top is not a cap ("$300K+"). `location` empty: everywhere.
    """

    minimum: Decimal
    maximum: Decimal | None
    currency: str
    and_above: bool = False
    note: str = ""
    location: str = ""

    @property
    def text(self) -> str:
        """The range as people read it, without note and location: "€140K – 200K"."""
        return money_range(self.minimum, self.maximum, self.currency, self.and_above)


class ReversedPay(ValueError):
    """Raised for pay whose maximum is below its minimum."""


def read_pay(text: str) -> PayFigure:
    """The figure that `text` names, such as "$70K-$100K USD (plus equity)" or "Berlin: €65,000 – €80,000".

    Raises ReversedPay if the maximum is below the minimum, and ValueError, with a sentence for people, for everything
    else that cannot be read in exactly one way.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise ValueError(_("This is too long to be a pay range."))
    figure = _read(text)
    if figure is None:
        location, colon, rest = text.partition(":")
        figure = _read(rest.strip(), location.strip()) if colon else None
    if figure is None:
        raise ValueError(_("“%(text)s” is not a pay range. Write it like “$70K-$100K USD (note)”.") % {"text": text})
    return figure


def read_amount(text: str) -> Decimal:
    """An amount of money without a currency: "65000", "65,000.50". Raises ValueError with a sentence for people."""
    return _number(text, "")


def write_pay(figure: PayFigure) -> str:
    """The figure as a document says it: "$70K-$100K USD (plus equity)", with its location in front if it has one."""
    amounts = [figure.minimum] if figure.maximum is None else [figure.minimum, figure.maximum]
    texts = [amount(number) for number in amounts]
    if len({text[-1] in "KM" for text in texts}) > 1:
        # "500-1K" would be read as 500K: a suffix counts for both ends.
        texts = [f"{number:,.2f}".removesuffix(".00") for number in amounts]
    sign = WRITTEN_SIGNS.get(figure.currency, "")
    pay = "-".join(sign + text for text in texts) + ("+" if figure.and_above else "") + f" {figure.currency}"
    where = f"{figure.location}: " if figure.location else ""
    return where + pay + (f" ({figure.note})" if figure.note else "")


def _read(text: str, location: str = "") -> PayFigure | None:
    """The figure; None if `text` does not look like one, ValueError if it does and makes no sense."""
    pay, bracket, note = text.partition("(")
    found = _PAY.fullmatch(pay.rstrip())
    if not found or (bracket and not note.endswith(")")):
        return None
    note = ", ".join(filter(None, [found["yearly"], note[:-1].strip()]))
    if _NOT_YEARLY.search(note):
        raise ValueError(_("Pay is kept per year, and this is not. Write what it is per year."))
    if _NOT_PLACES & set(location.casefold().split()):
        raise ValueError(_("“%(what)s” is a part of the pay, not a place.") % {"what": location})
    currency = _currency([found[f"{side}{n}"] for n in (1, 2) for side in ("before", "after")])
    minimum, maximum = _range(found)
    last = 1 if maximum is None else 2
    if last == 2 and (found["plus1"] or found["late1"]):
        raise ValueError(_("A “+” belongs after the higher figure."))
    return PayFigure(minimum, maximum, currency, bool(found[f"plus{last}"] or found[f"late{last}"]), note, location)


def _currency(tokens: list[str | None]) -> str:
    signs = {token for token in tokens if token in SIGNS}
    codes = {_code(token) for token in tokens if token and token not in SIGNS}
    meant = codes or {SIGNS[sign] for sign in signs}
    if not meant:
        raise ValueError(_("The currency is missing. Add its sign or its three letters, such as “USD”."))
    currency = meant.pop()
    if meant or any(SIGNS[sign] != currency and sign not in SHARED_SIGNS for sign in signs):
        raise ValueError(_("Two different currencies are named. Write one line for each."))
    return currency


def _code(token: str) -> str:
    code = token.upper()
    # In small letters "all", "top" and "try" are words before they are currencies.
    if code not in CODES or (token != code and code not in SIGNS.values()):
        raise ValueError(_("“%(code)s” is not a currency. Use its three letters, such as “USD”.") % {"code": token})
    return code


def _range(found: re.Match[str]) -> tuple[Decimal, Decimal | None]:
    low, low_suffix = found["number1"], found["suffix1"].upper()
    high, high_suffix = found["number2"], (found["suffix2"] or "").upper()
    if high is None:
        return _number(low, low_suffix), None
    maximum = _number(high, high_suffix)
    shared = bool(high_suffix and not low_suffix and low.isdigit() and len(low) <= 3)
    minimum = _number(low, high_suffix if shared else low_suffix)
    if minimum > maximum:
        if shared or bool(low_suffix) != bool(high_suffix):
            raise ValueError(_("It is not clear whether both figures are thousands. Write “K” after both or neither."))
        raise ReversedPay(_("The maximum pay is below the minimum. Write the lower figure first."))
    return minimum, maximum


def _number(text: str, suffix: str) -> Decimal:
    digits = _plain_digits(text)
    if digits is None or (suffix and _TWO_WAYS.fullmatch(text)):
        raise ValueError(_("“%(text)s” can be read in more than one way.") % {"text": text + suffix})
    value = Decimal(digits) * _FACTORS[suffix] if len(digits) <= 16 else LARGEST
    if value >= LARGEST:
        raise ValueError(_("“%(text)s” is too large to be pay.") % {"text": text + suffix})
    if value % _CENT:
        raise ValueError(_("Pay can have two decimals at most."))
    return Decimal(int(value)) if value == int(value) else value


def _plain_digits(text: str) -> str | None:
    """ "65.000,50" as "65000.50"; None if the separators make no sense."""
    if _UNGROUPED.fullmatch(text):
        return text.replace(",", ".")
    for pattern, decimals in _GROUPED:
        if pattern.fullmatch(text):
            whole, *cents = re.split(rf"{decimals}(?=[0-9]{{1,2}}\Z)", text, maxsplit=1)
            return ".".join(["".join(filter(str.isdigit, whole)), *cents])
    return None
