"""From what a ladder says to the document that says it, in the form of the ladders in `fixtures/`.

What the reader has read is read back the same. Lines are escaped, nested or given a list of their own where the plain
form would be read as something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from paths.documents.blocks import Heading, Paragraph
from paths.documents.document import (
    CustomPart,
    LadderDocument,
    LevelPart,
    QuestionGroup,
    SkillGroup,
    StagePart,
    Statement,
    Tip,
)
from paths.documents.lines import category_of
from paths.documents.names import DESIRABLE, LEVEL_LABELS, SECTIONS, STAGE_LABELS, LevelNames
from paths.documents.phrases import (
    bold_label,
    guard,
    split_list,
    write_level_heading,
    write_share,
    write_stage_heading,
)
from paths.ladders.choices import Place, SectionForm
from paths.pay.figures import write_pay

# A block is a piece of Markdown; a blank line goes between any two, a single line end where a list goes on.
Blocks = list[str]


def write_ladder(document: LadderDocument) -> str:
    """The document as Markdown, ending with a line end."""
    names = LevelNames(document.title, [level.title for level in document.levels])
    blocks = [_heading(1, f"Career Path: {document.title}"), *_custom(document.custom, Place.TITLE, 3)]
    blocks += _sections_at(document.custom, Place.TITLE)
    for place, write in _SECTIONS.items():
        blocks += _section(document, place, write(document, names))
    return _joined(blocks) + "\n"


def _section(document: LadderDocument, place: Place, content: Blocks) -> Blocks:
    after = _sections_at(document.custom, place)
    return [_heading(2, SECTIONS.written[place]), *content, *after] if content or after else []


def _overview(document: LadderDocument, names: LevelNames) -> Blocks:
    custom = partial(_custom, document.custom, depth=3)
    core = custom(Place.CORE_RESPONSIBILITIES)
    blocks = [*_paragraphs(document.overview), *custom(Place.OVERVIEW)]
    if document.core_responsibilities or core:
        blocks.append(_labelled(SECTIONS.written[Place.CORE_RESPONSIBILITIES], _items(document.core_responsibilities)))
    return blocks + core


def _levels(document: LadderDocument, names: LevelNames) -> Blocks:
    return _custom(document.custom, Place.LEVELS, 4) + [block for level in document.levels for block in _level(level)]


def _level(level: LevelPart) -> Blocks:
    heading = _heading(3, write_level_heading(level.title, level.years_min, level.years_max))
    blocks = [*_paragraphs(level.summary), *_custom(level.custom, Place.SUMMARY, 4)]
    required = [line for group in level.skills if group.required for line in _skills(group)]
    desirable = [line for group in level.skills if not group.required for line in _skills(group)]
    parts = {
        Place.RESPONSIBILITIES: list(_items(level.responsibilities)),
        Place.SKILLS: required,
        Place.SOFT_SKILLS: list(_items(level.soft_skills)),
        Place.DAY: [f"- {guard(write_share(_line(share.activity), share.percent))}" for share in level.day],
        Place.PAY: [f"- {guard(write_pay(figure))}" for figure in level.pay],
    }
    for place, lines in parts.items():
        custom = _custom(level.custom, place, 4)
        label = LEVEL_LABELS.written[place]
        if place == Place.PAY and len(level.pay) == 1 and not level.pay[0].location:
            blocks.append(f"**{label}:** {write_pay(level.pay[0])}")
        elif lines or (custom and not (place == Place.SKILLS and desirable)):
            blocks.append(_labelled(label, lines))
        if place == Place.SKILLS and desirable:
            blocks.append(_labelled(LEVEL_LABELS.written[DESIRABLE], desirable))
        blocks += custom
    if blocks and blocks[0].startswith("**") and not level.summary:
        return [f"{heading}\n{blocks[0]}", *blocks[1:]]
    return [heading, *blocks]


def _skills(group: SkillGroup) -> Iterator[str]:
    """The lines of a category: all in one if that can be told apart again, else one nested line for each skill."""
    texts = [_line(skill.text) for skill in group.skills]
    inline = split_list(", ".join(texts)) == texts and not any(skill.examples for skill in group.skills)
    if group.category and inline:
        yield f"- **{_line(group.category)}:** {', '.join(texts)}"
    elif group.category:
        yield f"- **{_line(group.category)}:**"
        yield from _items(group.skills, "  - ")
    else:
        for skill, text in zip(group.skills, texts, strict=True):
            alone = split_list(text) == [text] and not category_of(text, bool(skill.examples))
            yield from _items([skill], "- " if alone else "- - ")


def _roadmap(document: LadderDocument, names: LevelNames) -> Blocks:
    blocks = _custom(document.custom, Place.ROADMAP, 4)
    return blocks + [_under(_stage_heading(stage), _stage(stage)) for stage in document.roadmap]


def _stage_heading(stage: StagePart) -> str:
    return _heading(3, write_stage_heading(stage.title, stage.years_min, stage.years_max))


def _stage(stage: StagePart) -> Iterator[str]:
    for part, label in STAGE_LABELS.written.items():
        if text := _line(getattr(stage, part)):
            yield f"- {label}: {text}"
    yield from (f"- {guard(_line(note))}" for note in stage.notes)


def _portfolio(document: LadderDocument, names: LevelNames) -> Blocks:
    # Stray text comes first, where it belongs to no level.
    blocks = _custom(document.custom, Place.PORTFOLIO, 3, SectionForm.TEXT)
    lines: list[str] = []
    for number, level in enumerate(document.levels):
        texts = [_line(text) for text in level.projects]
        short = names.short[number]
        label = short if names.resolve(short) == number else level.title
        line = f"**{label}:** {', '.join(texts)}"
        if not texts:
            continue
        if split_list(", ".join(texts)) == texts and bold_label(line) == (label, ", ".join(texts)):
            lines.append(line)
            continue
        blocks += _together(lines)
        blocks.append(_under(_heading(3, level.title), [f"- {guard(text)}" for text in texts]))
        lines = []
    blocks += _together(lines)
    return blocks + _custom(document.custom, Place.PORTFOLIO, 3, SectionForm.LABEL, SectionForm.SUBSECTION)


def _interview(document: LadderDocument, names: LevelNames) -> Blocks:
    plain = [_together(_questions(group)) for group in document.interview if not group.heading]
    headed = [
        _under(_heading(3, _question_heading(group, names)), _questions(group))
        for group in document.interview
        if group.heading
    ]
    return [block for blocks in plain for block in blocks] + _custom(document.custom, Place.INTERVIEW, 4) + headed


def _questions(group: QuestionGroup) -> list[str]:
    return [line for n, question in enumerate(group.questions, 1) for line in _items([question], f"{n}. ")]


def _question_heading(group: QuestionGroup, names: LevelNames) -> str:
    """The heading, with the level behind it if it does not name that itself."""
    level, and_above = names.named_in(group.heading)
    if group.level is None or (names.titles[level] if level is not None else None, and_above) == (
        group.level,
        group.and_above,
    ):
        return group.heading
    return f"{group.heading} ({group.level}{'+' if group.and_above else ''})"


def _tips(tips: Iterable[Tip]) -> Blocks:
    leads = ((f"{_bold(tip.title)} {_line(tip.text)}" if tip.title else guard(_line(tip.text)), tip) for tip in tips)
    return _together(line for lead, tip in leads for line in _item(f"- {lead}", tip.examples))


def _networking(document: LadderDocument, names: LevelNames) -> Blocks:
    return _tips(document.networking) + _custom(document.custom, Place.NETWORKING, 3)


def _negotiation(document: LadderDocument, names: LevelNames) -> Blocks:
    return _tips(document.negotiation) + _custom(document.custom, Place.NEGOTIATION, 3)


def _transitions(document: LadderDocument, names: LevelNames) -> Blocks:
    moves = [Tip(f"From {move.source} to {move.target}", move.text, move.examples) for move in document.transitions]
    return _tips(moves) + _custom(document.custom, Place.TRANSITIONS, 3)


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


def _custom(parts: Iterable[CustomPart], place: Place, depth: int, *forms: SectionForm) -> Blocks:
    """The custom parts of a place that stand within its section: text, then labels, then headings."""
    blocks: Blocks = []
    for form in forms or (SectionForm.TEXT, SectionForm.LABEL, SectionForm.SUBSECTION):
        for part in parts:
            if part.place == place and part.form == form:
                if form != SectionForm.TEXT:
                    blocks.append(_bold(part.heading) if form == SectionForm.LABEL else _heading(depth, part.heading))
                blocks += [part.body] if part.body else []
    return blocks


def _sections_at(parts: Iterable[CustomPart], place: Place) -> Blocks:
    places = {place, Place.CORE_RESPONSIBILITIES} if place == Place.OVERVIEW else {place}
    found = [part for part in parts if part.place in places and part.form == SectionForm.SECTION]
    return [block for part in found for block in (_heading(2, part.heading), part.body) if block]


def _items(statements: Iterable[Statement], lead: str = "- ") -> Iterator[str]:
    for statement in statements:
        yield from _item(lead + guard(_line(statement.text)), statement.examples, len(lead))


def _item(line: str, examples: Iterable[str], indent: int = 2) -> Iterator[str]:
    yield line.rstrip()
    yield from (f"{' ' * indent}- {guard(_line(example))}" for example in examples)


def _heading(depth: int, text: str) -> str:
    return Heading(0, depth, _line(text)).source


def _bold(name: str) -> str:
    label = f"**{_line(name)}:**"
    return label if bold_label(label) else f"**{name.replace('*', '').strip('_: ')}:**"


def _labelled(label: str, lines: Iterable[str]) -> str:
    return _under(f"**{label}:**", lines)


def _under(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, *lines])


def _together(lines: Iterable[str]) -> Blocks:
    """Lines as one block, if there are any."""
    block = "\n".join(lines)
    return [block] if block else []


def _paragraphs(text: str) -> Blocks:
    return [Paragraph(0, (_line(part.strip()),)).source for part in re.split(r"\n\s*\n", text) if part.strip()]


def _line(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split("\n")) if "\n" in text else text


def _joined(blocks: Blocks) -> str:
    pieces: list[str] = []
    for block in blocks:
        if pieces:
            goes_on = block.startswith("- ") and pieces[-1].rpartition("\n")[2].startswith("- ")
            pieces.append("\n" if goes_on else "\n\n")
        pieces.append(block)
    return "".join(pieces)
