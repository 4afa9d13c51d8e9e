"""Sorting the blocks of a section into what its slots can hold, and what is kept as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from django.utils.translation import gettext as _

from paths.documents.blocks import Block, Heading, Item, Other, Paragraph, in_one_text
from paths.documents.document import CustomPart, Problem
from paths.documents.lines import Stray, Wrong
from paths.documents.names import Names
from paths.documents.phrases import plain_label
from paths.ladders.choices import Place, SectionForm

SHOWN = 60  # Characters of a text that a message repeats.


@dataclass(slots=True)
class Notes:
    """What a reading has to say to the writer of the document."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, message: str) -> None:
        self.errors.append(Problem(line, message))

    def warn(self, line: int, message: str) -> None:
        self.warnings.append(Problem(line, message))


def _refuse(block: Block) -> Iterable[Any]:
    raise Stray


@dataclass(frozen=True, slots=True)
class Slot:
    """What list items and paragraphs mean at one place: a block in, values out, or Stray or Wrong raised."""

    place: Place
    item: Callable[[Item], Iterable[Any]] = _refuse
    paragraph: Callable[[Paragraph], Iterable[Any]] = _refuse
    depth: int = 3  # Of a heading under it that is written down anew.
    one_line: bool = False  # Whether text behind its label is all there is to it.


@dataclass(slots=True)
class Kept:
    """A custom part in the making."""

    place: Place
    form: SectionForm
    heading: str = ""
    depth: int = 0
    body: list[Block] = field(default_factory=list)


Find = Callable[[str], Slot | None]
Opener = Callable[[Heading | Paragraph], tuple[Slot, str] | None]


def by_label(find: Find) -> Opener:
    """Labels and headings that `find` knows open a slot; what follows a label on its line is the slot's first item."""

    def opens(block: Heading | Paragraph) -> tuple[Slot, str] | None:
        whole = find(block.text)
        if whole:
            return whole, ""
        label = (block.label if isinstance(block, Paragraph) else None) or plain_label(block.text)
        slot = find(label[0]) if label else None
        return (slot, label[1]) if label and slot else None

    return opens


def by_name(names: Names, slots: dict[str, Slot]) -> Opener:
    """Labels and headings of a table open the slots given by its keys."""
    return by_label(lambda name: slots.get(names.find(name) or ""))


def by_nothing(block: Heading | Paragraph) -> None:
    """For sections that have no labels."""


