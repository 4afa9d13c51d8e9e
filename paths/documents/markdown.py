"""From the lines of a ladder document to its blocks.

Markdown in the sense of CommonMark, with these differences, each for the sake of people who write in a word processor:
a bold label begins a paragraph wherever it stands; text may be indented at will (there is no indented code); link
definitions and raw HTML are text. What a quotation holds is not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block

from paths.documents.blocks import Block, Heading, Item, Other, Paragraph, is_label, shield
from paths.documents.phrases import unguard

DEEPEST = 40  # Levels of Markdown nesting, two for each list: beyond that a list marker is text.

_MARKERS = re.compile(r"\s*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+)*")


def read_blocks(page: list[str]) -> Iterator[Block]:
    """The blocks of a page given by its lines, which have neither tabs nor spaces at their ends."""
    state = _Tree("\n".join(page))
    _MARKDOWN.block.tokenize(state, 0, state.lineMax)
    for node in state.root.children:
        yield from _blocks(node, page)


class _Node:
    """A Markdown element: what markdown-it calls a token, and the elements in it."""

    __slots__ = ("attrs", "children", "content", "info", "map", "markup", "meta", "tag", "type")

    def __init__(self, kind: str, tag: str) -> None:
        self.type, self.tag = kind, tag
        self.content = self.info = self.markup = ""
        self.children: list[_Node] = []


class _Tree(StateBlock):
    """A state of markdown-it that grows a tree: a fraction of the memory and time of its list of tokens."""

    def __init__(self, text: str) -> None:
        super().__init__(text, _MARKDOWN, {}, [])
        self.root = _Node("root", "")
        self._path = [self.root]
        self._closing = _Node("closing", "")

    def push(self, ttype: str, tag: str, nesting: int) -> Any:
        if nesting < 0:
            self.level -= 1
            self._path.pop()
            return self._closing
        if ttype == "inline":
            # The text of a heading or paragraph is kept in its own node.
            return self._path[-1]
        node = _Node(ttype, tag)
        self._path[-1].children.append(node)
        if nesting:
            self.level += 1
            self._path.append(node)
        return node


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not silent and state.level >= DEEPEST:
        return False
    # Without this a list indented by four is text behind some lists and a list behind others.
    before, state.listIndent = state.listIndent, -1
    found = list_block(state, start, end, silent)
    state.listIndent = before
    return found


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that begin with ">", and those that carry on the paragraph in them."""

    def marked(line: int) -> bool:
        return state.sCount[line] >= state.blkIndent and state.src.startswith(
            ">", state.bMarks[line] + state.tShift[line]
        )

    if not marked(start):
        return False
    if silent:
        return True
    rules = _MARKDOWN.block.ruler.getRules("blockquote")
    before, state.parentType = state.parentType, "blockquote"
    line, bare = start, False
    while line < end and not state.isEmpty(line):
        if not marked(line) and (bare or any(rule(state, line, end, True) for rule in rules)):
            break
        bare = state.bMarks[line] + state.tShift[line] + 1 == state.eMarks[line]
        line += 1
    state.parentType = before
    state.line = line
    state.push("blockquote", "", 0).map = [start, line]
    return True


def _text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph, or a heading if it is underlined. Indented lines end it as others do, unlike in CommonMark."""
    rules = _MARKDOWN.block.ruler.getRules("paragraph")
    before, state.parentType = state.parentType, "paragraph"
    line, depth = start + 1, 0
    while line < end and not state.isEmpty(line) and not depth:
        depth = _underlined(state, line)
        if not depth and any(rule(state, line, end, True) for rule in rules):
            break
        line += 1
    node = state.push("heading_open", f"h{depth}", 1) if depth else state.push("paragraph_open", "p", 1)
    node.map = [start, line]
    node.content = state.getLines(start, line - 1 if depth else line, state.blkIndent, False)
    state.push("", "", -1)
    state.parentType = before
    state.line = line
    return True


def _underlined(state: StateBlock, line: int) -> int:
    """The depth of a heading underlined by this line, 0 if it underlines nothing."""
    begins, ends = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    mark = state.src[begins]
    if mark not in "=-" or state.sCount[line] < state.blkIndent or state.src[begins:ends].strip(mark):
        return 0
    return 1 if mark == "=" else 2


def _label(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Ends what comes before a label, even where a list item would go on with it; begins nothing itself."""
    if not silent or (state.parentType != "table" and 0 < state.blkIndent <= state.sCount[start]):
        return False
    return is_label(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * DEEPEST}).enable("table")
    parser.disable(["code", "reference", "html_block", "lheading"])
    ruler = parser.block.ruler
    ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("blockquote", _quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("paragraph", _text)
    ruler.before("paragraph", "label", _label, {"alt": ["paragraph", "blockquote"]})
    return parser


_MARKDOWN = _parser()


def _blocks(node: _Node, page: list[str]) -> Iterator[Block]:
    match node.type:
        case "bullet_list_open" | "ordered_list_open":
            for child in node.children:
                item = _item(child, page)
                if item.text or item.items or item.others:
                    yield item
        case "paragraph_open":
            if lines := _lines(node):
                yield Paragraph(node.map[0] + 1, lines)
        case "heading_open":
            yield Heading(node.map[0] + 1, int(node.tag[1]), _unwrapped(" ".join(_lines(node))))
        case "fence" | "blockquote" | "table_open":
            yield Other(node.map[0] + 1, _source(node, page))


def _item(node: _Node, page: list[str]) -> Item:
    text, items, others = "", [], []
    for child in node.children:
        if child.type in {"bullet_list_open", "ordered_list_open"}:
            for nested in (_item(each, page) for each in child.children):
                items.append(nested)
                others.extend(nested.others)
        elif child.type in {"paragraph_open", "heading_open"}:
            line = " ".join(_lines(child))
            if child.type == "heading_open" and "#" in child.markup:
                # "- # of incidents" is a list item about a number, not a heading.
                line = f"{child.markup} {line}".rstrip()
            if line and child is node.children[0]:
                text = unguard(line)
            elif line:
                others.append(Paragraph(child.map[0] + 1, (shield(line),)))
        else:
            others.extend(_blocks(child, page))
    return Item(node.map[0] + 1, text, tuple(items), tuple(others), page, node.map[1])


def _lines(node: _Node) -> tuple[str, ...]:
    text = node.content.strip()
    if "\n" not in text:
        return (text,) if text else ()
    return tuple(line for line in map(str.strip, text.split("\n")) if line)


def _unwrapped(text: str) -> str:
    """The text of a heading that a word processor has made bold as well."""
    if text[:2] == text[-2:] == "**" and len(text) > 4 and "**" not in text[2:-2]:
        return text[2:-2].strip()
    return text


def _source(node: _Node, page: list[str]) -> str:
    if node.type == "fence":
        code = node.content if not node.content or node.content.endswith("\n") else node.content + "\n"
        return f"{node.markup}{node.info}\n{code}{node.markup}"
    first, *rest = page[node.map[0] : node.map[1]]
    lines = [first[_MARKERS.match(first).end() :], *map(str.strip, rest)]
    if node.type == "blockquote":
        lines = [line if line.startswith(">") else f"> {line}" for line in lines if line]
    return "\n".join(line for line in lines if line)
