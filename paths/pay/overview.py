"""All bands of a role: what is in force and what is planned, drawn and in words, one picture for each place. Levels of
its ladder that have no band anywhere stand in each of them without one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from paths.pay.levels import UNRANKED, PaidLevel, paid_levels
from paths.pay.lint import form_for
from paths.pay.models import SalaryBand
from paths.pay.picture import Dated, Meeting, PaidRung, Picture, Step, draw
from paths.shared.formats import money_range


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A level in words: its range, how that meets the level below, and what is planned."""

    level: PaidLevel
    now: str
    steps: tuple[str, ...]
    planned: tuple[Dated, ...]

    @property
    def form_url(self) -> str:
        """The form of a first band, for a level without one; "" for others."""
        return "" if self.now or self.planned else form_for(self.level.id)


@dataclass(frozen=True, slots=True)
class Overview:
    """The bands of a role in one place and currency."""

    picture: Picture
    rows: tuple[OverviewRow, ...]

    @property
    def has_planned(self) -> bool:
        return any(row.planned for row in self.rows)


def overviews_of(role_id: int) -> tuple[Overview, ...]:
    """A picture for each place and currency that the role is paid in, everywhere first. Three queries."""
    levels = paid_levels(role=role_id)
    bands: dict[tuple[str, str], dict[int, list[Dated]]] = defaultdict(lambda: defaultdict(list))
    of_role = SalaryBand.objects.filter(level__role=role_id)
    for band in of_role.in_force().order_by("location", "currency", "pk"):
        bands[band.location, band.currency][band.level_id].append(Dated(band.figure))
    for band in of_role.planned():
        bands[band.location, band.currency][band.level_id].append(Dated(band.figure, band.effective_on))
    paid = {level_id for by_level in bands.values() for level_id in by_level}
    unpaid = {level.id for level in levels.values() if level.rank != UNRANKED} - paid
    return tuple(
        _overview([level for level in levels.values() if level.id in by_level or level.id in unpaid], by_level, *where)
        for where, by_level in sorted(bands.items())
    )


def step_in_words(step: Step, currency: str) -> str:
    """ "Overlaps Mid-Level by €5K", "€5K between Mid-Level and this"."""
    size = money_range(step.size, step.size, currency, and_above=False)
    said = {
        Meeting.OVERLAP: _("Overlaps %(below)s by %(size)s"),
        Meeting.GAP: _("Gap of %(size)s above %(below)s"),
        Meeting.TOUCH: _("Begins where %(below)s ends"),
        Meeting.OPEN: _("Meets %(below)s, which has no upper end"),
        Meeting.BELOW: _("Starts %(size)s below %(below)s"),
    }
    return said[step.meeting] % {"below": step.below, "size": size}


def _overview(levels: Sequence[PaidLevel], by_level: dict[int, list[Dated]], location: str, currency: str) -> Overview:
    rungs = [PaidRung(level.short, level.rank, tuple(by_level.get(level.id, ()))) for level in levels]
    picture = draw(rungs, location, currency)
    rows = (
        OverviewRow(
            level,
            row.rung.now.text if row.rung.now else "",
            tuple(step_in_words(drawn.step, currency) for drawn in row.steps),
            row.rung.planned,
        )
        for level, row in zip(levels, picture.rows, strict=True)
    )
    return Overview(picture, tuple(rows))
