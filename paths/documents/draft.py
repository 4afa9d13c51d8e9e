"""The rows of a draft edition, made from a document in bulk."""

from __future__ import annotations

from collections.abc import Iterable

from paths.documents.document import CustomPart, LadderDocument, LevelPart, Statement
from paths.documents.keys import KeyPool
from paths.ladders.choices import AdviceKind, Kind
from paths.ladders.models import (
    Advice,
    CustomSection,
    Edition,
    Expectation,
    InterviewQuestion,
    Level,
    LevelProfile,
    PortfolioProject,
    RoadmapStage,
    Skill,
    TimeShare,
    Transition,
)
from paths.ladders.skill_names import name_skill, skill_key
from paths.ladders.slugs import skill_slug, unused
from paths.pay.bands import propose


def write_draft(draft: Edition, document: LadderDocument, levels: list[Level], keys: KeyPool) -> None:
    """Fill the empty edition `draft` with what `document` says. `levels` are those of its level parts, in order."""
    draft.overview = document.overview
    draft.core_responsibilities = _nested(document.core_responsibilities)
    draft.save()
    profiles = LevelProfile.objects.bulk_create(
        LevelProfile(
            edition=draft,
            level=level,
            rank=rank,
            title=part.title,
            years_min=part.years_min,
            years_max=part.years_max,
            summary=part.summary,
        )
        for rank, (part, level) in enumerate(zip(document.levels, levels, strict=True), start=1)
    )
    pairs = list(zip(profiles, document.levels, strict=True))
    _write_expectations(pairs, keys)
    TimeShare.objects.bulk_create(
        TimeShare(profile=profile, activity=line.activity, percent=line.percent, position=position)
        for profile, part in pairs
        for position, line in enumerate(part.day)
    )
    PortfolioProject.objects.bulk_create(
        PortfolioProject(profile=profile, text=text, position=position)
        for profile, part in pairs
        for position, text in enumerate(part.projects)
    )
    propose((profile, part.pay) for profile, part in pairs)
    _write_sections(draft, document, {part.title: level for part, level in zip(document.levels, levels, strict=True)})
    _write_custom(draft, [(None, document.custom), *((profile, part.custom) for profile, part in pairs)])


def _write_expectations(pairs: list[tuple[LevelProfile, LevelPart]], keys: KeyPool) -> None:
    rows = [row for profile, part in pairs for row in _expectations(profile, part)]
    skills = _skills(row.text for row in rows if row.kind == Kind.SKILL)
    for row in rows:
        if row.kind == Kind.SKILL:
            named = name_skill(row.text)
            row.skill, row.proficiency = skills[skill_key(named.name)], named.proficiency
    wanted = [(row.profile.level_id, row.kind, row.text, row.skill_id) for row in rows]
    for row, key in zip(rows, keys.take(wanted), strict=True):
        row.key, row.grows_from = key, keys.grows_from(key)
    Expectation.objects.bulk_create(rows)


def _expectations(profile: LevelProfile, part: LevelPart) -> list[Expectation]:
    def rows(kind: Kind, statements: Iterable[Statement], category: str = "", required: bool = True) -> None:
        for statement in statements:
            found.append(
                Expectation(
                    profile=profile,
                    kind=kind,
                    category=category,
                    text=statement.text,
                    examples="\n".join(statement.examples),
                    required=required,
                    position=len(found),
                )
            )

    found: list[Expectation] = []
    rows(Kind.RESPONSIBILITY, part.responsibilities)
    for group in part.skills:
        rows(Kind.SKILL, group.skills, group.category, group.required)
    rows(Kind.SOFT_SKILL, part.soft_skills)
    return found


def _skills(texts: Iterable[str]) -> dict[str, Skill]:
    """key -> the skill each text means, made where there is none yet."""
    names: dict[str, str] = {}
    for text in texts:
        name = name_skill(text).name
        names.setdefault(skill_key(name), name)
    known = {skill.key: skill for skill in Skill.objects.filter(key__in=names)}
    while missing := sorted(names.keys() - known.keys()):
        slugs = set(Skill.objects.values_list("slug", flat=True))
        made = []
        for key in missing:
            slug = unused(skill_slug(names[key]), slugs)
            slugs.add(slug)
            made.append(Skill(name=names[key], key=key, slug=slug))
        # Another import may be making the same skill: whoever is second takes the one that is there.
        Skill.objects.bulk_create(made, ignore_conflicts=True)
        known |= {skill.key: skill for skill in Skill.objects.filter(key__in=missing)}
    return known


def _write_sections(draft: Edition, document: LadderDocument, levels: dict[str, Level]) -> None:
    RoadmapStage.objects.bulk_create(
        RoadmapStage(
            edition=draft,
            title=stage.title,
            years_min=stage.years_min,
            years_max=stage.years_max,
            focus=stage.focus,
            key_skills=stage.key_skills,
            mindset=stage.mindset,
            notes="\n".join(stage.notes),
            position=position,
        )
        for position, stage in enumerate(document.roadmap)
    )
    questions = [(group, question) for group in document.interview for question in group.questions]
    InterviewQuestion.objects.bulk_create(
        InterviewQuestion(
            edition=draft,
            heading=group.heading,
            level=levels.get(group.level or ""),
            and_above=group.and_above,
            text=question.text,
            examples="\n".join(question.examples),
            position=position,
        )
        for position, (group, question) in enumerate(questions)
    )
    Advice.objects.bulk_create(
        Advice(
            edition=draft,
            kind=kind,
            title=tip.title,
            text=tip.text,
            examples="\n".join(tip.examples),
            position=position,
        )
        for kind, tips in (
            (AdviceKind.NETWORKING, document.networking),
            (AdviceKind.NEGOTIATION, document.negotiation),
        )
        for position, tip in enumerate(tips)
    )
    Transition.objects.bulk_create(
        Transition(
            edition=draft,
            source=move.source,
            target=move.target,
            text=move.text,
            examples="\n".join(move.examples),
            position=position,
        )
        for position, move in enumerate(document.transitions)
    )


def _write_custom(draft: Edition, parts: list[tuple[LevelProfile | None, tuple[CustomPart, ...]]]) -> None:
    CustomSection.objects.bulk_create(
        CustomSection(
            edition=draft,
            profile=profile,
            place=part.place,
            form=part.form,
            heading=part.heading,
            body=part.body,
            position=position,
        )
        for profile, customs in parts
        for position, part in enumerate(customs)
    )


def _nested(statements: Iterable[Statement]) -> str:
    return "\n".join("\n  ".join([statement.text, *statement.examples]) for statement in statements)
