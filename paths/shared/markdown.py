"""Markdown to safe HTML. Raw HTML in a text is shown as the text it is."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "ul", "ol", "li", "strong", "em", "code", "pre", "a", "blockquote", "br", "hr", "table", "thead"} | {
    *("tbody", "tr", "th", "td", "h2", "h3", "h4")
}
PLAIN = re.compile(r"[^\\`*_\[\]<>&!\"'\n]*")

parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def block(text: str, level: int = 4) -> SafeString:
    """Paragraphs, lists, tables and the like as HTML. Headings in them are of `level`, below those of the page."""
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
    html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel="noopener nofollow"))  # noqa: S308


@lru_cache(maxsize=4096)
def inline(text: str) -> SafeString:
    """One line as HTML: emphasis, code and links."""
    if PLAIN.fullmatch(text):
        return escape(text)
    html = parser.renderInline(text)
    return mark_safe(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel="noopener nofollow"))  # noqa: S308


def plain_text(text: str) -> str:
    """One line without its Markdown, as a person reads it."""
    if PLAIN.fullmatch(text):
        return text
    tokens = parser.parseInline(text)[0].children or []
    return "".join(" " if token.type in {"softbreak", "hardbreak"} else token.content for token in tokens)
