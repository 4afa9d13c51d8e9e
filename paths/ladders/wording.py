"""What differs between two wordings, word by word. Pure: texts in, segments out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

# Of more words than this a word-by-word difference is neither readable nor cheap: its cost is their product.
LONGEST = 200

_WORD = re.compile(r"(\s*)(\w+(?:['’\-./&]\w+)*[+#]*|[^\w\s]|$)")
_Words = list[tuple[str, str]]


class Edit(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and what became of it."""

    edit: Edit
    text: str


def folded(text: str) -> str:
    """`text` without what does not count: case and spacing."""
    return " ".join(text.casefold().split())


def difference(before: str, after: str) -> tuple[Segment, ...]:
    """The way from `before` to `after` that keeps as much text as possible, removals ahead of additions.

    The segments that are not added join to `before`, those that are not removed to `after`, to the last space.
    """
    old, new = _words(before), _words(after)
    if before == after:
        edits = [(Edit.SAME, before)]
    elif max(len(old), len(new)) > LONGEST:
        edits = [(Edit.REMOVED, before), (Edit.ADDED, after)]
    else:
        edits = list(_edits(old, new))
    return tuple(_joined(edits))


def _words(text: str) -> _Words:
    """Every word or sign with the space before it; the space at the end stands before an empty word."""
    return [(space, word) for space, word in _WORD.findall(text) if space or word]


def _edits(old: _Words, new: _Words) -> Iterator[tuple[Edit, str]]:
    i = j = 0
    for kept_old, kept_new in [*_kept(old, new), (len(old), len(new))]:
        yield Edit.REMOVED, "".join(space + word for space, word in old[i:kept_old])
        yield Edit.ADDED, "".join(space + word for space, word in new[j:kept_new])
        i, j = kept_old + 1, kept_new + 1
        if kept_old < len(old):
            (space_before, word), (space_after, _) = old[kept_old], new[kept_new]
            if space_before == space_after:
                word = space_after + word
            else:
                yield Edit.REMOVED, space_before
                yield Edit.ADDED, space_after
            yield Edit.SAME, word


def _kept(old: _Words, new: _Words) -> list[tuple[int, int]]:
    """The places of the words that stay: the common subsequence with the most letters (Wagner and Fischer 1974)."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        word, row, below = old[i][1], best[i], best[i + 1]
        for j in range(len(new) - 1, -1, -1):
            if word == new[j][1]:
                row[j] = below[j + 1] + len(word)
            else:
                row[j] = max(below[j], row[j + 1])
    kept, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if old[i][1] == new[j][1]:
            kept.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return kept


def _joined(edits: list[tuple[Edit, str]]) -> Iterator[Segment]:
    """One segment for each run; of what stands between two runs that stay, removals first."""
    for _, run in groupby((edit for edit in edits if edit[1]), key=lambda edit: edit[0] is Edit.SAME):
        texts: dict[Edit, str] = defaultdict(str)
        for edit, text in run:
            texts[edit] += text
        yield from (Segment(edit, texts[edit]) for edit in Edit if texts[edit])
