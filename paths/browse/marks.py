"""Texts with what was searched for marked in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from paths.browse.terms import Term
from paths.shared.folding import fold, fold_with_places

# How much of a long text is shown around what was found in it.
LONGEST = 180


def marked(text: str, terms: Sequence[Term]) -> SafeString:
    """`text` as HTML, with <mark> around what `terms` stand for, as it is written there."""
    pieces, at = [], 0
    for start, end in spans(text, terms):
        pieces.append((text[at:start], text[start:end]))
        at = end
    marks = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", marks, text[at:])


def spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where `text` holds the terms, as (start, end), in order; what overlaps is one."""
    folded, places = fold_with_places(text)
    found = sorted((places[start], places[end - 1] + 1) for term in terms for start, end in term.spans(folded))
    joined: list[tuple[int, int]] = []
    for start, end in found:
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def passage(text: str, terms: Sequence[Term], longest: int = LONGEST) -> str:
    """The line of `text` that holds the most of `terms`, cut around the first of them; "" if none does."""
    line = max(text.split("\n"), key=lambda line: _held(line, terms), default="")
    if not _held(line, terms):
        return ""
    if len(line) <= longest:
        return line
    first = min((start for start, _ in spans(line, terms)), default=0)
    # From the beginning if that shows it, else from a word a third of the way before it.
    start = 0 if first < 2 * longest // 3 else line.rfind(" ", 0, first - longest // 3) + 1
    end = line.rfind(" ", 0, start + longest) if start + longest < len(line) else len(line)
    end = end if end > first else start + longest
    return f"{'… ' if start else ''}{line[start:end].strip()}{' …' if end < len(line) else ''}"


def _held(line: str, terms: Iterable[Term]) -> int:
    folded = f" {fold(line)} "
    return sum(term.fit(folded) is not None for term in terms)
