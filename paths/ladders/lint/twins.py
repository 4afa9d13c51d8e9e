"""Names that look like one name written twice: "NodeJS" and "Node.js", "Code review" and "Code reviews". Pure.

Quiet rather than complete: "Java" and "JavaScript", "C++" and "C#", "SQL" and "NoSQL", "REST" and "GraphQL", "System
design" and "Design systems" are different things, and a wrong warning teaches people to look past the right ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from paths.shared.folding import fold

# A slip of the pen in a shorter word makes another word too often: "Spring" and "String".
SHORTEST = 7

_OF_A_JOINT = str.maketrans("", "", "/. ")
_LITTLE_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "the", "to", "with"})
# Said after the name of a skill, they add nothing to it. Not "framework": JavaScript has many.
_NEEDLESS = frozenset({"language", "programming", "skill", "tool"})
_SHORT_FOR = {
    "ecmascript": "javascript",
    "golang": "go",
    "js": "javascript",
    "k8": "kubernet",
    "k8s": "kubernet",
    "postgres": "postgresql",
    "postgre": "postgresql",
    "ts": "typescript",
}
# British and American, and the ends that make one word out of another without making another skill of it.
_SPELLINGS = (
    (re.compile(r"is(e[ds]?|ing|ation)$"), r"iz\1"),
    (re.compile(r"ys(e[ds]?|ing)$"), r"yz\1"),
    (re.compile(r"our(s?)$"), r"or\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
)  # fmt: skip
_ENDS = (
    (re.compile(r"(?<=\w\w)ies$"), "y"),
    (re.compile(r"(?<=\w\w)(?<![sui])s$|(?<=ss)es$"), ""),
    (re.compile(r"(?<=\w\w\w)ing$"), ""),
    (re.compile(r"(?<=\w\w\w)e$"), ""),
    (re.compile(r"([bdglmnprt])\1$"), r"\1"),
)


def twins(names: Mapping[int, str]) -> tuple[tuple[int, int], ...]:
    """The pairs of `names` (id -> name) that look like one, each as (smaller id, larger id), in order."""
    folded = {i: fold(name) for i, name in sorted(names.items())}
    found: dict[tuple[int, int], None] = {}
    for ids in _same_form(folded):
        # Each against the first of them: a name written five ways is four findings, not ten.
        found |= {(ids[0], other): None for other in ids[1:]}
    found |= dict.fromkeys(_initials(folded, names))
    met = {i for pair in found for i in pair}
    found |= dict.fromkeys(_slips({i: name for i, name in folded.items() if i not in met}))
    return tuple(sorted(found))


def _same_form(folded: Mapping[int, str]) -> Iterable[list[int]]:
    """The names that are the same once joints, endings and needless words are left out."""
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, name in folded.items():
        if name:
            same["joined", name.translate(_OF_A_JOINT)].append(i)
            words = [word for word in _parts(name) if word not in _LITTLE_WORDS]
            while len(words) > 1 and _singular(words[-1]) in _NEEDLESS:
                words.pop()
            same["words", " ".join(map(_word, words))].append(i)
    return same.values()


def _initials(folded: Mapping[int, str], names: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """A name in capitals and the one whose initials it is: "IaC" and "Infrastructure as Code"."""
    in_full = {"".join(word[0] for word in words): i for i, name in folded.items() if len(words := _parts(name)) > 2}
    for i, name in folded.items():
        other = in_full.get(name) if sum(letter.isupper() for letter in names[i]) > 1 else None
        if other is not None:
            yield min(i, other), max(i, other)


def _parts(folded: str) -> list[str]:
    return folded.replace("/", " ").split()


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _word(word: str) -> str:
    """A word without the endings and spellings that make no other skill of it."""
    if word in _SHORT_FOR:
        return _SHORT_FOR[word]
    if word.isalpha() and len(word) > 3:
        for pattern, instead in (*_SPELLINGS, *_ENDS):
            word = pattern.sub(instead, word)
    return _SHORT_FOR.get(word, word)


def _slips(folded: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Pairs that differ by one slip of the pen in one long word."""
    by_id = {i: name for i, name in folded.items() if len(name) >= SHORTEST}
    for i, name in by_id.items():
        near = process.extract(name, by_id, scorer=OSA.distance, score_cutoff=1, limit=None)
        yield from ((i, j) for other, _distance, j in near if i < j and _is_slip(name, other))


def _is_slip(one: str, other: str) -> bool:
    left, right = one.split(), other.split()
    if len(left) != len(right):
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(differing) == 1 and all(
        min(len(a), len(b)) >= SHORTEST - 1
        and max(len(a), len(b)) >= SHORTEST
        and a[0] == b[0]
        and a.isalpha()
        and b.isalpha()
        for a, b in differing
    )
