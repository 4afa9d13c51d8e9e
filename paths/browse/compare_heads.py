"""The heads of the columns of a comparison: the level, its years and pay on one scale, and where it can move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from paths.browse.ladder import Bar, PayLine, hues_of
from paths.browse.selection import Choice, compare_address
from paths.documents.comparison import pay_change
from paths.ladders.comparison import Comparison
from paths.ladders.content import EditionContent, Profile
from paths.pay.figures import PayFigure
from paths.shared.scales import Scale

Chosen = Sequence[tuple[Choice, EditionContent, Profile]]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: the level, and the addresses that move it or take it out."""

    choice: Choice
    profile: Profile
    short: str
    hue: int
    pay: PayLine | None
    pay_change: str
    years_bar: Bar | None
    pay_bar: Bar | None
    left: str
    right: str
    without: str


def heads_of(
    chosen: Chosen,
    figures: list[PayFigure | None],
    comparison: Comparison,
    shorts: list[str],
    show: str,
) -> tuple[Head, ...]:
    """The heads of the levels chosen. Bars share one scale; pay in another currency stays in words."""
    addresses = [choice.address for choice, _content, _profile in chosen]
    currency = next((figure.currency for figure in figures if figure), "")
    pay_scale = Scale.over(
        [end for f in figures if f and f.currency == currency for end in (f.minimum, f.maximum or f.minimum)]
    )
    years = [end for *_others, p in chosen for end in (p.years_min, p.years_max) if end is not None]
    years_scale = Scale.over([Decimal(0), *years]) if years else None
    heads = []
    for i, ((choice, content, profile), figure) in enumerate(zip(chosen, figures, strict=True)):
        drawn = figure if figure and figure.currency == currency else None
        heads.append(
            Head(
                choice=choice,
                profile=profile,
                short=shorts[i],
                hue=hues_of(content.profiles)[profile.level_id],
                pay=PayLine.of(figure) if figure else None,
                pay_change=pay_change(comparison.columns[i]),
                years_bar=_bar(years_scale, profile.years_min, profile.years_max, profile.years_max is None),
                pay_bar=_bar(pay_scale, drawn.minimum, drawn.maximum, drawn.and_above) if drawn else None,
                left=compare_address(_swapped(addresses, i - 1), show) if i else "",
                right=compare_address(_swapped(addresses, i), show) if i + 1 < len(addresses) else "",
                without=compare_address(addresses[:i] + addresses[i + 1 :], show),
            )
        )
    return tuple(heads)


def _swapped(addresses: list[str], i: int) -> list[str]:
    return [*addresses[:i], addresses[i + 1], addresses[i], *addresses[i + 2 :]]


def _bar(scale: Scale | None, low: Decimal | None, high: Decimal | None, fades: bool) -> Bar | None:
    if scale is None or low is None:
        return None
    end = scale.high if high is None else high
    return Bar(scale.place(low), scale.width(low, max(end, low)), fades or high is None)
