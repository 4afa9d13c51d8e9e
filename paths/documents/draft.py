"""The rows of a draft edition, made to say what a document says, in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from paths.documents.document import CustomPart, LadderDocument, Statement
from paths.documents.replacing import Hand, replace_rows
from paths.ladders.choices import AdviceKind
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
    TimeShare,
    Transition,
)
from paths.pay.models import ProposedBand


def write_draft(
    draft: Edition,
    document: LadderDocument,
    *,
    levels: Sequence[Level],
    ranks: Sequence[int],
    statements: Sequence[Sequence[Expectation]],
    with_pay: bool,
    hand: Hand,
) -> None:
    """Let `draft` say what `document` says. What stays the same keeps its row.

    `levels`, `ranks` and the unsaved `statements` are those of its level parts, in order. Without `with_pay` the pay
    that the draft names stays as it is.
    """
    draft.overview = document.overview
    draft.core_responsibilities = _nested(document.core_responsibilities)
    hand.save(draft)
    profiles, gone = _write_profiles(draft, document, levels, ranks, hand)
    pairs = list(zip(profiles, document.levels, strict=True))
    write_statements(draft, profiles, statements, hand)
    _replace(
        TimeShare,
        {"profile__edition": draft},
        [
            TimeShare(profile=profile, activity=line.activity, percent=line.percent, position=position)
            for profile, part in pairs
            for position, line in enumerate(part.day)
        ],
        ["profile_id", "activity"],
        hand,
    )
    _replace(
        PortfolioProject,
        {"profile__edition": draft},
        [
            PortfolioProject(profile=profile, text=text, position=position)
            for profile, part in pairs
            for position, text in enumerate(part.projects)
        ],
        ["profile_id", "text"],
        hand,
    )
    if with_pay:
        _replace(
            ProposedBand,
            {"profile__edition": draft},
            [
                ProposedBand.of(profile, figure, position)
                for profile, part in pairs
                for position, figure in enumerate(part.pay)
            ],
            ["profile_id", "location"],
            hand,
        )
    _write_sections(
        draft, document, {part.title: level for part, level in zip(document.levels, levels, strict=True)}, hand
    )
    _write_custom(draft, [(None, document.custom), *((profile, part.custom) for profile, part in pairs)], hand)
    for profile in gone:
        profile._history_user, profile._change_reason = hand.by, hand.reason
        profile.delete()


def write_statements(
    draft: Edition,
    profiles: Sequence[LevelProfile],
    statements: Sequence[Sequence[Expectation]],
    hand: Hand,
    *,
    of: Iterable[LevelProfile] | None = None,
) -> None:
    """Let each profile make these statements, known by their keys, and no others; other profiles make none.

    `of` names the profiles it is about, if not all of the draft.
    """
    for profile, rows in zip(profiles, statements, strict=True):
        for row in rows:
            row.profile = profile
    old = {"profile__edition": draft} if of is None else {"profile__in": list(of)}
    _replace(Expectation, old, [row for rows in statements for row in rows], ["profile_id", "key"], hand)


def _replace(model: type[Any], of: dict[str, Any], new: Iterable[Any], same: Sequence[str], hand: Hand) -> None:
    old = model.objects.filter(**of).order_by("position", "pk")
    replace_rows(model, old, new, same=lambda row: tuple(getattr(row, name) for name in same), hand=hand)


def _write_profiles(
    draft: Edition, document: LadderDocument, levels: Sequence[Level], ranks: Sequence[int], hand: Hand
) -> tuple[list[LevelProfile], list[LevelProfile]]:
    """The profiles of the document's levels, in order, and those that the document has no more, still to be deleted."""
    there = {profile.level_id: profile for profile in LevelProfile.objects.filter(edition=draft)}
    new = [
        LevelProfile(
            edition=draft,
            level=level,
            rank=rank,
            title=part.title,
            years_min=part.years_min,
            years_max=part.years_max,
            summary=part.summary,
        )
        for part, level, rank in zip(document.levels, levels, ranks, strict=True)
    ]
    kept = {level.pk for level in levels}
    old = [profile for level_id, profile in there.items() if level_id in kept]
    replace_rows(LevelProfile, old, new, same=lambda profile: profile.level_id, hand=hand)
    return new, [profile for level_id, profile in there.items() if level_id not in kept]


def _write_sections(draft: Edition, document: LadderDocument, levels: dict[str, Level], hand: Hand) -> None:
    of_draft = {"edition": draft}
    _replace(
        RoadmapStage,
        of_draft,
        [
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
        ],
        ["title"],
        hand,
    )
    # A document cannot name a level that it does not have: such questions stay with it.
    of_others = InterviewQuestion.objects.filter(**of_draft, level__isnull=False).exclude(level__in=levels.values())
    elsewhere = {(row.heading, row.text): (row.level, row.and_above) for row in of_others.select_related("level")}
    questions = [(group, question) for group in document.interview for question in group.questions]
    _replace(
        InterviewQuestion,
        of_draft,
        [
            InterviewQuestion(
                edition=draft,
                heading=group.heading,
                level=level,
                and_above=and_above,
                text=question.text,
                examples="\n".join(question.examples),
                position=position,
            )
            for position, (group, question) in enumerate(questions)
            for asked in [(levels.get(group.level or ""), group.and_above)]
            for level, and_above in [asked if asked[0] else elsewhere.get((group.heading, question.text), asked)]
        ],
        ["heading", "text"],
        hand,
    )
    _replace(
        Advice,
        of_draft,
        [
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
        ],
        ["kind", "title", "text"],
        hand,
    )
    _replace(
        Transition,
        of_draft,
        [
            Transition(
                edition=draft,
                source=move.source,
                target=move.target,
                text=move.text,
                examples="\n".join(move.examples),
                position=position,
            )
            for position, move in enumerate(document.transitions)
        ],
        ["source", "target"],
        hand,
    )


def _write_custom(draft: Edition, parts: list[tuple[LevelProfile | None, tuple[CustomPart, ...]]], hand: Hand) -> None:
    of_draft = {"edition": draft}
    _replace(
        CustomSection,
        of_draft,
        [
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
        ],
        ["profile_id", "place", "form", "heading"],
        hand,
    )


def _nested(statements: Iterable[Statement]) -> str:
    return "\n".join("\n  ".join([statement.text, *statement.examples]) for statement in statements)
