"""From what an edition says to the document that says it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from paths.documents.document import (
    CustomPart,
    LadderDocument,
    LevelPart,
    LevelStatement,
    QuestionGroup,
    SkillGroup,
    StagePart,
    Statement,
    TimeLine,
    Tip,
    TransitionPart,
)
from paths.ladders.choices import EditionStatus, Place, SectionForm
from paths.ladders.content import Custom, EditionContent, Expected, Piece, Profile
from paths.ladders.models import Edition
from paths.ladders.reading import content_of
from paths.pay.bands import figures_by_level
from paths.pay.figures import PayFigure
from paths.pay.models import ProposedBand
from paths.pay.scope import PayScope

Pay = Mapping[int, tuple[PayFigure, ...]]


def document_of(edition: Edition, *, scope: PayScope) -> LadderDocument:
    """The document of `edition`, with the pay that `scope` may see: in force today, or proposed by a draft."""
    return document_from(content_of(edition), pay_named_by(edition, scope=scope))


def pay_named_by(edition: Edition, *, scope: PayScope) -> Pay:
    """level id -> the pay that a document of `edition` names, as far as `scope` may see it.

    One that is history names none: what is paid today was never said in it.
    """
    if edition.status == EditionStatus.DRAFT:
        return ProposedBand.objects.filter(profile__edition=edition).by_level() if scope.everything else {}
    if edition.status == EditionStatus.SUPERSEDED:
        return {}
    return figures_by_level(scope, level__role=edition.role_id)


def document_from(content: EditionContent, pay: Pay) -> LadderDocument:
    """The document that says `content`, with pay by level id."""
    titles = {profile.level_id: profile.title for profile in content.profiles}
    return LadderDocument(
        title=content.role,
        overview=content.overview,
        core_responsibilities=tuple(Statement(text, examples) for text, examples in content.core_responsibilities),
        levels=tuple(_level(profile, pay.get(profile.level_id, ())) for profile in content.profiles),
        roadmap=tuple(
            StagePart(
                stage.title,
                stage.years_min,
                stage.years_max,
                stage.focus,
                stage.key_skills,
                stage.mindset,
                stage.notes,
            )
            for stage in content.stages
        ),
        interview=tuple(
            QuestionGroup(heading, tuple(Statement(q.text, q.examples) for q in questions), titles.get(level), above)
            for (heading, level, above), questions in groupby(
                content.questions, key=lambda q: (q.heading, q.level_id, q.and_above)
            )
        ),
        networking=tuple(map(_tip, content.networking)),
        negotiation=tuple(map(_tip, content.negotiation)),
        transitions=tuple(TransitionPart(m.source, m.target, m.text, m.examples) for m in content.transitions),
        custom=tuple(map(_custom, content.custom)),
    )


def _level(profile: Profile, pay: tuple[PayFigure, ...]) -> LevelPart:
    return LevelPart(
        title=profile.title,
        years_min=profile.years_min,
        years_max=profile.years_max,
        summary=profile.summary,
        responsibilities=_statements(profile.responsibilities),
        skills=tuple(
            SkillGroup(category, tuple(map(_statement, skills)), required)
            for category, required, skills in profile.skill_groups
        ),
        soft_skills=_statements(profile.soft_skills),
        day=tuple(TimeLine(share.activity, share.percent) for share in profile.shares),
        pay=pay,
        projects=profile.projects,
        custom=tuple(map(_custom, profile.custom)),
    )


def _statements(of_kind: tuple[Expected, ...]) -> tuple[LevelStatement, ...]:
    found = (LevelStatement(each.text, each.examples, each.category, each.required) for each in of_kind)
    return tuple(sorted(found, key=lambda one: not one.required))


def _statement(expected: Expected) -> Statement:
    return Statement(expected.text, expected.examples)


def _tip(piece: Piece) -> Tip:
    return Tip(piece.title, piece.text, piece.examples)


def _custom(part: Custom) -> CustomPart:
    return CustomPart(Place(part.place), SectionForm(part.form), part.heading, part.body)
