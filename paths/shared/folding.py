"""Text folded for finding: case, accents, width and punctuation do not count. Pure.

What can be part of a name stays: "C++", "C#", "CI/CD", "Node.js", ".NET".
"""

from __future__ import annotations

import unicodedata

KEPT = frozenset("+#/.")
SILENT = frozenset("'’ʼ`´")
# Letters with a stroke or joined letters, which no normal form takes apart.
APART = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}


class _Folds(dict[int, str]):
    """code point -> what it folds to, worked out once: what `str.translate` asks."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = "".join(map(_kept, _letters(_letters(chr(code)))))
        return folded


def fold(text: str) -> str:
    """`text` as it is compared: "Über  den C++-Code!" gives "uber den c++ code". Folding again changes nothing."""
    return " ".join(text.translate(_FOLDS).split())


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """`text` folded with every gap left in, and for each character of that the place in `text` it came from."""
    pieces = [_FOLDS[ord(character)] for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def _letters(text: str) -> str:
    """Case, width and accents folded. Folding case can bring new accents, so it is done twice."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(APART.get(c, c) for c in plain.casefold())


def _kept(character: str) -> str:
    """The character itself if it can be part of a word, a gap for what divides words, nothing for what is silent."""
    category = unicodedata.category(character)
    if character in KEPT or category[0] in "LN":
        return character
    if character in SILENT or unicodedata.combining(character) or category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    return character if category[0] == "M" else " "


_FOLDS = _Folds()
