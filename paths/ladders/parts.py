"""What an edition says beside the statements of its levels, as lines that compare like statements. Pure.

A line is known by its words. What belongs under it, such as the focus of a stage, counts as its examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from paths.ladders.choices import AdviceKind, Kind
from paths.ladders.compare import EditionChanges, PartChange, compare_editions, compare_lines
from paths.ladders.content import Custom, EditionContent, Expected, Profile, Question
from paths.ladders.slugs import short_title
from paths.ladders.wording import folded
from paths.shared.formats import plain, years

# The part that asks something of whoever stands on the ladder, on every level.
CORE = "core_responsibilities"
Lines = tuple[Expected, ...]
_WORDS = UUID("5b8a5cf2-7c2e-4f0e-9a56-1d1f2f6f6f0a")


def compare_contents(before: EditionContent | None, after: EditionContent) -> EditionChanges:
    """What the edition `after` says otherwise than `before`: level by level, and part by part beside the levels.

    Against nothing, every level is new, and no part differs.
    """
    levels = compare_editions(before.profiles if before else (), after.profiles).levels
    if before is None:
        return EditionChanges(levels)
    parts = tuple(
        PartChange(name, compare_lines(lines(before), lines(after), are_asked=name == CORE), name == CORE)
        for name, lines in PARTS.items()
        if getattr(before, name) != getattr(after, name)
    )
    return EditionChanges(levels, parts)


def lines_of_fact(profile: Profile, name: str) -> Lines:
    """A field of a level that says more than one line has room for, as lines."""
    return FACTS[name](profile)


def _core(content: EditionContent) -> Lines:
    return tuple(_line(text, examples) for text, examples in content.core_responsibilities)


def _stages(content: EditionContent) -> Lines:
    return tuple(
        _line(
            stage.title,
            [
                years(stage.years_min, stage.years_max),
                _labelled(_("Focus"), stage.focus),
                _labelled(_("Key skills"), stage.key_skills),
                _labelled(_("Mindset"), stage.mindset),
                *stage.notes,
            ],
        )
        for stage in content.stages
    )


def _questions(content: EditionContent) -> Lines:
    titles = {profile.level_id: short_title(profile.title, content.role) for profile in content.profiles}

    def asked_at(question: Question) -> str:
        level = titles.get(question.level_id or 0, "")
        return ", ".join(filter(None, [question.heading, level and level + "+" * question.and_above]))

    return tuple(_line(each.text, each.examples, asked_at(each)) for each in content.questions)


def _advice(content: EditionContent) -> Lines:
    return tuple(
        _line(": ".join(filter(None, [piece.title, piece.text])), piece.examples, str(AdviceKind(piece.kind).label))
        for piece in content.advice
    )


def _transitions(content: EditionContent) -> Lines:
    return tuple(_line(f"{move.source} → {move.target}", [move.text, *move.examples]) for move in content.transitions)


def _custom(parts: Iterable[Custom]) -> Lines:
    return tuple(
        _line(part.heading, _one_line_each(part.body)) if part.heading else _line(" ".join(part.body.split()))
        for part in parts
    )


def _paragraphs(text: str) -> Lines:
    return tuple(_line(" ".join(paragraph.split())) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip())


def _week(profile: Profile) -> Lines:
    return tuple(
        _line(share.activity, [] if share.percent is None else [f"{plain(share.percent)} %"])
        for share in profile.shares
    )


PARTS: Mapping[str, Callable[[EditionContent], Lines]] = {
    CORE: _core,
    "overview": lambda content: _paragraphs(content.overview),
    "stages": _stages,
    "questions": _questions,
    "advice": _advice,
    "transitions": _transitions,
    "custom": lambda content: _custom(content.custom),
}
FACTS: Mapping[str, Callable[[Profile], Lines]] = {
    "summary": lambda profile: _paragraphs(profile.summary),
    "shares": _week,
    "projects": lambda profile: tuple(map(_line, profile.projects)),
    "custom": lambda profile: _custom(profile.custom),
}


def _line(text: str, under: Iterable[str] = (), category: str = "") -> Expected:
    known = uuid5(_WORDS, f"{folded(category)}\n{folded(text)}")
    return Expected(known, Kind.RESPONSIBILITY, category, text, tuple(filter(None, under)))


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _one_line_each(body: str) -> list[str]:
    return [" ".join(line.split()) for line in body.splitlines() if line.strip()]
