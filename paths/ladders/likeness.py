"""How alike two statements are: the stems and concerns they share, weighed by how rare those are, as a cosine.

Pure: texts in, numbers and pairs out. Term weighting after Spärck Jones (1972), "A statistical interpretation of term
specificity"; stems by Snowball's English stemmer; the pairs are the one stable matching of the scores (Gale and
Shapley 1962): no two statements would both rather have each other than what they got.

What was measured on the five ladders of the fixtures stands in tests/ladders/test_likeness.py.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import fsum, log1p, sqrt
from threading import Lock

from snowballstemmer import stemmer

from paths.ladders.vocabulary import CONCERNS, LITTLE_WORDS, REACH_WORDS

# Below it two statements are two things. From 0.18 down more labelled wrong pairs come in, from 0.22 up true ones go.
THRESHOLD = 0.21
# How loudly a word of reach is heard beside a word that names a thing.
REACH = 0.5
# A term that more statements than this share on both sides proposes no pairs: it tells nothing and would cost squares.
CROWD = 24

_WORD = re.compile(r"(?:by|in|off|on|up)-\w+|[^\W_]+[+#]*")
_ENGLISH = stemmer("english")
_ONE_AT_A_TIME = Lock()

Terms = Mapping[str, float]


@dataclass(frozen=True)
class Corpus:
    """The statements among which a term is rare or common. Made once, it may serve any number of comparisons."""

    texts: tuple[str, ...]

    def rarity(self, term: str) -> float:
        """log(1 + statements / statements with the term); a term that is nowhere counts as if it were once."""
        return log1p(len(self.texts) / max(self._found[term], 1))

    @cached_property
    def _found(self) -> Counter[str]:
        return Counter(term for text in self.texts for term in terms_of(text))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together, by their places, and how alike they are."""

    left: int
    right: int
    likeness: float


@lru_cache(maxsize=8192)
def terms_of(text: str) -> Terms:
    """The stems and concerns of `text`, each with how loudly it is heard, before rarity."""
    terms: dict[str, float] = {}
    for word in _WORD.findall(text.casefold().replace("’", "'").replace("'s ", " ")):
        if word not in LITTLE_WORDS:
            stem = _stem(word)
            loudness = REACH if stem in _reach() else 1.0
            for term in (stem, *_concerns().get(stem, ())):
                terms[term] = max(loudness, terms.get(term, 0))
    return terms


def alike(left: Sequence[str], right: Sequence[str], corpus: Corpus | None = None) -> tuple[Pair, ...]:
    """The pairs of `left` and `right` at or above THRESHOLD, one to one, most alike first.

    Without `corpus` rarity is that among the given texts: what stands once on either side tells most. The same pairs
    come out with the sides exchanged.
    """
    weigh = _Weighing(corpus or Corpus((*left, *right)))
    lefts, rights = [weigh(text) for text in left], [weigh(text) for text in right]
    scored = [
        Pair(i, j, score) for i, j in _candidates(lefts, rights) if (score := _cosine(lefts[i], rights[j])) >= THRESHOLD
    ]
    scored.sort(key=lambda pair: (-pair.likeness, pair.left, pair.right))
    return tuple(_one_to_one(scored))


class _Weighing:
    """Vectors of length one for texts, by the rarity of their terms in a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __call__(self, text: str) -> Terms:
        weights = {term: loudness * self._corpus.rarity(term) for term, loudness in terms_of(text).items()}
        length = sqrt(fsum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}


def _cosine(left: Terms, right: Terms) -> float:
    # fsum does not depend on the order, so exchanging the sides cannot tip a tie.
    return fsum(left[term] * right[term] for term in left.keys() & right.keys())


def _candidates(lefts: Sequence[Terms], rights: Sequence[Terms]) -> set[tuple[int, int]]:
    on_the_left, on_the_right = _index(lefts), _index(rights)
    return {
        (i, j)
        for term in on_the_left.keys() & on_the_right.keys()
        if max(len(on_the_left[term]), len(on_the_right[term])) <= CROWD
        for i in on_the_left[term]
        for j in on_the_right[term]
    }


def _index(vectors: Sequence[Terms]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for term in vector:
            index[term].append(place)
    return index


def _one_to_one(pairs: Iterable[Pair]) -> Iterable[Pair]:
    lefts, rights = set(), set()
    for pair in pairs:
        if pair.left not in lefts and pair.right not in rights:
            lefts.add(pair.left)
            rights.add(pair.right)
            yield pair


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    # The stemmer keeps the word in itself while it works, and requests are answered in threads.
    with _ONE_AT_A_TIME:
        return _ENGLISH.stemWord(word)


@lru_cache(maxsize=1)
def _reach() -> frozenset[str]:
    return frozenset(map(_stem, REACH_WORDS))


@lru_cache(maxsize=1)
def _concerns() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in CONCERNS.items():
        for word in words:
            found[_stem(word)].add(f"~{name}")
    return {stem: tuple(sorted(names)) for stem, names in found.items()}
