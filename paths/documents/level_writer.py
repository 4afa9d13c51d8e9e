"""From what a level of a ladder says to the lines of its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from paths.documents.document import CustomPart, LadderDocument, LevelPart, LevelStatement, SkillGroup
from paths.documents.lines import category_of, heading_of
from paths.documents.markup import Blocks, bold, heading, item, items, one_line, paragraphs, under, within
from paths.documents.names import DESIRABLE, DESIRABLE_RESPONSIBILITIES, DESIRABLE_SOFT_SKILLS, LEVEL_LABELS
from paths.documents.phrases import guard, split_list, write_level_heading, write_share
from paths.ladders.choices import Place, SectionForm
from paths.pay.figures import write_pay


def level_blocks(level: LevelPart) -> Blocks:
    """Everything a document says of one level, but its projects."""
    head = heading(3, write_level_heading(level.title, level.years_min, level.years_max))
    blocks = [*paragraphs(level.summary), *custom_within(level, Place.SUMMARY, 4)]
    for place, write in _LEVEL_PARTS.items():
        content, custom = write(level), custom_within(level, place, 4)
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


def _all_statements(statements: Iterable[LevelStatement], label: str, desirable: str) -> Blocks:
    """Responsibilities or soft skills: the required ones, then the desirable."""
    return [
        block
        for name, required in ((label, True), (desirable, False))
        for block in _listed(name, _statements(each for each in statements if each.required == required))
    ]


def _statements(statements: Iterable[LevelStatement]) -> Iterator[str]:
    """The lines of statements: those of a category are nested under it."""
    for category, group in groupby(statements, key=lambda each: each.category):
        if category:
            yield from item(bold(category))
        for each in group:
            is_heading = not category and each.examples and heading_of(one_line(each.text))
            yield from items([each], "  - " if category else "- - " if is_heading else "- ")


def _pay(level: LevelPart) -> Blocks:
    if len(level.pay) == 1 and not level.pay[0].location:
        return [f"{bold(LEVEL_LABELS.written[Place.PAY])} {write_pay(level.pay[0])}"]
    return _listed(Place.PAY, (line for figure in level.pay for line in item(guard(write_pay(figure)))))


def _day(level: LevelPart) -> Blocks:
    lines = (write_share(one_line(share.activity), share.percent) for share in level.day)
    return _listed(Place.DAY, (line for text in lines for line in item(guard(text))))


_LEVEL_PARTS: dict[str, Callable[[LevelPart], Blocks]] = {
    Place.RESPONSIBILITIES: lambda level: _all_statements(
        level.responsibilities, Place.RESPONSIBILITIES, DESIRABLE_RESPONSIBILITIES
    ),
    Place.SKILLS: _all_skills,
    Place.SOFT_SKILLS: lambda level: _all_statements(level.soft_skills, Place.SOFT_SKILLS, DESIRABLE_SOFT_SKILLS),
    Place.DAY: _day,
    Place.PAY: _pay,
}


_WITHIN = (SectionForm.TEXT, SectionForm.LABEL, SectionForm.SUBSECTION)


def custom_within(of: LadderDocument | LevelPart, place: Place, depth: int = 3, *forms: SectionForm) -> Blocks:
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
