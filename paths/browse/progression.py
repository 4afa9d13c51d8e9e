"""How pay progresses from a level: its range, the next ones, and what they ask beyond it. No request, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from paths.browse.ladder import Bar, Pay, PayLine, hues_of
from paths.browse.moves import nearest_rank
from paths.browse.selection import compare_address
from paths.documents.comparison import group_label, mark_words
from paths.ladders.choices import Place
from paths.ladders.compare import compare
from paths.ladders.comparison import Column, Mark, Statement
from paths.ladders.content import Custom, EditionContent, Profile
from paths.pay.figures import PayFigure
from paths.shared.scales import Scale


@dataclass(frozen=True, slots=True)
class PayRange:
    """A figure in words and drawn to scale beside those of the other levels in its place and currency."""

    line: PayLine
    bar: Bar


@dataclass(frozen=True, slots=True)
class PaidProfile:
    """A level and the ranges its reader sees. `is_hidden`: whether it has any is not for this reader."""

    profile: Profile
    hue: int
    ranges: tuple[PayRange, ...]
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """A statement that the next level asks beyond this one: new, or deeper than here."""

    statement: Statement
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class NextLevel:
    """A level one rung up: its criteria beyond this one by kind and category, and how many stay as they are."""

    profile: Profile
    groups: tuple[tuple[str, tuple[Criterion, ...]], ...]
    carried: int
    compare: str

    @property
    def count(self) -> int:
        return sum(len(criteria) for _label, criteria in self.groups)


@dataclass(frozen=True, slots=True)
class Progression:
    """Everything the page of pay progression shows. `decided` is what the ladder says of pay beside the figures."""

    content: EditionContent
    profile: Profile
    levels: tuple[PaidProfile, ...]
    next_levels: tuple[NextLevel, ...]
    decided: tuple[Custom, ...]

    @property
    def is_hidden(self) -> bool:
        return any(level.is_hidden for level in self.levels)

    @property
    def is_highest(self) -> bool:
        return not self.next_levels


def progression_of(content: EditionContent, profile: Profile, pay: Pay, visible: Iterable[int]) -> Progression:
    """The progression from `profile` of `content`, with the pay its reader may see: that of the level ids `visible`."""
    above, visible = nearest_rank(content, profile, above=True), set(visible)
    shown = (profile, *above)
    scales = _scales(figure for level in shown for figure in pay.get(level.level_id, ()))
    hues = hues_of(content.profiles)
    return Progression(
        content=content,
        profile=profile,
        levels=tuple(
            PaidProfile(
                level,
                hues[level.level_id],
                tuple(_range(figure, scales) for figure in pay.get(level.level_id, ())),
                level.level_id not in visible,
            )
            for level in shown
        ),
        next_levels=tuple(_next(content, profile, level) for level in above),
        decided=tuple(part for part in profile.custom if part.place == Place.PAY),
    )


def _scales(figures: Iterable[PayFigure]) -> dict[tuple[str, str], Scale | None]:
    """(location, currency) -> the scale of the figures there."""
    ends: dict[tuple[str, str], list[Decimal]] = {}
    for figure in figures:
        ends.setdefault((figure.location, figure.currency), []).extend([figure.minimum, _end(figure)])
    return {where: Scale.over(values) for where, values in ends.items()}


def _end(figure: PayFigure) -> Decimal:
    return figure.minimum if figure.maximum is None else figure.maximum


def _range(figure: PayFigure, scales: dict[tuple[str, str], Scale | None]) -> PayRange:
    scale = scales[figure.location, figure.currency]
    fades = figure.and_above or figure.maximum is None
    return PayRange(
        PayLine.of(figure), Bar(scale.place(figure.minimum), scale.width(figure.minimum, _end(figure)), fades)
    )


def _next(content: EditionContent, profile: Profile, level: Profile) -> NextLevel:
    comparison, words = compare([Column(profile), Column(level)]), mark_words()
    groups = []
    for group in comparison.groups:
        asked = [line.cells[1] for line in group.lines if line.cells[1]]
        criteria = tuple(
            Criterion(each, str(each.mark), words[each.mark]) for each in asked if each.mark in (Mark.NEW, Mark.DEEPER)
        )
        if criteria:
            groups.append((group_label(group.kind, group.category), criteria))
    addresses = [f"{content.role_slug}/{slug}" for slug in (profile.slug, level.slug)]
    return NextLevel(level, tuple(groups), comparison.columns[1].counts.carried, compare_address(addresses))
