"""Reading an edition from the database into frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from paths.ladders.choices import Place, SectionForm
from paths.ladders.content import (
    Custom,
    EditionContent,
    Expected,
    Move,
    Piece,
    Profile,
    Question,
    Share,
    SkillAsked,
    Stage,
)
from paths.ladders.models import (
    Advice,
    CustomSection,
    Edition,
    Expectation,
    InterviewQuestion,
    LevelProfile,
    PortfolioProject,
    RoadmapStage,
    TimeShare,
    Transition,
)
from paths.shared.rows import in_one_query, lines


def content_of(edition: Edition) -> EditionContent:
    """Everything `edition` says, in five queries however much that is. `edition.role.family` should be at hand."""
    return contents_of([edition])[edition.pk]


def contents_of(editions: Collection[Edition]) -> dict[int, EditionContent]:
    """Edition id -> everything it says, in five queries for all of them. Their `role.family` should be at hand."""
    ids = [edition.pk for edition in editions]
    sections = _sections(ids)
    custom: dict[int | None, list[Custom]] = defaultdict(list)
    of_edition: dict[int, list[Custom]] = defaultdict(list)
    for edition_id, rows in sections["custom"].items():
        for profile_id, place, form, heading, body in rows:
            part = Custom(Place(place), SectionForm(form), heading or "", body or "")
            (custom[int(profile_id)] if profile_id else of_edition[edition_id]).append(part)
    profiles = _profiles(ids, custom)
    return {
        edition.pk: EditionContent(
            id=edition.pk,
            role_id=edition.role_id,
            role=edition.role.name,
            role_slug=edition.role.slug,
            family=edition.role.family.name,
            version=edition.version,
            overview=edition.overview,
            core_responsibilities=nested_lines(edition.core_responsibilities),
            profiles=tuple(profiles[edition.pk]),
            stages=tuple(
                Stage(title, _decimal(low), _decimal(high), focus or "", skills or "", mindset or "", lines(notes))
                for title, low, high, focus, skills, mindset, notes in sections["stage"][edition.pk]
            ),
            questions=tuple(
                Question(heading or "", int(level) if level else None, above == "1", text, lines(examples))
                for heading, level, above, text, examples in sections["question"][edition.pk]
            ),
            advice=tuple(
                Piece(kind, title or "", text or "", lines(examples))
                for kind, title, text, examples in sections["advice"][edition.pk]
            ),
            transitions=tuple(
                Move(source, target, text or "", lines(examples))
                for source, target, text, examples in sections["move"][edition.pk]
            ),
            custom=tuple(of_edition[edition.pk]),
        )
        for edition in editions
    }


def nested_lines(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Lines and the indented lines under each: "a\\n  b" gives (("a", ("b",)),)."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line[:1].isspace() and line.strip() and found:
            found[-1][1].append(line.strip())
        elif line.strip():
            found.append((line.strip(), []))
    return tuple((line, tuple(examples)) for line, examples in found)


def _profiles(edition_ids: list[int], custom: dict[int | None, list[Custom]]) -> dict[int, list[Profile]]:
    of_edition = {"profile__edition__in": edition_ids}
    expectations = _by_profile(
        (row[0], Expected(*row[1:5], lines(row[5]), SkillAsked(*row[6:10]) if row[6] else None, *row[10:]))
        for row in Expectation.objects.filter(**of_edition)
        .order_by("profile", "position", "pk")
        .values_list(
            "profile_id", "key", "kind", "category", "text", "examples",
            "skill_id", "skill__name", "skill__slug", "proficiency", "required", "grows_from",
        )
    )  # fmt: skip
    shares = _by_profile(
        (profile, Share(activity, percent))
        for profile, activity, percent in TimeShare.objects.filter(**of_edition)
        .order_by("profile", "position", "pk")
        .values_list("profile_id", "activity", "percent")
    )
    projects = _by_profile(
        PortfolioProject.objects.filter(**of_edition)
        .order_by("profile", "position", "pk")
        .values_list("profile_id", "text")
    )
    rows = (
        LevelProfile.objects.filter(edition__in=edition_ids)
        .order_by("rank", "pk")
        .values_list(
            "edition_id", "pk", "level_id", "level__slug", "rank", "title", "years_min", "years_max", "summary"
        )
    )
    found: dict[int, list[Profile]] = defaultdict(list)
    for edition_id, pk, *row in rows:
        found[edition_id].append(
            Profile(
                *row,
                expectations=tuple(expectations[pk]),
                shares=tuple(shares[pk]),
                projects=tuple(projects[pk]),
                custom=tuple(custom[pk]),
            )
        )
    return found


def _sections(edition_ids: list[int]) -> dict[str, dict[int, list[tuple[Any, ...]]]]:
    """part -> edition id -> rows."""

    def of(model: Any) -> Any:
        return model.objects.filter(edition__in=edition_ids)

    parts = {
        "stage": (RoadmapStage, ["title", "years_min", "years_max", "focus", "key_skills", "mindset", "notes"]),
        "question": (InterviewQuestion, ["heading", "level_id", "and_above", "text", "examples"]),
        "advice": (Advice, ["kind", "title", "text", "examples"]),
        "move": (Transition, ["source", "target", "text", "examples"]),
        "custom": (CustomSection, ["profile_id", "place", "form", "heading", "body"]),
    }
    read = in_one_query(**{part: (of(model), ["edition_id", *fields]) for part, (model, fields) in parts.items()})
    found: dict[str, dict[int, list[tuple[Any, ...]]]] = {part: defaultdict(list) for part in parts}
    for part, rows in read.items():
        for edition_id, *row in rows:
            found[part][int(edition_id)].append(tuple(row))
    return found


def _by_profile(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for profile_id, value in pairs:
        found[profile_id].append(value)
    return found


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
