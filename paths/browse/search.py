"""Finding: candidates from the index, ranked here, so that every database finds the same in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q

from paths.browse.models import EntryKind, SearchEntry
from paths.browse.spelling import Vocabulary
from paths.browse.terms import Fit, Term, terms_of
from paths.shared.folding import fold

# Of each kind, so many of the nearest entries are ranked; whoever needs more needs another word.
MOST = 60
NAMES = [EntryKind.ROLE, EntryKind.LEVEL, EntryKind.SKILL]
KINDS = list(EntryKind)
FIELDS = [
    *("pk", "kind", "name", "under", "text", "folded", "place", "hue", "years_min", "years_max"),
    *("role__name", "role__slug", "role__family__name", "level__slug", "skill_id", "skill__slug"),
]
# How good a hit is by where it is: in the name, in its surroundings, in the text.
IN_NAME, AROUND, IN_TEXT = 0, 10, 20
MISSED = 40
# What is named by a sentence stands behind what has a name of its own.
SENTENCES, OF_A_SENTENCE = {EntryKind.QUESTION, EntryKind.ADVICE}, 2
# Longer than any name.
LONG = 1_000
# In sentences a few letters say little: the beginning of a word needs that many, the inside of one that many.
TELLING = {Fit.BEGINNING: 3, Fit.INSIDE: 5}

Rank = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry that was found, and how good it is: lower ranks are better."""

    entry: Any
    rank: Rank


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: entries best first, of every kind. `terms` are the words they were found by: not those
    that were typed if nothing holds these (`instead`), and not all of them in each if nothing holds all (`partly`).
    """

    terms: tuple[Term, ...]
    ranked: tuple[Ranked, ...] = ()
    instead: str = ""
    partly: bool = False

    @property
    def totals(self) -> dict[EntryKind, int]:
        """How many entries of each kind, the kind with the best entry first."""
        return dict(Counter(EntryKind(one.entry.kind) for one in self.ranked))

    def of_kind(self, kind: str) -> Found:
        """The same with the entries of one kind only."""
        return replace(self, ranked=tuple(one for one in self.ranked if one.entry.kind == kind))

    @property
    def by_kind(self) -> list[tuple[EntryKind, list[Any]]]:
        """The entries by kind, the kind with the best entry first."""
        groups: dict[EntryKind, list[Ranked]] = {}
        for one in self.ranked:
            groups.setdefault(EntryKind(one.entry.kind), []).append(one)
        return [(kind, [one.entry for one in group]) for kind, group in groups.items()]


def find(query: str) -> Found:
    """What somebody means who types `query`. Where nothing fits, what they may have meant; else what fits partly."""
    terms = terms_of(query)
    found = ranked(terms)
    if found or not terms:
        return Found(terms, found)
    meant = meant_by(terms)
    instead = " ".join(term.word for term in meant) if meant != terms else ""
    if instead and (found := ranked(meant)):
        return Found(meant, found, instead)
    found = ranked(meant, every=False)
    return Found(meant, found, instead, partly=True) if found else Found(terms)


def ranked(terms: Sequence[Term], *, every: bool = True) -> tuple[Ranked, ...]:
    """The entries that hold all `terms` (with `every` off: any of them), best first. One query."""
    if not terms:
        return ()
    longest = max(terms, key=lambda term: len(term.needle))
    entries = SearchEntry.objects.holding([term.needle for term in terms], every=every).closest(longest.needle, MOST)
    rows = entries.order_by().values_list(*FIELDS, named=True)
    found = [Ranked(row, rank) for row in rows if (rank := rank_of(row, terms, every=every))]
    return tuple(sorted(found, key=lambda one: one.rank))


def rank_of(row: Any, terms: Sequence[Term], *, every: bool = True) -> Rank | None:
    """How good an entry is for `terms`, lower is better; None if it does not hold what it should."""
    name, *_ = lines = row.folded.split("\n")
    kind = EntryKind(row.kind)
    grades = [grade(term, lines, named=kind not in SENTENCES) for term in terms]
    missed, outside = grades.count(MISSED), sum(grade >= AROUND for grade in grades)
    if (missed and every) or all(AROUND <= grade < IN_TEXT or grade == MISSED for grade in grades):
        return None
    phrase = f" {' '.join(term.word for term in terms)} "
    total = sum(grades) + (OF_A_SENTENCE if kind in SENTENCES else 0)
    length, by_name = among_equals(kind, name, bool(outside))
    return (
        *(missed, outside, total, name != phrase, phrase not in name),
        *(not name.startswith(f" {terms[0].word}"), length),
        *(KINDS.index(kind), by_name, fold(row.role__name or ""), row.pk),
    )


def among_equals(kind: EntryKind, name: str, is_in_text: bool) -> tuple[int, str]:
    """What decides between hits that are equally good: the length of their names, then the names.

    Not so for names that were not searched for, nor for levels: they keep the order of their ladders.
    """
    if kind == EntryKind.LEVEL:
        return 0 if is_in_text else LONG, ""
    if is_in_text:
        return 0, name if kind == EntryKind.SKILL else ""
    return len(name), name


def grade(term: Term, lines: Sequence[str], *, named: bool) -> int:
    """How well an entry holds a term: where it does at best, and how. `named` if its name is not a sentence."""
    for where, line in zip((IN_NAME, AROUND, IN_TEXT), lines, strict=True):
        fit = term.fit(line)
        if fit is not None and ((named and where == IN_NAME) or len(term.word) >= TELLING.get(fit, 0)):
            return where + fit
    return MISSED


def meant_by(terms: Sequence[Term]) -> tuple[Term, ...]:
    """`terms` with those that no entry holds replaced by the nearest word of a name. Two queries."""
    counts = {f"term_{i}": Count("pk", filter=Q(folded__contains=term.word)) for i, term in enumerate(terms)}
    held = SearchEntry.objects.aggregate(**counts)
    names = SearchEntry.objects.filter(kind__in=NAMES).order_by("pk").values_list("name", flat=True)
    vocabulary = Vocabulary.of(map(fold, names))
    words = (term.word if held[f"term_{i}"] else vocabulary.nearest(term.word) for i, term in enumerate(terms))
    return terms_of(" ".join(words))
