"""Writing in a draft, a page at a time: all of it or nothing, never over what somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db.models import QuerySet

from paths.ladders.choices import Kind
from paths.ladders.locks import ChangedMeanwhile, writing_in
from paths.ladders.models import Edition, Expectation, Level, LevelProfile, PortfolioProject, TimeShare
from paths.ladders.skill_names import skill_key
from paths.ladders.skills import find_or_make_skills
from paths.ladders.slugs import level_slug, unused
from paths.shared.saving import Row, save_rows, stamp_of

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level as the draft's first page has it; `beside` puts it on the rank of the level above it in the list."""

    level_id: int | None
    title: str
    beside: bool = False
    gone: bool = False


def stamp_of_level(profile: LevelProfile) -> str:
    """What stands for everything the page of one level shows."""
    return stamp_of(*_rows_of_level(profile))


def stamp_of_ladder(draft: Edition) -> str:
    """What stands for the draft's own texts and its list of levels."""
    return stamp_of(
        Edition.objects.filter(pk=draft.pk), LevelProfile.objects.filter(edition=draft).order_by("rank", "pk")
    )


def save_level(
    *,
    profile: LevelProfile,
    values: Mapping[str, Any],
    expectations: Sequence[Row],
    shares: Sequence[Row],
    projects: Sequence[Row],
    seen: str,
    by: AbstractBaseUser | None,
) -> None:
    """Write a level of a draft. Statements are known by their key; a skill may be given by name ("skill").

    Rows that are not named stay where they are, at the end. Raises NotADraft, and ChangedMeanwhile if the level is not
    what `seen` (stamp_of_level) stands for.
    """
    with writing_in(profile.edition_id):
        of_level, of_statements, of_shares, of_projects = _rows_of_level(profile)
        if stamp_of_level(profile) != seen:
            raise ChangedMeanwhile
        current = of_level.get()
        different = {name: value for name, value in values.items() if getattr(current, name) != value}
        if different or _is_reordered(of_statements, expectations, "key"):
            for name, value in different.items():
                setattr(current, name, value)
            current._history_user = by
            current.save()
        parent = {"profile_id": profile.pk}
        named = [row.values["skill"] for row in expectations if row.values.get("skill") and not row.gone]
        skills = find_or_make_skills(named, by=by)
        statements = [_with_skill(row, skills) for row in expectations]
        save_rows(Expectation, of_statements, statements, parent, known_by="key", by=by)
        save_rows(TimeShare, of_shares, shares, parent, by=by)
        save_rows(PortfolioProject, of_projects, projects, parent, by=by)


def save_ladder(
    *, draft: Edition, values: Mapping[str, Any], levels: Sequence[LevelRow], seen: str, by: AbstractBaseUser | None
) -> Edition:
    """Write a draft's own texts and its levels, lowest first. Returns the draft.

    A level that is left out of the draft stays known: people stand on it and other editions describe it. Raises
    NotADraft, and ChangedMeanwhile if the draft is not what `seen` (stamp_of_ladder) stands for.
    """
    with writing_in(draft.pk) as current:
        if stamp_of_ladder(current) != seen:
            raise ChangedMeanwhile
        if any(getattr(current, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(current, name, value)
            current._history_user = by
            current.save()
        profiles = {profile.level_id: profile for profile in LevelProfile.objects.filter(edition=current)}
        for row in levels:
            if row.gone and row.level_id in profiles:
                gone = profiles.pop(row.level_id)
                gone._history_user = by
                gone.delete()
        _rank(current, profiles, [row for row in levels if not row.gone], by)
    return current


def save_section(
    *,
    draft: Edition,
    model: type[Any],
    of: QuerySet[Any],
    rows: Sequence[Row],
    seen: str,
    by: AbstractBaseUser | None,
) -> None:
    """Write the rows of one section of a draft. Raises NotADraft, and ChangedMeanwhile if they are not what `seen`
    (stamp_of) stands for.
    """
    with writing_in(draft.pk):
        if stamp_of(of) != seen:
            raise ChangedMeanwhile
        save_rows(model, of, rows, {"edition_id": draft.pk}, by=by)


def _rows_of_level(profile: LevelProfile) -> tuple[QuerySet[Any], ...]:
    of_profile = [
        model.objects.filter(profile=profile).order_by("position", "pk")
        for model in (Expectation, TimeShare, PortfolioProject)
    ]
    return (LevelProfile.objects.filter(pk=profile.pk), *of_profile)


def _with_skill(row: Row, skills: Mapping[str, Any]) -> Row:
    """The row with the skill that is meant by name in place of the name."""
    values = dict(row.values)
    name = values.pop("skill", "")
    is_skill = values.get("kind") == Kind.SKILL
    values["skill_id"] = skills[skill_key(name)].pk if is_skill and name else None
    return Row(row.known_as or uuid4(), values, row.gone)


def _is_reordered(of: QuerySet[Any], rows: Sequence[Row], known_by: str) -> bool:
    # Dicts, because they keep the order.
    before: dict[UUID, None] = dict.fromkeys(of.values_list(known_by, flat=True))
    after = dict.fromkeys(row.known_as for row in rows if row.known_as in before and not row.gone)
    return [known for known in before if known in after] != list(after)


def _rank(
    draft: Edition, profiles: Mapping[int, LevelProfile], rows: Sequence[LevelRow], by: AbstractBaseUser | None
) -> None:
    named = {row.level_id for row in rows}
    left = [LevelRow(pk, profile.title) for pk, profile in profiles.items() if pk not in named]
    addresses = set(draft.role.levels.values_list("slug", flat=True))
    rank = 0
    for row in [*rows, *left]:
        rank = rank if row.beside and rank else rank + 1
        profile = profiles.get(row.level_id or 0)
        if profile is None:
            profile = LevelProfile(edition=draft, level=_level(draft, row.title, addresses))
        if (profile.rank, profile.title) != (rank, row.title):
            profile.rank, profile.title = rank, row.title
            profile._history_user = by
            profile.save()


def _level(draft: Edition, title: str, addresses: set[str]) -> Level:
    """A level for a new title: one that the role had before under this address and the draft leaves out, else new."""
    slug = level_slug(title, draft.role.name)
    before = Level.objects.filter(role=draft.role, slug=slug).exclude(profiles__edition=draft).first()
    if before:
        return before
    slug = unused(slug, addresses)
    addresses.add(slug)
    return Level.objects.create(role=draft.role, slug=slug)
