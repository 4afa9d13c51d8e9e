"""Reading the sections of a ladder document other than its levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from paths.documents import lines
from paths.documents.blocks import Block, Heading, Item, Paragraph
from paths.documents.document import QuestionGroup, StagePart, Statement
from paths.documents.levels import cut, in_order
from paths.documents.lines import Stray
from paths.documents.names import CORE_LABELS, STAGE_LABELS, LevelNames
from paths.documents.parts import Kept, Notes, Opener, Slot, Sorter, by_label, by_name, by_nothing
from paths.documents.phrases import bold_label, plain_label, read_stage_heading, split_list, unguard
from paths.ladders.choices import Place, SectionForm

Said = dict[Place, list[Any]]

_CORE = Slot(Place.CORE_RESPONSIBILITIES, lines.statements)
_CORE_LABEL = by_name(CORE_LABELS, {Place.CORE_RESPONSIBILITIES: _CORE})
# Sections without headings of their own: how they begin, and the labels in them.
_PLAIN: dict[Place, tuple[Slot, Opener]] = {
    Place.TITLE: (Slot(Place.TITLE), _CORE_LABEL),
    Place.OVERVIEW: (Slot(Place.OVERVIEW, paragraph=lines.paragraph), _CORE_LABEL),
    Place.CORE_RESPONSIBILITIES: (_CORE, _CORE_LABEL),
    Place.NETWORKING: (Slot(Place.NETWORKING, lines.tips, lines.tip_paragraph), by_nothing),
    Place.NEGOTIATION: (Slot(Place.NEGOTIATION, lines.tips, lines.tip_paragraph), by_nothing),
    Place.TRANSITIONS: (Slot(Place.TRANSITIONS, lines.moves, lines.move_paragraph), by_nothing),
}


def read_section(place: Place, blocks: list[Block], names: LevelNames, notes: Notes) -> tuple[Said, list[Kept]]:
    """What a section says by place, and what is kept as it stands.

    The roadmap gives StageParts, interviews QuestionGroups, and the portfolio pairs of a level's number and a project.
    """
    special = {Place.ROADMAP: _roadmap, Place.PORTFOLIO: _portfolio, Place.INTERVIEW: _interview}.get(place)
    if special:
        said, kept = special(blocks, names, notes)
        return {place: said}, kept
    sorter = Sorter(*_PLAIN[place], notes).sort(blocks)
    return sorter.said, sorter.kept


def _roadmap(blocks: list[Block], names: LevelNames, notes: Notes) -> tuple[list[StagePart], list[Kept]]:
    head, parts = cut(blocks)
    kept = Sorter(Slot(Place.ROADMAP, depth=4), by_nothing, notes).sort(head).kept
    stages = []
    for heading, under in parts:
        title, years = read_stage_heading(heading.text)
        sorter = Sorter(_stage_slot("notes"), _STAGE_LABEL, notes).sort(under)
        kept += sorter.kept
        said: dict[str, list[str]] = defaultdict(list)
        for part, text in sorter.said[Place.ROADMAP]:
            said[part].append(text)
        stages.append(
            StagePart(
                title,
                *in_order(years, heading.line, notes),
                focus=", ".join(said["focus"]),
                key_skills=", ".join(said["key_skills"]),
                mindset=", ".join(said["mindset"]),
                notes=tuple(said["notes"]),
            )
        )
    return stages, kept


def _stage_slot(part: str, one_line: bool = False) -> Slot:
    """A slot for lines that speak of one part of a stage, unless they name another themselves."""

    def item(item: Item) -> Iterator[tuple[str, str]]:
        about = part
        for line in item.walk():
            label = bold_label(line.text) or plain_label(line.text) or (line.text, "" if line.items else None)
            named = STAGE_LABELS.find(label[0]) if label[1] is not None else None
            about = named or about
            if text := label[1] if named else line.text:
                yield about, text

    def paragraph(block: Paragraph) -> list[tuple[str, str]]:
        return [(part, unguard(block.text))]

    return Slot(Place.ROADMAP, item, paragraph, depth=4, one_line=one_line)


_STAGE_LABEL = by_name(
    STAGE_LABELS, {part: _stage_slot(part, one_line=True) for part in ("focus", "key_skills", "mindset")}
)


def _portfolio(blocks: list[Block], names: LevelNames, notes: Notes) -> tuple[list[tuple[int, str]], list[Kept]]:
    def projects(of: int | None) -> Callable[[Item], list[tuple[int, str]]]:
        def read(item: Item) -> list[tuple[int, str]]:
            level, found = of, []
            for line in item.walk():
                for text in split_list(line.text) if item.follows_label else [line.text]:
                    label = bold_label(text) or plain_label(text)
                    named = names.resolve(label[0]) if label else None
                    level = level if named is None else named
                    if level is None:
                        raise Stray(_("It begins with the name of no level."))
                    found += [(level, part) for part in (split_list(label[1]) if named is not None else [text])]
            return found

        return read

    slots = [Slot(Place.PORTFOLIO, projects(level), one_line=True) for level in range(len(names.titles))]

    def find(name: str) -> Slot | None:
        level = names.resolve(name)
        return None if level is None else slots[level]

    sorter = Sorter(Slot(Place.PORTFOLIO, projects(None)), by_label(find), notes).sort(blocks)
    return sorter.said[Place.PORTFOLIO], sorter.kept


def _interview(blocks: list[Block], names: LevelNames, notes: Notes) -> tuple[list[QuestionGroup], list[Kept]]:
    head, parts = cut(blocks)
    first = _questions(head)
    groups, kept = [QuestionGroup("", _take(first, notes))], first.kept
    for heading, under in parts:
        sorter = _questions(under)
        if sorter.said[Place.INTERVIEW]:
            over, level, and_above = names.asked_in(heading.text)
            title = None if level is None else names.titles[level]
            groups.append(QuestionGroup(over, _take(sorter, notes), title, and_above))
        else:
            notes.warn(heading.line, _("There are no questions under this heading; it is kept as written."))
            end = next((n for n, block in enumerate(under) if isinstance(block, Heading)), len(under))
            kept.append(Kept(Place.INTERVIEW, SectionForm.SUBSECTION, heading.text, body=under[:end]))
            sorter = _questions(under[end:])
            _take(sorter, notes)
        kept += sorter.kept
    return groups, kept


def _questions(blocks: Iterable[Block]) -> Sorter:
    return Sorter(Slot(Place.INTERVIEW, lines.statements, depth=4), by_nothing, Notes()).sort(blocks)


def _take(sorter: Sorter, notes: Notes) -> tuple[Statement, ...]:
    """The questions of a sorter that is not given up; passes on what it had to note."""
    notes.errors += sorter.notes.errors
    notes.warnings += sorter.notes.warnings
    return tuple(sorter.said[Place.INTERVIEW])


def joined_groups(groups: Iterable[QuestionGroup]) -> tuple[QuestionGroup, ...]:
    """The groups that have questions, those without heading and level first, neighbours of one heading as one."""
    there = (group for group in groups if group.questions)
    ordered = sorted(there, key=lambda group: bool(group.heading or group.level))
    return tuple(
        QuestionGroup(heading, tuple(question for group in alike for question in group.questions), level, and_above)
        for (heading, level, and_above), alike in groupby(ordered, lambda g: (g.heading, g.level, g.and_above))
    )
