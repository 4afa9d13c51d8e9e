"""The blocks a ladder document is made of. `source` is the Markdown that reads as the same block again.

Lines count from 1. Texts are one line of inline Markdown, as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from paths.documents.names import LEVEL_LABELS, STAGE_LABELS
from paths.documents.phrases import bold_label, guard, opens_block


@dataclass(frozen=True, slots=True)
class Heading:
    line: int
    depth: int
    text: str

    @property
    def source(self) -> str:
        # Hash marks at the end would be taken for a closing sequence, unless another one follows.
        return f"{'#' * self.depth} {self.text}".rstrip() + (" #" if self.text.endswith("#") else "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by its lines, each one stripped. `source` gives them back such that they stay one paragraph."""

    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.lines[0] if len(self.lines) == 1 else " ".join(self.lines)

    @property
    def source(self) -> str:
        if any(opens_block(line) or is_label(line) for line in self.lines[1:]):
            return shield(self.text)
        return "\n".join([shield(self.lines[0]), *self.lines[1:]])

    def part(self, start: int, end: int) -> Paragraph:
        """Some of its lines."""
        return Paragraph(self.line + start, self.lines[start:end])

    @property
    def label(self) -> tuple[str, str] | None:
        """(name, rest) if it begins with a bold label."""
        if self.lines[0][:2] not in {"**", "__"}:
            return None
        found = bold_label(self.lines[0]) if len(self.lines) > 1 else None
        if found:
            return found[0], " ".join([found[1], *self.lines[1:]]).strip()
        return bold_label(self.text)


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its text, the items nested in it, and what else stands in it or in those (`others`)."""

    line: int
    text: str
    items: tuple[Item, ...] = ()
    others: tuple[Paragraph | Other, ...] = ()
    page: list[str] = field(default_factory=list, repr=False, compare=False)
    end: int = 0

    @property
    def source(self) -> str:
        """Its lines as written, moved to the margin."""
        lines = self.page[self.line - 1 : self.end]
        while not lines[-1]:
            lines.pop()
        margin = _indent(lines[0])
        return "\n".join(line[min(margin, _indent(line)) :] for line in lines)

    @property
    def follows_label(self) -> bool:
        """Whether it is not an item of a list at all, but the text behind a label."""
        return not self.end

    def walk(self) -> Iterator[Item]:
        """The item and those nested in it, in order, without those that have no text."""
        if self.text:
            yield self
        for item in self.items:
            yield from item.walk()

    def spoken(self) -> Iterator[Item]:
        """The item if it has a text, else the nearest items in it that have."""
        if self.text:
            yield self
        else:
            for item in self.items:
                yield from item.spoken()

    @property
    def examples(self) -> tuple[str, ...]:
        """The texts nested in it, at whatever depth."""
        return tuple(nested.text for item in self.items for nested in item.walk()) if self.items else ()


@dataclass(frozen=True, slots=True)
class Other:
    """Code, a quotation or a table, by its source at the margin."""

    line: int
    source: str


Block = Heading | Paragraph | Item | Other


def is_label(line: str) -> bool:
    """Whether a line begins a paragraph of its own: a bold label, or the name of a label with or without a colon."""
    if line[:2] in {"**", "__"}:
        return bold_label(line) is not None
    name = line.partition(":")[0]
    found = LEVEL_LABELS.find(name) or (STAGE_LABELS.find(name) if name != line else None)
    return found is not None


def shield(text: str) -> str:
    """`text` as a line that Markdown takes for a paragraph."""
    return guard(text) if opens_block(text) else text


def in_one_text(blocks: Iterable[Block]) -> str:
    """The sources of blocks, a blank line between any two that are not items of a list."""
    pieces: list[str] = []
    after_item = False
    for block in blocks:
        is_item = isinstance(block, Item)
        if pieces:
            pieces.append("\n" if is_item and after_item else "\n\n")
        pieces.append(block.source)
        after_item = is_item
    return "".join(pieces)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
