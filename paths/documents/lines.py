"""What one line says, by the place it stands in: a list item or paragraph in, values of the document out.

A line that does not fit its place raises Stray, and is then kept as it stands; one that must not be raises Wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from paths.documents.blocks import Item, Paragraph, shield
from paths.documents.document import LevelStatement, SkillGroup, Statement, TimeLine, Tip, TransitionPart
from paths.documents.phrases import bold_label, plain_label, read_move, read_share, split_list
from paths.pay.figures import PayFigure, ReversedPay, read_pay


class Stray(Exception):
    """Raised for a line that does not fit its place; the message says why, and is empty if there is no more to say."""


class Wrong(Exception):
    """Raised for a line that contradicts itself. Says on which line, and what to do."""

    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(message)


def statements(item: Item) -> Iterator[Statement]:
    """A line, with the lines nested under it as its examples."""
    return (Statement(spoken.text, spoken.examples) for spoken in item.spoken())


def level_statements(required: bool) -> Callable[[Item], list[LevelStatement]]:
    """How the lines of the required or desirable responsibilities and soft skills are read."""

    def read(item: Item) -> list[LevelStatement]:
        category = heading_of(item.text) if item.items else ""
        spoken = [one for nested in (item.items if category else (item,)) for one in statements(nested)]
        return [LevelStatement(one.text, one.examples, category, required) for one in spoken]

    return read


def heading_of(text: str) -> str:
    """The category that a line with statements nested under it is: "**Tools:**". "" if it is a statement itself."""
    label = bold_label(text)
    return label[0] if label and not label[1] and text.rstrip("*_ ").endswith(":") else ""


def paragraph(block: Paragraph) -> list[str]:
    """A paragraph that no label begins."""
    if block.label:
        raise Stray
    return [shield(block.text)]


def skills(required: bool) -> Callable[[Item], list[SkillGroup]]:
    """How the lines of the required or desirable skills are read."""

    def read(item: Item) -> list[SkillGroup]:
        label = category_of(item.text, bool(item.items))
        texts = split_list(label[1] if label else item.text)
        if label or not texts:
            found = [Statement(text) for text in texts]
            found += [one for nested in item.items for one in statements(nested)]
        else:
            found = [*map(Statement, texts[:-1]), Statement(texts[-1], item.examples)]
        if label and not found:
            raise Stray(_("This category has no skills."))
        return [SkillGroup(label[0] if label else "", tuple(found), required)] if found else []

    return read


def category_of(text: str, has_items: bool = False) -> tuple[str, str] | None:
    """(category, rest) of "**Tools:** Docker, Git", also without bold; None if the line has no category."""
    if text[:2] in {"**", "__"}:
        label = bold_label(text)
        return label if label and (label[1] or has_items or ":" in text) else None
    label = plain_label(text)
    if label and len(label[0]) <= 40 and not set("*`_,()[]") & set(label[0]):
        return label
    return None


def time_lines(item: Item) -> Iterator[TimeLine]:
    """Activities with the part of the time they take."""
    for line in item.walk():
        activity, percent = read_share(line.text)
        if percent is not None and percent > 100:
            raise Wrong(
                line.line,
                _("%(percent)s%% is more than all of the time. Write a share from 0 to 100.") % {"percent": percent},
            )
        if percent is not None and percent % Decimal("0.1"):
            activity, percent = line.text, None
        yield TimeLine(activity, percent)


def pay(taken: set[str]) -> tuple[Callable[[Item], list[PayFigure]], Callable[[Paragraph], list[PayFigure]]]:
    """How list items and paragraphs of pay are read: all of their figures or none, one figure for each location.

    `taken` has the locations that have their figure, and grows.
    """

    def item(item: Item) -> list[PayFigure]:
        return once([_figure(line.line, line.text) for line in item.walk()])

    def paragraph(block: Paragraph) -> list[PayFigure]:
        try:
            return once([_figure(block.line, block.text)])
        except Stray:
            if len(block.lines) == 1:
                raise
            return once([_figure(block.line + n, line) for n, line in enumerate(block.lines)])

    def once(figures: list[PayFigure]) -> list[PayFigure]:
        places = {figure.location for figure in figures}
        if len(places) < len(figures) or taken & places:
            raise Stray(_("There is already a figure for this location."))
        taken.update(places)
        return figures

    return item, paragraph


def _figure(line: int, text: str) -> PayFigure:
    label = bold_label(text)
    try:
        return read_pay((f"{label[0]}: {label[1]}" if label else text).replace("\\", ""))
    except ReversedPay as error:
        raise Wrong(line, str(error)) from None
    except ValueError as error:
        raise Stray(str(error)) from None


def tips(item: Item) -> Iterator[Tip]:
    """Pieces of advice, with or without a bold lead."""
    for spoken in item.spoken():
        title, text = bold_label(spoken.text) or ("", spoken.text)
        yield Tip(title, text, spoken.examples)


def tip_paragraph(block: Paragraph) -> list[Tip]:
    if not block.label or not block.label[1]:
        raise Stray
    return [Tip(*block.label)]


def moves(item: Item) -> list[TransitionPart]:
    """A transition: "**From Frontend to Backend:** what helps"."""
    source, target, text = _move(bold_label(item.text) or plain_label(item.text))
    return [TransitionPart(source, target, text, item.examples)]


def move_paragraph(block: Paragraph) -> list[TransitionPart]:
    return [TransitionPart(*_move(block.label or plain_label(block.text)))]


def _move(label: tuple[str, str] | None) -> tuple[str, str, str]:
    move = read_move(label[0]) if label else None
    if not label or not move:
        raise Stray(_("A transition begins with “From … to …:”."))
    return (*move, label[1])
