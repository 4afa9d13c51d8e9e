"""What somebody may have meant: the word of a vocabulary that is nearest to one that nothing holds. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from paths.browse.terms import stem

# A word of that many letters may have that many slips in it; a shorter one could be anything.
SLIPS = ((8, 3), (6, 2), (4, 1))
OF_A_JOINT = str.maketrans("", "", "+#/. ")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words there are: `spellings` gives for each way to write one how it is written here and how often it is."""

    spellings: dict[str, tuple[str, int]]

    @classmethod
    def of(cls, names: Iterable[str]) -> Vocabulary:
        """The words of folded `names`; and words and names that people run together: "nodejs", "systemdesign"."""
        words: Counter[str] = Counter()
        joined: dict[str, str] = {}
        for name in names:
            words.update(set(name.split()))
            for piece in (name, *name.split()):
                joined.setdefault(piece.translate(OF_A_JOINT), piece)
        known = {word: (word, number) for word, number in words.items()}
        return cls({word: (piece, 0) for word, piece in joined.items() if word} | known)

    def nearest(self, word: str) -> str:
        """How `word` is written here: in another form, else what it may be a slip of, else as it is."""
        if word in self.spellings:
            return self.spellings[word][0]
        kin = [other for other in self.spellings if stem(other) == stem(word)]
        slips = next((slips for length, slips in SLIPS if len(word) >= length), 0)
        near = process.extract(
            word, kin or self.spellings.keys(), scorer=OSA.distance, score_cutoff=None if kin else slips, limit=None
        )
        best = min(near, key=lambda found: self._distance(word, found[0], found[1]), default=None)
        return self.spellings[best[0]][0] if best else word

    def _distance(self, word: str, other: str, slips: float) -> tuple[object, ...]:
        """Fewest slips first; then what begins alike and is frequent; then by alphabet."""
        spelling, number = self.spellings[other]
        return slips, other[0] != word[0], -number, spelling, other