class Sorter:
    """Sorts blocks, one after the other. `said` has the values by place, `kept` the rest, `first` the first lines."""

    def __init__(self, start: Slot, opens: Opener, notes: Notes) -> None:
        self.said: dict[Place, list[Any]] = defaultdict(list)
        self.first: dict[Place, int] = {}
        self.kept: list[Kept] = []
        self._start = self._slot = start
        self._opens, self.notes = opens, notes
        self._opened: set[Slot] = set()
        self._open: Kept | None = None
        self._last_stray: Kept | None = None

    def sort(self, blocks: Iterable[Block]) -> Sorter:
        for block in blocks:
            for part in self._parted(block):
                self._take(part)
        return self

    def _parted(self, block: Block) -> Iterator[Block]:
        """A paragraph cut before each of its lines that opens a slot."""
        if isinstance(block, Paragraph):
            cuts = [n for n in range(1, len(block.lines)) if self._opens(block.part(n, n + 1))]
            for start, end in pairwise([0, *cuts, len(block.lines)]):
                yield block.part(start, end)
        else:
            yield block

    def _take(self, block: Block) -> None:
        if isinstance(block, Item):
            if self._open:
                self._open.body.append(block)
            elif self._say(block, self._slot.item):
                for other in block.others:
                    self._take(other)
        elif isinstance(block, Heading | Paragraph) and (opened := self._opens(block)):
            self._switch(block, *opened)
        elif isinstance(block, Heading):
            if self._open and 0 < self._open.depth < block.depth:
                self._open.body.append(block)
            else:
                self._begin(SectionForm.SUBSECTION, block.text, block)
                self._open.depth = max(block.depth, self._slot.depth)
        elif self._open and not (self._open.form == SectionForm.LABEL and _labelled(block)):
            self._open.body.append(block)
        else:
            self._open = None
            self._say(block, self._slot.paragraph if isinstance(block, Paragraph) else _refuse)

    def _switch(self, block: Heading | Paragraph, slot: Slot, rest: str) -> None:
        self._open = self._last_stray = None
        self._slot = slot
        if slot in self._opened:
            self.notes.warn(block.line, twice(block.text))
        self._opened.add(slot)
        self.first.setdefault(slot.place, block.line)
        if rest:
            try:
                self._keep_said(Item(block.line, rest), slot.item)
            except Stray:
                self._take_behind(block.line, rest)
            if slot.one_line:
                self._slot = self._start

    def _take_behind(self, line: int, text: str) -> None:
        """Take what stands behind a label as a paragraph; quoted, if it would be taken for another label."""
        paragraph = Paragraph(line, (text,))
        labelled = paragraph.label or self._opens(paragraph)
        self._take(Other(line, f"> {text}") if labelled else paragraph)

    def _say(self, block: Block, means: Callable[[Any], Iterable[Any]]) -> bool:
        try:
            self._keep_said(block, means)
        except Stray as stray:
            self._stray(block, stray)
            return False
        return True

    def _keep_said(self, block: Block, means: Callable[[Any], Iterable[Any]]) -> None:
        try:
            said = list(means(block))
        except Wrong as wrong:
            self.notes.wrong(wrong.line, wrong.message)
            return
        self.said[self._slot.place] += said
        self.first.setdefault(self._slot.place, block.line)
        self._last_stray = None

    def _stray(self, block: Block, stray: Stray) -> None:
        if isinstance(block, Paragraph) and block.label:
            name, rest = block.label
            self._begin(SectionForm.LABEL, name, block)
            if rest:
                self._take_behind(block.line, rest)
        elif self._last_stray:
            self._last_stray.body.append(block)
        else:
            self._last_stray = Kept(self._slot.place, SectionForm.TEXT)
            self._last_stray.body.append(block)
            self.kept.append(self._last_stray)
            message = _("“%(text)s” does not fit in “%(place)s”, so it is kept as written.")
            message %= {"text": _start_of(block.source), "place": self._slot.place.label}
            self.notes.warn(block.line, f"{message} {stray}".rstrip())

    def _begin(self, form: SectionForm, heading: str, block: Block) -> None:
        self._last_stray = None
        self._open = Kept(self._slot.place, form, heading)
        self.kept.append(self._open)
        self.notes.warn(block.line, unknown(heading))


def twice(name: str) -> str:
    return _("“%(name)s” stands here for the second time; both are read as one.") % {"name": _start_of(name)}


def unknown(name: str) -> str:
    message = _("“%(name)s” is not a heading or label that ladders have; what stands under it is kept as written.")
    return message % {"name": _start_of(name)}


def _start_of(text: str) -> str:
    line, _end, more = text.partition("\n")
    return f"{line[:SHOWN]}…" if more or len(line) > SHOWN else line


def _labelled(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.label is not None


_PLACES = {place: rank for rank, place in enumerate(Place)}
_FORMS = (SectionForm.TEXT, SectionForm.LABEL, SectionForm.SUBSECTION, SectionForm.SECTION)


def settled(kept: Iterable[Kept]) -> tuple[CustomPart, ...]:
    """The custom parts in the order of the places they stand after, strays of one place as one.

    Text comes before labels and labels before headings: each would be taken for a part of the one before it.
    """
    ordered = sorted(kept, key=lambda part: (_PLACES[part.place], _FORMS.index(part.form)))
    parts: list[CustomPart] = []
    for (place, form), group in groupby(ordered, key=lambda part: (part.place, part.form)):
        if form == SectionForm.TEXT:
            parts.append(CustomPart(place, form, "", in_one_text(block for part in group for block in part.body)))
        else:
            parts += [CustomPart(place, form, part.heading, in_one_text(part.body)) for part in group]
    return tuple(parts)
