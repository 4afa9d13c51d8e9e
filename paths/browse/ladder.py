"""What the page of a ladder shows, put together from what the rooms below know. No request in here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from paths.browse.links import RoleLinks
from paths.ladders.content import Custom, EditionContent, Move, Profile, Question
from paths.pay.figures import PayFigure
from paths.shared.formats import money_range
from paths.shared.scales import Scale, hue, percent

Pay = Mapping[int, tuple[PayFigure, ...]]


@dataclass(frozen=True, slots=True)
class PayLine:
    """A figure in words."""

    text: str
    currency: str
    note: str
    location: str

    @classmethod
    def of(cls, figure: PayFigure) -> PayLine:
        text = money_range(figure.minimum, figure.maximum, figure.currency, figure.and_above)
        return cls(text, figure.currency, figure.note, figure.location)


@dataclass(frozen=True, slots=True)
class Bar:
    """A pay range drawn to scale: places in percent of the width; `fades` where it has no fixed top."""

    x: str
    width: str
    fades: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """One level on the rail."""

    profile: Profile
    hue: int
    pay: PayLine | None
    bar: Bar | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class DayPart:
    """One line of a day: where its segment lies if its share is known."""

    activity: str
    percent: str
    x: str
    width: str
    hue: int


@dataclass(frozen=True, slots=True)
class LevelView:
    """The chosen level in full."""

    profile: Profile
    number: int
    count: int
    hue: int
    pay: tuple[PayLine, ...]
    day: tuple[DayPart, ...]
    above: tuple[Profile, ...]
    extra: Mapping[str, list[Custom]]


@dataclass(frozen=True, slots=True)
class Questions:
    """Interview questions that stand under one heading, and the level they begin at."""

    heading: str
    level: Profile | None
    and_above: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class LinkedMove:
    """A transition whose ends are addresses where a role of that name is published ("" otherwise)."""

    move: Move
    source_url: str
    target_url: str


@dataclass(frozen=True, slots=True)
class LadderView:
    """Everything the page of a ladder shows. Rungs come highest first."""

    content: EditionContent
    rungs: tuple[Rung, ...]
    level: LevelView | None
    interview: tuple[Questions, ...]
    transitions: tuple[LinkedMove, ...]
    extra: Mapping[str, list[Custom]]


def ladder_view(content: EditionContent, chosen: Profile | None, pay: Pay, links: RoleLinks) -> LadderView:
    """The page of `content` with the level `chosen` opened, and the pay its reader may see."""
    return LadderView(
        content=content,
        rungs=rungs_of(content, chosen, pay),
        level=level_view(content, chosen, pay) if chosen else None,
        interview=interview_of(content),
        transitions=tuple(
            LinkedMove(move, links.find(move.source, content.role_slug), links.find(move.target, content.role_slug))
            for move in content.transitions
        ),
        extra=by_place(content.custom),
    )


def hues_of(profiles: Iterable[Profile]) -> dict[int, int]:
    """level id -> the hue of its rank; levels of one rank share theirs."""
    profiles = list(profiles)
    ranks = sorted({profile.rank for profile in profiles})
    return {profile.level_id: hue(ranks.index(profile.rank), len(ranks)) for profile in profiles}


def rungs_of(content: EditionContent, chosen: Profile | None, pay: Pay) -> tuple[Rung, ...]:
    """The rail, highest rung first, its bars on one scale. Pay in a rarer currency stays in words."""
    figures = {level_id: of_level[0] for level_id, of_level in pay.items() if of_level}
    currencies = Counter(figure.currency for figure in figures.values())
    drawn = currencies.most_common(1)[0][0] if currencies else ""
    scale = Scale.over(
        [end for f in figures.values() if f.currency == drawn for end in (f.minimum, f.maximum or f.minimum)]
    )
    hues = hues_of(content.profiles)
    return tuple(
        Rung(
            profile=profile,
            hue=hues[profile.level_id],
            pay=PayLine.of(figure) if figure else None,
            bar=_bar(figure, scale) if figure and scale and figure.currency == drawn else None,
            chosen=profile == chosen,
        )
        for profile in reversed(content.profiles)
        for figure in [figures.get(profile.level_id)]
    )


def interview_of(content: EditionContent) -> tuple[Questions, ...]:
    """The interview questions under their headings, in order."""
    by_level = {profile.level_id: profile for profile in content.profiles}
    return tuple(
        Questions(heading, by_level.get(level), above, tuple(questions))
        for (heading, level, above), questions in groupby(
            content.questions, key=lambda question: (question.heading, question.level_id, question.and_above)
        )
    )


def by_place(custom: Iterable[Custom]) -> Mapping[str, list[Custom]]:
    """place -> the custom sections that stand after it, in order."""
    found: dict[str, list[Custom]] = defaultdict(list)
    for part in custom:
        found[str(part.place)].append(part)
    return dict(found)


def level_view(content: EditionContent, chosen: Profile, pay: Pay) -> LevelView:
    """The level `chosen` in full, with the pay its reader may see."""
    higher = [profile.rank for profile in content.profiles if profile.rank > chosen.rank]
    return LevelView(
        profile=chosen,
        number=1 + [profile.level_id for profile in content.profiles].index(chosen.level_id),
        count=len(content.profiles),
        hue=hues_of(content.profiles)[chosen.level_id],
        pay=tuple(PayLine.of(figure) for figure in pay.get(chosen.level_id, ())),
        day=_day(chosen),
        above=tuple(profile for profile in content.profiles if higher and profile.rank == min(higher)),
        extra=by_place(chosen.custom),
    )


def _day(profile: Profile) -> tuple[DayPart, ...]:
    known = [share for share in profile.shares if share.percent]
    whole = max(sum(share.percent or 0 for share in known), 100)
    parts, start = [], 0
    for share in profile.shares:
        if not share.percent:
            parts.append(DayPart(share.activity, "", "", "", 0))
            continue
        at = percent(100 * start / whole)
        shade = 10 - hue(known.index(share), len(known))
        parts.append(DayPart(share.activity, percent(share.percent), at, percent(100 * share.percent / whole), shade))
        start += share.percent
    return tuple(parts)


def _bar(figure: PayFigure, scale: Scale) -> Bar:
    end = figure.maximum or figure.minimum
    return Bar(scale.place(figure.minimum), scale.width(figure.minimum, end), figure.and_above or not figure.maximum)
