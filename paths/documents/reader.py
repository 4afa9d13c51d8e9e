"""From a ladder document to what it says. Nothing is lost: what the reader does not know is kept where it stands.

Bytes become lines in `source`, lines become blocks in `markdown`; here the blocks are cut into sections. `sections` and
`levels` read those, sorting blocks with `parts` into what `lines` can read and what is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from paths.documents.blocks import Block, Heading
from paths.documents.document import LadderDocument, LevelPart, Problem, Reading, UnreadableDocument
from paths.documents.levels import read_levels
from paths.documents.markdown import read_blocks
from paths.documents.names import SECTIONS, LevelNames
from paths.documents.parts import Kept, Notes, settled, twice, unknown
from paths.documents.phrases import fold, read_title
from paths.documents.sections import joined_groups, read_section
from paths.documents.source import read_page
from paths.ladders.choices import Place, SectionForm


@dataclass(slots=True)
class _Section:
    place: Place
    blocks: list[Block] = field(default_factory=list)


def read_ladder(data: bytes | str, *, max_bytes: int = 1_000_000) -> Reading:
    """The ladder that a document describes, with warnings for what it did not understand and kept as it stood.

    Raises UnreadableDocument, with every problem by line, for what is no text, has no title or contradicts itself.
    """
    blocks = list(read_blocks(read_page(data, max_bytes)))
    notes = Notes()
    heading, title = _title(blocks)
    sections, kept = _sections(blocks, heading, notes)
    said: dict[Place, list[Any]] = defaultdict(list)
    for section in (section for section in sections if section.place == Place.LEVELS):
        levels, others = read_levels(section.blocks, notes)
        said[Place.LEVELS] += levels
        kept += others
    _check_titles(said[Place.LEVELS], notes)
    levels = [level for _line, level in said[Place.LEVELS]]
    names = LevelNames(title, [level.title for level in levels])
    for section in (section for section in sections if section.place != Place.LEVELS):
        values, others = read_section(section.place, section.blocks, names, notes)
        for place, found in values.items():
            said[place] += found
        kept += others
    if notes.errors:
        raise UnreadableDocument(*sorted(notes.errors, key=lambda problem: problem.line))
    document = LadderDocument(
        title=title,
        overview="\n\n".join(said[Place.OVERVIEW]),
        core_responsibilities=tuple(said[Place.CORE_RESPONSIBILITIES]),
        levels=_with_projects(levels, said[Place.PORTFOLIO]),
        roadmap=tuple(said[Place.ROADMAP]),
        interview=joined_groups(said[Place.INTERVIEW]),
        networking=tuple(said[Place.NETWORKING]),
        negotiation=tuple(said[Place.NEGOTIATION]),
        transitions=tuple(said[Place.TRANSITIONS]),
        custom=settled(_after_core(kept, bool(said[Place.CORE_RESPONSIBILITIES]))),
    )
    return Reading(document, tuple(sorted(notes.warnings, key=lambda problem: problem.line)))


def _title(blocks: Iterable[Block]) -> tuple[Heading, str]:
    """The heading that names the role, and the role: the first "# Career Path: X", or else the first "# X"."""
    headings = [block for block in blocks if isinstance(block, Heading) and block.depth == 1]
    titles = [(heading, *read_title(heading.text)) for heading in headings]
    for heading, named, title in sorted(titles, key=lambda found: not found[1]):
        if title and (named or not SECTIONS.find(title)):
            return heading, title
    message = _("The document has no title. Begin it with a line such as “# Career Path: Backend Engineer”.")
    raise UnreadableDocument(Problem(headings[0].line if headings else 0, message))


def _sections(blocks: list[Block], title: Heading, notes: Notes) -> tuple[list[_Section], list[Kept]]:
    """The sections with a known name, and those without, each with the place it stands after."""
    sections, kept = [_Section(Place.TITLE)], []
    known: set[Place] = set()
    add = sections[0].blocks.append
    for block in blocks:
        if not isinstance(block, Heading) or block.depth > 2:
            add(block)
        elif block is title:
            sections.append(_Section(Place.TITLE))
            add = sections[-1].blocks.append
        elif place := SECTIONS.find(block.text):
            if place in known:
                notes.warn(block.line, twice(block.text))
            known.add(place)
            sections.append(_Section(Place(place)))
            add = sections[-1].blocks.append
        else:
            notes.warn(block.line, unknown(block.text))
            kept.append(Kept(sections[-1].place, SectionForm.SECTION, block.text))
            add = kept[-1].body.append
    return sections, kept


def _check_titles(levels: list[tuple[int, LevelPart]], notes: Notes) -> None:
    lines: dict[str, int] = {}
    for line, level in levels:
        first = lines.setdefault(fold(level.title), line)
        if first != line:
            message = _("There is already a level called “%(title)s”, on line %(line)d. Rename or remove one.")
            notes.wrong(line, message % {"title": level.title, "line": first})


def _with_projects(levels: list[LevelPart], projects: list[tuple[int, str]]) -> tuple[LevelPart, ...]:
    found: dict[int, list[str]] = defaultdict(list)
    for level, text in projects:
        found[level].append(text)
    return tuple(
        replace(level, projects=tuple(found[number])) if number in found else level
        for number, level in enumerate(levels)
    )


def _after_core(kept: list[Kept], has_core: bool) -> list[Kept]:
    """Sections behind the overview stand after the core responsibilities, if there are any: they are a part of it."""
    overview = {Place.OVERVIEW, Place.CORE_RESPONSIBILITIES}
    section = SectionForm.SECTION
    has_core |= any(part.place == Place.CORE_RESPONSIBILITIES and part.form != section for part in kept)
    place = Place.CORE_RESPONSIBILITIES if has_core else Place.OVERVIEW
    return [replace(part, place=place) if part.form == section and part.place in overview else part for part in kept]
