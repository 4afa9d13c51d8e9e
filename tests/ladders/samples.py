"""Levels to compare: the five ladders of the fixtures, a generated ladder, and short ways to write statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

from paths.documents.reader import read_ladder
from paths.ladders.choices import Kind
from paths.ladders.content import Expected, Profile, Share, SkillAsked
from paths.ladders.skill_names import name_skill, skill_key

LADDERS = ("backend-engineer", "data-engineer", "devops-engineer", "engineering-manager", "frontend-engineer")
LABELS = {"responsibility": Kind.RESPONSIBILITY, "soft skill": Kind.SOFT_SKILL}

_FIXTURES = Path(__file__).parents[2] / "fixtures" / "ladders"
_keys = count(1)
_skills: dict[str, int] = {}


@dataclass(frozen=True)
class Label:
    """A pair of statements on adjacent rungs, and whether the upper one grows from the lower one."""

    ladder: str
    kind: str
    lower: str
    upper: str
    grows: bool


@cache
def labels() -> tuple[Label, ...]:
    rows = json.loads((Path(__file__).parent / "labelled_pairs.json").read_text())
    return tuple(Label(row["ladder"], LABELS[row["kind"]], row["lower"], row["upper"], row["grows"]) for row in rows)


@cache
def ladder(name: str) -> tuple[Profile, ...]:
    """A ladder of the fixtures, lowest level first."""
    document = read_ladder((_FIXTURES / f"{name}.md").read_bytes()).document
    return tuple(
        profile(
            *(does(each.text, examples=each.examples) for each in level.responsibilities),
            *(
                knows(each.text, category=group.category, required=group.required)
                for group in level.skills
                for each in group.skills
            ),
            *(is_good_at(each.text, examples=each.examples) for each in level.soft_skills),
            rank=rank,
            title=level.title,
            years=(level.years_min, level.years_max),
            shares=[(line.activity, line.percent) for line in level.day],
        )
        for rank, level in enumerate(document.levels, 1)
    )


def profile(*expectations, rank=1, title="Level", years=(None, None), shares=(), level_id=None, summary="") -> Profile:
    return Profile(
        level_id=rank if level_id is None else level_id,
        slug=f"level-{rank}",
        rank=rank,
        title=title,
        years_min=years[0],
        years_max=years[1],
        summary=summary,
        expectations=expectations,
        shares=tuple(Share(*share) for share in shares),
    )


def does(text, *, key=None, category="", grows_from=None, examples=(), required=True) -> Expected:
    """A responsibility. Keys may be plain numbers."""
    return _expected(Kind.RESPONSIBILITY, text, key, category, grows_from, examples, required)


def is_good_at(text, *, key=None, category="", grows_from=None, examples=(), required=True) -> Expected:
    """A soft skill."""
    return _expected(Kind.SOFT_SKILL, text, key, category, grows_from, examples, required)


def knows(text, depth=None, *, key=None, category="Technical", required=True, examples=()) -> Expected:
    """A skill as a ladder writes it: "advanced SQL" is SQL, Practitioner, unless `depth` says otherwise."""
    named = name_skill(text)
    number = _skills.setdefault(skill_key(named.name), len(_skills) + 1)
    skill = SkillAsked(number, named.name, f"skill-{number}", depth or int(named.proficiency))
    return _expected(Kind.SKILL, text, key, category, None, examples, required, skill)


def _expected(kind, text, key, category, grows_from, examples, required, skill=None) -> Expected:
    return Expected(
        key=_key(next(_keys) + 1_000_000 if key is None else key),
        kind=kind,
        category=category,
        text=text,
        examples=tuple(examples),
        skill=skill,
        required=required,
        grows_from=_key(grows_from),
    )


def _key(number) -> UUID | None:
    return UUID(int=number) if isinstance(number, int) else number


def generated_ladder(levels: int, statements: int, per_category: int = 10, seed: int = 1) -> tuple[Profile, ...]:
    """A ladder as nobody wrote it: a third each of responsibilities, skills and soft skills, so many to a category.

    From level to level two statements of three go on, half of them in other words; the words follow Zipf's law, and
    a ladder of more statements has more of them, as written ladders do.
    """
    random = Random(seed)
    words = [_word(random) for _ in range(40 + 4 * statements)]
    weights = [1 / (place + 8) for place in range(len(words))]
    made: list[Profile] = []
    for rank in range(1, levels + 1):
        carried = made[-1].expectations if made else [None] * statements
        made.append(
            profile(
                *(
                    _grown(random, words, weights, before, place * 3 // statements, f"Category {place // per_category}")
                    for place, before in enumerate(carried)
                ),
                rank=rank,
                title=f"Level {rank}",
                shares=[(_text(random, words, weights, 4), 20) for _ in range(5)],
            )
        )
    return tuple(made)


def _grown(random, words, weights, before, kind, category) -> Expected:
    write = (does, knows, is_good_at)[kind]
    if before is None or random.random() > 2 / 3:
        return write(_text(random, words, weights, 9), category=category)
    if before.skill:
        return knows(before.text, min(before.skill.proficiency + random.randint(0, 1), 4), category=category)
    text = before.text.split()
    if random.random() < 0.5:
        text[random.randrange(len(text))] = random.choices(words, weights)[0]
    return write(" ".join(text), category=category)


def _text(random, words, weights, length) -> str:
    return " ".join(random.choices(words, weights, k=length)).capitalize()


def _word(random) -> str:
    return "".join(random.choice("bdfgklmnprst") + random.choice("aeiou") for _ in range(random.randint(2, 4)))


def texts(statements: Iterable) -> list[str]:
    return [statement.expected.text for statement in statements]


def by_mark(comparison, column: int = 1) -> dict[str, list[str]]:
    """mark -> the texts of a column that carry it."""
    found = defaultdict(list)
    for statement in comparison.statements(column):
        found[str(statement.mark)].append(statement.expected.text)
    return dict(found)
