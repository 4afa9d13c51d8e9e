"""From what a ladder says to the document that says it, in the form of the ladders in `fixtures/`.

What the reader has read is read back the same. Lines are escaped, nested or given a list of their own where the plain
form would be read as something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from paths.documents.document import CustomPart, LadderDocument, LevelPart, QuestionGroup, SkillGroup, StagePart, Tip
from paths.documents.lines import category_of
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
from paths.shared.characters import without_controls


def write_ladder(document: LadderDocument) -> str:
    """The document as Markdown, ending with a line end. Without control characters: no document may hold them."""
    names = LevelNames(document.title, [level.title for level in document.levels])
    blocks = [heading(1, f"Career Path: {document.title}"), *_custom(document, Place.TITLE)]
    blocks += _sections_after(document, Place.TITLE)
    for place, write in _SECTIONS.items():
        content, after = write(document, names), _sections_after(document, place)
        if content or after:
            blocks += [heading(2, SECTIONS.written[place]), *content, *after]
    return without_controls(joined(blocks)) + "\n"


def _overview(document: LadderDocument, names: LevelNames) -> Blocks:
    blocks = [*paragraphs(document.overview), *_custom(document, Place.OVERVIEW)]
    custom = _custom(document, Place.CORE_RESPONSIBILITIES)
    if document.core_responsibilities or custom:
        label = bold(SECTIONS.written[Place.CORE_RESPONSIBILITIES])
        blocks.append(under(label, items(document.core_responsibilities)))
    return blocks + custom


def _levels(document: LadderDocument, names: LevelNames) -> Blocks:
    # What belongs to no level has to come before the first: behind the last it would be taken for a part of that.
    return _custom(document, Place.LEVELS, 4) + [block for level in document.levels for block in _level(level)]


def _level(level: LevelPart) -> Blocks:
    head = heading(3, write_level_heading(level.title, level.years_min, level.years_max))
    blocks = [*paragraphs(level.summary), *_custom(level, Place.SUMMARY, 4)]
    for place, write in _LEVEL_PARTS.items():
        content, custom = write(level), _custom(level, place, 4)
        blocks += content or ([bold(LEVEL_LABELS.written[place])] if custom else [])
        blocks += custom
    if blocks and not level.summary and blocks[0].startswith("**"):
        head = under(head, [blocks.pop(0)])
    return [head, *blocks]


def _listed(label: str, lines: Iterable[str]) -> Blocks:
    """A label with a list under it, if there is anything to list."""
    found = list(lines)
    return [under(bold(LEVEL_LABELS.written[label]), found)] if found else []


def _all_skills(level: LevelPart) -> Blocks:
    return [
        block
        for label, required in ((Place.SKILLS, True), (DESIRABLE, False))
        for block in _listed(
            label, (line for group in level.skills if group.required == required for line in _skills(group))
        )
    ]


def _skills(group: SkillGroup) -> Iterator[str]:
    """The lines of a category: all in one if they can be told apart again, else a nested line for each skill."""
    texts = [one_line(skill.text) for skill in group.skills]
    if not group.category:
        for skill, text in zip(group.skills, texts, strict=True):
            alone = split_list(text) == [text] and not category_of(text, bool(skill.examples))
            yield from items([skill], "- " if alone else "- - ")
    elif split_list(", ".join(texts)) == texts and not any(skill.examples for skill in group.skills):
        yield from item(f"{bold(group.category)} {', '.join(texts)}")
    else:
        yield from item(bold(group.category))
        yield from items(group.skills, "  - ")


def _pay(level: LevelPart) -> Blocks:
    if len(level.pay) == 1 and not level.pay[0].location:
        return [f"{bold(LEVEL_LABELS.written[Place.PAY])} {write_pay(level.pay[0])}"]
    return _listed(Place.PAY, (line for figure in level.pay for line in item(guard(write_pay(figure)))))


def _day(level: LevelPart) -> Blocks:
    lines = (write_share(one_line(share.activity), share.percent) for share in level.day)
    return _listed(Place.DAY, (line for text in lines for line in item(guard(text))))


_LEVEL_PARTS: dict[str, Callable[[LevelPart], Blocks]] = {
    Place.RESPONSIBILITIES: lambda level: _listed(Place.RESPONSIBILITIES, items(level.responsibilities)),
    Place.SKILLS: _all_skills,
    Place.SOFT_SKILLS: lambda level: _listed(Place.SOFT_SKILLS, items(level.soft_skills)),
    Place.DAY: _day,
    Place.PAY: _pay,
}


def _roadmap(document: LadderDocument, names: LevelNames) -> Blocks:
    return _custom(document, Place.ROADMAP, 4) + [
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
    blocks = _custom(document, Place.PORTFOLIO, 3, SectionForm.TEXT)
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
    return blocks + _custom(document, Place.PORTFOLIO, 3, SectionForm.LABEL, SectionForm.SUBSECTION)


def _interview(document: LadderDocument, names: LevelNames) -> Blocks:
    blocks: Blocks = []
    for group in document.interview:
        if not group.heading:
            blocks += together(_questions(group))
    blocks += _custom(document, Place.INTERVIEW, 4)
    for group in document.interview:
        if group.heading:
            blocks.append(under(heading(3, _question_heading(group, names)), _questions(group)))
    return blocks


def _questions(group: QuestionGroup) -> Iterator[str]:
    for number, question in enumerate(group.questions, 1):
        yield from items([question], f"{number}. ")


def _question_heading(group: QuestionGroup, names: LevelNames) -> str:
    """The heading, with the level behind it if it does not name that itself."""
    number, and_above = names.named_in(group.heading)
    named = None if number is None else names.titles[number]
    if group.level is None or (named, and_above) == (group.level, group.and_above):
        return group.heading
    return f"{group.heading} ({group.level}{'+' if group.and_above else ''})"


def _tips(tips: Iterable[Tip]) -> Blocks:
    leads = (
        (f"{bold(tip.title)} {one_line(tip.text)}" if tip.title else guard(one_line(tip.text)), tip) for tip in tips
    )
    return together(line for lead, tip in leads for line in item(lead, tip.examples))


def _networking(document: LadderDocument, names: LevelNames) -> Blocks:
    return _tips(document.networking) + _custom(document, Place.NETWORKING)


def _negotiation(document: LadderDocument, names: LevelNames) -> Blocks:
    return _tips(document.negotiation) + _custom(document, Place.NEGOTIATION)


def _transitions(document: LadderDocument, names: LevelNames) -> Blocks:
    moves = (Tip(f"From {move.source} to {move.target}", move.text, move.examples) for move in document.transitions)
    return _tips(moves) + _custom(document, Place.TRANSITIONS)


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
_WITHIN = (SectionForm.TEXT, SectionForm.LABEL, SectionForm.SUBSECTION)


def _custom(of: LadderDocument | LevelPart, place: Place, depth: int = 3, *forms: SectionForm) -> Blocks:
    """The custom parts of a place that stand within its section: text, then labels, then headings."""
    return [
        block
        for form in forms or _WITHIN
        for part in of.custom
        if part.place == place and part.form == form
        for block in (*_custom_head(part, depth), within(part.body, depth))
        if block
    ]


def _custom_head(part: CustomPart, depth: int) -> Blocks:
    if part.form == SectionForm.TEXT:
        return []
    return [bold(part.heading) if part.form == SectionForm.LABEL else heading(depth, part.heading)]


def _sections_after(document: LadderDocument, place: Place) -> Blocks:
    places = {place, Place.CORE_RESPONSIBILITIES} if place == Place.OVERVIEW else {place}
    return [
        block
        for part in document.custom
        if part.place in places and part.form == SectionForm.SECTION
        for block in (heading(2, part.heading), within(part.body, 2))
        if block
    ]
