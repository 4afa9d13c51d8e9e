"""Reading the levels of a ladder document."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from paths.documents import lines
from paths.documents.blocks import Block, Heading
from paths.documents.document import LevelPart, LevelStatement, SkillGroup, TimeLine
from paths.documents.names import DESIRABLE, DESIRABLE_RESPONSIBILITIES, DESIRABLE_SOFT_SKILLS, LEVEL_LABELS, Names
from paths.documents.parts import Kept, Notes, Slot, Sorter, by_name, by_nothing, settled
from paths.documents.phrases import Years, read_level_heading
from paths.ladders.choices import Place

SLOTS = {
    Place.RESPONSIBILITIES: Slot(Place.RESPONSIBILITIES, lines.level_statements(required=True)),
    DESIRABLE_RESPONSIBILITIES: Slot(Place.RESPONSIBILITIES, lines.level_statements(required=False)),
    Place.SKILLS: Slot(Place.SKILLS, lines.skills(required=True)),
    DESIRABLE: Slot(Place.SKILLS, lines.skills(required=False)),
    Place.SOFT_SKILLS: Slot(Place.SOFT_SKILLS, lines.level_statements(required=True)),
    DESIRABLE_SOFT_SKILLS: Slot(Place.SOFT_SKILLS, lines.level_statements(required=False)),
    Place.DAY: Slot(Place.DAY, lines.time_lines),
}

Cut = list[tuple[Heading, list[Block]]]


def cut(blocks: Iterable[Block], but_at: Names | None = None) -> tuple[list[Block], Cut]:
    """The blocks before the first "###" heading, and each such heading with the blocks under it, but at some names."""
    head: list[Block] = []
    parts: Cut = []
    for block in blocks:
        if isinstance(block, Heading) and block.depth == 3 and not (but_at and but_at.find(block.text)):
            parts.append((block, []))
        else:
            (parts[-1][1] if parts else head).append(block)
    return head, parts


def read_levels(blocks: list[Block], notes: Notes) -> tuple[list[tuple[int, LevelPart]], list[Kept]]:
    """The levels of a section by the lines they begin on, and what stands before the first."""
    head, parts = cut(blocks, but_at=LEVEL_LABELS)
    kept = Sorter(Slot(Place.LEVELS, depth=4), by_nothing, notes).sort(head).kept
    return [(heading.line, _level(heading, under, notes)) for heading, under in parts], kept


def in_order(years: Years, line: int, notes: Notes) -> Years:
    """The years as they are; notes an error if they run backwards."""
    if None not in years and years[0] > years[1]:
        notes.wrong(line, _("The years run backwards. Write the smaller number first."))
    return years


def _level(heading: Heading, blocks: list[Block], notes: Notes) -> LevelPart:
    title, years = read_level_heading(heading.text)
    if not title:
        notes.wrong(heading.line, _("This level has no name. Write it behind the “###”."))
    elif years == (None, None) and title.endswith(("years)", "yrs)")):
        notes.warn(heading.line, _("The years cannot be read. Write them like “(2-4 years)” or “(10+ years)”."))
    in_order(years, heading.line, notes)
    item, paragraph = lines.pay(set())
    slots = SLOTS | {Place.PAY: Slot(Place.PAY, item, paragraph)}
    sorter = Sorter(Slot(Place.SUMMARY, paragraph=lines.paragraph), by_name(LEVEL_LABELS, slots), notes).sort(blocks)
    said = sorter.said
    _check_shares(said[Place.DAY], sorter.first.get(Place.DAY, 0), notes)
    return LevelPart(
        title,
        *years,
        summary="\n\n".join(said[Place.SUMMARY]),
        responsibilities=_required_first(said[Place.RESPONSIBILITIES]),
        skills=_merged(said[Place.SKILLS]),
        soft_skills=_required_first(said[Place.SOFT_SKILLS]),
        day=tuple(said[Place.DAY]),
        pay=tuple(said[Place.PAY]),
        custom=settled(sorter.kept),
    )


def _required_first(found: list[LevelStatement]) -> tuple[LevelStatement, ...]:
    return tuple(sorted(found, key=lambda one: not one.required))


def _merged(groups: list[SkillGroup]) -> tuple[SkillGroup, ...]:
    """One group for each category, required ones first."""
    found: dict[tuple[bool, str], list[SkillGroup]] = {}
    for group in groups:
        found.setdefault((not group.required, group.category), []).append(group)
    return tuple(
        SkillGroup(category, tuple(skill for group in alike for skill in group.skills), not desirable)
        for (desirable, category), alike in sorted(found.items(), key=lambda item: item[0][0])
    )


def _check_shares(day: list[TimeLine], line: int, notes: Notes) -> None:
    shares = [share.percent for share in day if share.percent is not None]
    if shares and sum(shares) != 100:
        notes.warn(line, _("The shares of the time add up to %(sum)s%%, not 100%%.") % {"sum": sum(shares)})
