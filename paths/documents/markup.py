"""The pieces of Markdown a ladder document is written from, each such that it is read back as what it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paths.documents.blocks import Heading, Paragraph, in_one_text
from paths.documents.document import Statement
from paths.documents.markdown import read_blocks
from paths.documents.phrases import bold_label, guard
from paths.documents.source import lines_of

# Pieces of Markdown: a blank line goes between any two, a single line end where a list goes on.
Blocks = list[str]


def heading(depth: int, text: str) -> str:
    return Heading(0, depth, one_line(text)).source


def bold(name: str) -> str:
    """A bold label; stars that would end it too early are left out."""
    label = f"**{one_line(name)}:**"
    return label if bold_label(label) else f"**{name.replace('*', '').strip('_: ')}:**"


def paragraphs(text: str) -> Blocks:
    return [Paragraph(0, (one_line(part.strip()),)).source for part in re.split(r"\n\s*\n", text) if part.strip()]


def item(text: str, examples: Iterable[str] = (), lead: str = "- ") -> Iterator[str]:
    """The lines of a list item, with its examples nested under it."""
    yield (lead + text).rstrip()
    yield from (f"{' ' * len(lead)}- {guard(one_line(example))}" for example in examples)


def items(statements: Iterable[Statement], lead: str = "- ") -> Iterator[str]:
    for statement in statements:
        yield from item(guard(one_line(statement.text)), statement.examples, lead)


def one_line(text: str) -> str:
    return " ".join(text.split("\n")) if "\n" in text else text


def under(head: str, lines: Iterable[str]) -> str:
    """A heading or label with lines directly under it."""
    return "\n".join([head, *lines])


def within(text: str, depth: int) -> str:
    """`text` with its headings deeper than `depth`, so that none of them ends what it stands in."""
    found = list(read_blocks(lines_of(text)))
    if not any(isinstance(block, Heading) and block.depth <= depth for block in found):
        return text
    return in_one_text(
        Heading(block.line, max(block.depth, depth + 1), block.text) if isinstance(block, Heading) else block
        for block in found
    )


def together(lines: Iterable[str]) -> Blocks:
    """Lines as one piece, if there are any."""
    block = "\n".join(lines)
    return [block] if block else []


def joined(blocks: Blocks) -> str:
    pieces: list[str] = []
    for block in blocks:
        if pieces:
            goes_on = block.startswith("- ") and pieces[-1].rpartition("\n")[2].startswith("- ")
            pieces.append("\n" if goes_on else "\n\n")
        pieces.append(block)
    return "".join(pieces)
