"""The words somebody searches for, and how well a text holds them. Pure; all texts in here are folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import takewhile
from threading import Lock

from snowballstemmer import stemmer

from paths.ladders.vocabulary import LITTLE_WORDS
from paths.shared.folding import fold

LONGEST_QUERY, MOST_TERMS = 200, 8
# Shorter words are not looked for inside of others: "go" is not meant to find "category".
SHORTEST_INSIDE = 3

_TOKEN = re.compile(r"[\w+#]+")
_ENGLISH = stemmer("english")
_ONE_AT_A_TIME = Lock()


class Fit(IntEnum):
    """How a word fits a text, best first."""

    WORD = 0
    STEM = 1
    BEGINNING = 2
    INSIDE = 3


@dataclass(frozen=True)
class Term:
    """One word that is searched for."""

    word: str

    @cached_property
    def stem(self) -> str:
        return stem(self.word)

    @cached_property
    def needle(self) -> str:
        """What every text that fits must hold: "compan" for "companies", which shall find "company" too."""
        if self.stem == self.word:
            return self.word
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(self.word, self.stem, strict=False))
        return "".join(letter for letter, _ in alike).removesuffix("i") or self.word

    def fit(self, text: str) -> Fit | None:
        """How `text` holds this word at best, None if it does not."""
        if self.needle not in text:
            return None
        if self._whole.search(text):
            return Fit.WORD
        if any(stem(token) == self.stem for token in self._kin.findall(text)):
            return Fit.STEM
        if self._beginning.search(text):
            return Fit.BEGINNING
        return Fit.INSIDE if self._may_be_inside and self.word in text else None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where `text` holds this word, as (start, end): at the beginning of words if anywhere, else inside them."""
        found = [
            (match.start(), match.end() if stem(match[0]) == self.stem else match.start() + len(self.word))
            for match in self._kin.finditer(text)
            if match[0].startswith(self.word) or stem(match[0]) == self.stem
        ]
        if not found and self._may_be_inside:
            found = [match.span() for match in re.finditer(re.escape(self.word), text)]
        return iter(found)

    @cached_property
    def _beginning(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w+#]){re.escape(self.word)}")

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"{self._beginning.pattern}(?![\w+#])")

    @cached_property
    def _kin(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w+#]){re.escape(self.needle)}[\w+#]*")

    @property
    def _may_be_inside(self) -> bool:
        return len(self.word) >= SHORTEST_INSIDE or not self.word.isascii()


def terms_of(query: str) -> tuple[Term, ...]:
    """The words of what somebody typed, each once, in order: the first few, and only telling ones if there are any."""
    words = dict.fromkeys(word.strip("/").rstrip(".") for word in fold(query[:LONGEST_QUERY]).split())
    words = [word for word in words if _TOKEN.search(word)]
    return tuple(map(Term, [word for word in words if word not in LITTLE_WORDS] or words))[:MOST_TERMS]


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The part of an English word that its forms share: "databases" and "database" have one."""
    if not word.isalpha() or len(word) < SHORTEST_INSIDE:
        return word
    with _ONE_AT_A_TIME:
        return str(_ENGLISH.stemWord(word))
