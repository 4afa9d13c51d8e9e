"""The statements of a draft before they are written: what a document says as rows, and those as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paths.documents.document import LadderDocument, LevelPart, Statement
from paths.documents.keys import KeyPool
from paths.ladders.choices import Kind
from paths.ladders.content import Custom, Expected, Profile, Share, SkillAsked
from paths.ladders.models import Expectation, Level, Skill
from paths.ladders.skill_names import name_skill, skill_key
from paths.ladders.skills import find_or_make_skills
from paths.shared.rows import lines

if TYPE_CHECKING:
    from paths.people.models import User


def statements_of(
    document: LadderDocument, levels: Sequence[Level], keys: KeyPool, by: User | None
) -> list[list[Expectation]]:
    """The unsaved statements of each level part, with their keys and skills; skills that are not there yet are made.

    A skill is the one that its words mean already, else the one they name.
    """
    of_levels = [_rows(part) for part in document.levels]
    placed = [(level, row) for level, of_level in zip(levels, of_levels, strict=True) for row in of_level]
    meant = {id(row): keys.skill_meant(level.pk, row.text) for level, row in placed if row.kind == Kind.SKILL}
    known = Skill.objects.in_bulk({found[0] for found in meant.values() if found})
    named = [(row, name_skill(row.text)) for _level, row in placed if row.kind == Kind.SKILL and not meant[id(row)]]
    made = find_or_make_skills([skill.name for _row, skill in named], by=by)
    for row, skill in named:
        row.skill, row.proficiency = made[skill_key(skill.name)], skill.proficiency
    for _level, row in placed:
        if found := meant.get(id(row)):
            row.skill, row.proficiency = known[found[0]], found[1]
    wanted = [(level.pk, row.kind, row.text, row.skill_id) for level, row in placed]
    for (_level, row), key in zip(placed, keys.take(wanted), strict=True):
        row.key, row.grows_from = key, keys.grows_from(key)
    return of_levels


def profiles_of(
    document: LadderDocument,
    levels: Sequence[Level],
    ranks: Sequence[int],
    statements: Sequence[Sequence[Expectation]],
) -> tuple[Profile, ...]:
    """The levels as a comparison takes them."""
    return tuple(
        Profile(
            level_id=level.pk,
            slug=level.slug,
            rank=rank,
            title=part.title,
            years_min=part.years_min,
            years_max=part.years_max,
            summary=part.summary,
            expectations=tuple(map(as_expected, rows)),
            shares=tuple(Share(line.activity, line.percent) for line in part.day),
            projects=part.projects,
            custom=tuple(Custom(each.place, each.form, each.heading, each.body) for each in part.custom),
        )
        for part, level, rank, rows in zip(document.levels, levels, ranks, statements, strict=True)
    )


def as_expected(row: Expectation) -> Expected:
    """A row as a frozen value, as reading it from the database gives it."""
    skill = row.skill and SkillAsked(row.skill.pk, row.skill.name, row.skill.slug, int(row.proficiency or 0))
    return Expected(
        row.key, str(row.kind), row.category, row.text, lines(row.examples), skill or None, row.required, row.grows_from
    )


def _rows(part: LevelPart) -> list[Expectation]:
    def add(kind: Kind, statement: Statement, category: str, required: bool) -> None:
        found.append(
            Expectation(
                kind=kind,
                category=category,
                text=statement.text,
                examples="\n".join(statement.examples),
                required=required,
                position=len(found),
            )
        )

    found: list[Expectation] = []
    for each in part.responsibilities:
        add(Kind.RESPONSIBILITY, each, each.category, each.required)
    for group in part.skills:
        for skill in group.skills:
            add(Kind.SKILL, skill, group.category, group.required)
    for each in part.soft_skills:
        add(Kind.SOFT_SKILL, each, each.category, each.required)
    return found
