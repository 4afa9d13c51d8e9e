"""From what a ladder says to the document that says it, in the form of the ladders in `fixtures/`.

What the reader has read is read back the same. Lines are escaped, nested or given a list of their own where the plain
form would be read as something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from paths.documents.document import (
    LadderDocument,
    QuestionGroup,
    StagePart,
    Tip,
)
from paths.documents.level_writer import custom_within, level_blocks
from paths.documents.markup import (
    Blocks,
    bold,
    heading,
    item,
    items,
    joined,
    one_line,
    paragraphs,
    together,
    under,
    within,
)
from paths.documents.names import (
    SECTIONS,
    STAGE_LABELS,
    LevelNames,
)
from paths.documents.phrases import (
    bold_label,
    guard,
    split_list,
    write_move,
    write_stage_heading,
)
from paths.ladders.choices import Place, SectionForm
from paths.shared.characters import without_controls


def write_ladder(document: LadderDocument) -> str:
    """The document as Markdown, ending with a line end. Without control characters: no document may hold them."""
    names = LevelNames(document.title, [level.title for level in document.levels])
    blocks = [heading(1, f"Career Path: {document.title}"), *custom_within(document, Place.TITLE)]
    blocks += _sections_after(document, Place.TITLE)
    for place, write in _SECTIONS.items():
        content, after = write(document, names), _sections_after(document, place)
        if content or after:
            blocks += [heading(2, SECTIONS.written[place]), *content, *after]
    return without_controls(joined(blocks)) + "\n"


def _overview(document: LadderDocument, names: LevelNames) -> Blocks:
    blocks = [*paragraphs(document.overview), *custom_within(document, Place.OVERVIEW)]
    custom = custom_within(document, Place.CORE_RESPONSIBILITIES)
    if document.core_responsibilities or custom:
        label = bold(SECTIONS.written[Place.CORE_RESPONSIBILITIES])
        blocks.append(under(label, items(document.core_responsibilities)))
    return blocks + custom


def _levels(document: LadderDocument, names: LevelNames) -> Blocks:
    # What belongs to no level has to come before the first: behind the last it would be taken for a part of that.
    return custom_within(document, Place.LEVELS, 4) + [
        block for level in document.levels for block in level_blocks(level)
    ]


def _roadmap(document: LadderDocument, names: LevelNames) -> Blocks:
    return custom_within(document, Place.ROADMAP, 4) + [
        under(heading(3, write_stage_heading(stage.title, stage.years_min, stage.years_max)), _stage(stage))
        for stage in document.roadmap
    ]


def _stage(stage: StagePart) -> Iterator[str]:
    for part, label in STAGE_LABELS.written.items():
        if text := one_line(getattr(stage, part)):
            yield from item(f"{label}: {text}")
    for note in stage.notes:
        yield from item(guard(one_line(note)))


def _portfolio(document: LadderDocument, names: LevelNames) -> Blocks:
    # Stray text comes first, where it belongs to no level yet.
    blocks = custom_within(document, Place.PORTFOLIO, 3, SectionForm.TEXT)
    lines: list[str] = []
    for number, level in enumerate(document.levels):
        if not level.projects:
            continue
        texts = [one_line(text) for text in level.projects]
        short, inline = names.short[number], ", ".join(texts)
        label = short if names.resolve(short) == number else level.title
        if split_list(inline) == texts and bold_label(f"**{label}:** {inline}") == (label, inline):
            lines.append(f"**{label}:** {inline}")
        else:
            blocks += together(lines)
            blocks.append(under(heading(3, level.title), (line for text in texts for line in item(guard(text)))))
            lines = []
    blocks += together(lines)
    return blocks + custom_within(document, Place.PORTFOLIO, 3, SectionForm.LABEL, SectionForm.SUBSECTION)


def _interview(document: LadderDocument, names: LevelNames) -> Blocks:
    blocks: Blocks = []
    for group in document.interview:
        if not group.heading and not group.level:
            blocks += together(_questions(group))
    blocks += custom_within(document, Place.INTERVIEW, 4)
    for group in document.interview:
        if group.heading or group.level:
            over = names.asked_of(group.heading, group.level, group.and_above)
            blocks.append(under(heading(3, over), _questions(group)))
    return blocks


def _questions(group: QuestionGroup) -> Iterator[str]:
    for number, question in enumerate(group.questions, 1):
        yield from items([question], f"{number}. ")


def _tips(tips: Iterable[Tip]) -> Blocks:
    leads = (
        (f"{bold(tip.title)} {one_line(tip.text)}" if tip.title else guard(one_line(tip.text)), tip) for tip in tips
    )
    return together(line for lead, tip in leads for line in item(lead, tip.examples))


def _networking(document: LadderDocument, names: LevelNames) -> Blocks:
    return _tips(document.networking) + custom_within(document, Place.NETWORKING)


def _negotiation(document: LadderDocument, names: LevelNames) -> Blocks:
    return _tips(document.negotiation) + custom_within(document, Place.NEGOTIATION)


def _transitions(document: LadderDocument, names: LevelNames) -> Blocks:
    moves = (Tip(write_move(move.source, move.target), move.text, move.examples) for move in document.transitions)
    return _tips(moves) + custom_within(document, Place.TRANSITIONS)


_SECTIONS: dict[str, Callable[[LadderDocument, LevelNames], Blocks]] = {
    Place.OVERVIEW: _overview,
    Place.LEVELS: _levels,
    Place.ROADMAP: _roadmap,
    Place.PORTFOLIO: _portfolio,
    Place.INTERVIEW: _interview,
    Place.NETWORKING: _networking,
    Place.NEGOTIATION: _negotiation,
    Place.TRANSITIONS: _transitions,
}


def _sections_after(document: LadderDocument, place: Place) -> Blocks:
    places = {place, Place.CORE_RESPONSIBILITIES} if place == Place.OVERVIEW else {place}
    return [
        block
        for part in document.custom
        if part.place in places and part.form == SectionForm.SECTION
        for block in (heading(2, part.heading), within(part.body, 2))
        if block
    ]
