"""What the career map of a job family shows, put together from what the rooms below know. No request in here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from paths.browse.career_map import CareerMap, draw
from paths.browse.ladder import Pay, PayLine, hues_of
from paths.browse.library import Library, WrittenMove
from paths.browse.map_arrows import Joint
from paths.browse.map_marks import Row, Span, Stop
from paths.browse.places import Place, Places
from paths.ladders.models import Edition
from paths.ladders.neighbours import LevelSummary
from paths.ladders.slugs import short_title
from paths.shared.formats import SIGNS, amount, plain

YEARS, PAY = "years", "pay"


@dataclass(frozen=True, slots=True)
class FamilyRung:
    """A rung of the family, and its pay in words if it is to be seen."""

    level: LevelSummary
    hue: int
    pay: PayLine | None


@dataclass(frozen=True, slots=True)
class FamilyLadder:
    """A ladder of the family. Rungs come lowest first."""

    role: str
    slug: str
    rungs: tuple[FamilyRung, ...]


@dataclass(frozen=True, slots=True)
class FamilyMove:
    """A written transition that begins or ends in the family; addresses are "" where there is no such page."""

    move: WrittenMove
    source_url: str
    target_url: str


@dataclass(frozen=True, slots=True)
class DrawnLadder:
    """A ladder and its row of the picture, with the rungs beside their marks."""

    ladder: FamilyLadder
    row: Row
    stops: tuple[tuple[Stop, FamilyRung], ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """Everything the page shows. `ticks` are the lines of the scale (place, label); `has_pay`: some pay is visible."""

    name: str
    slug: str
    by: str
    has_pay: bool
    ladders: tuple[DrawnLadder, ...]
    picture: CareerMap
    ticks: tuple[tuple[int, str], ...]
    moves: tuple[FamilyMove, ...]


def family_roles(slug: str) -> tuple[str, dict[str, str]]:
    """The name of a job family, and its published roles by address; ("", {}) if there are none. One query."""
    rows = (
        Edition.objects.published()
        .filter(role__family__slug=slug)
        .order_by("role__name")
        .values_list("role__family__name", "role__slug", "role__name")
    )
    name, roles = "", {}
    for name, role_slug, role in rows:  # noqa: B007
        roles[role_slug] = role
    return name, roles


def family_view(
    name: str, slug: str, roles: Mapping[str, str], library: Library, written: Iterable[WrittenMove], pay: Pay, by: str
) -> FamilyView:
    """The map of `roles`, by years or, if there is pay its reader may see, by pay."""
    by = PAY if by == PAY and any(pay.values()) else YEARS
    ladders = tuple(_ladder(role, role_slug, library, pay if by == PAY else {}) for role_slug, role in roles.items())
    currency = _commonest(pay)
    spans = [[_span(rung, pay, by, currency) for rung in ladder.rungs] for ladder in ladders]
    places = Places(library.roles, library.levels.values())
    found = [(move, places.find(move.source), places.find(move.target)) for move in written]
    rows = {role_slug: n for n, role_slug in enumerate(roles)}
    picture = draw(spans, [joined for move, *ends in found if (joined := _joined(move, *ends, rows))])
    return FamilyView(
        name=name,
        slug=slug,
        by=by,
        has_pay=any(pay.values()),
        ladders=tuple(
            DrawnLadder(ladder, row, tuple(zip(row.stops, ladder.rungs, strict=True)))
            for ladder, row in zip(ladders, picture.rows, strict=True)
        ),
        picture=picture,
        ticks=tuple((tick.x, _label(tick.value, by, currency)) for tick in picture.ticks),
        moves=tuple(
            FamilyMove(move, _url(source), _url(target))
            for move, source, target in found
            if any(place and place.role_slug in roles for place in (source, target))
        ),
    )


def _ladder(role: str, role_slug: str, library: Library, pay: Pay) -> FamilyLadder:
    levels = sorted(
        (level for level in library.levels.values() if level.role_slug == role_slug),
        key=lambda level: (level.rank, level.level_id),
    )
    hues = hues_of(levels)
    return FamilyLadder(
        role,
        role_slug,
        tuple(
            FamilyRung(
                level,
                hues[level.level_id],
                next((PayLine.of(figure) for figure in pay.get(level.level_id, ())), None),
            )
            for level in levels
        ),
    )


def _commonest(pay: Pay) -> str:
    currencies = Counter(figures[0].currency for figures in pay.values() if figures)
    return min(currencies, key=lambda currency: (-currencies[currency], currency), default="")


def _span(rung: FamilyRung, pay: Pay, by: str, currency: str) -> Span:
    level = rung.level
    label = short_title(level.title, level.role)
    if by == YEARS:
        return Span(level.level_id, label, level.years_min, level.years_max, fades=level.years_max is None)
    figure = next((figure for figure in pay.get(level.level_id, ()) if figure.currency == currency), None)
    if figure is None:
        return Span(level.level_id, label, None, None)
    end = figure.maximum or figure.minimum
    return Span(level.level_id, label, figure.minimum, end, fades=figure.and_above or not figure.maximum)


def _joined(
    move: WrittenMove, source: Place | None, target: Place | None, rows: Mapping[str, int]
) -> tuple[Joint, Joint, str] | None:
    if not source or not target or source.role_slug not in rows or target.role_slug not in rows:
        return None
    ends = [Joint(rows[place.role_slug], place.level and place.level.level_id) for place in (source, target)]
    return ends[0], ends[1], f"{move.source} → {move.target}"


def _url(place: Place | None) -> str:
    if place is None:
        return ""
    if place.level:
        return reverse("level", args=[place.role_slug, place.level.slug])
    return reverse("role", args=[place.role_slug])


def _label(value: object, by: str, currency: str) -> str:
    return plain(value) if by == YEARS else f"{SIGNS.get(currency, f'{currency} ')}{amount(value)}"
