"""Preparing for a level: its interview questions and the projects that show it. No request in here."""

from __future__ import annotations

from dataclasses import dataclass

from paths.browse.ladder import Questions, hues_of, interview_of
from paths.ladders.content import Custom, EditionContent, Profile
from paths.ladders.slugs import short_title


@dataclass(frozen=True, slots=True)
class LevelLink:
    """One choice of the filter."""

    profile: Profile
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects that show somebody works at a level."""

    profile: Profile
    hue: int
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a page of preparation shows. `chosen` None: everything; `unknown`: the level asked for does not exist."""

    content: EditionContent
    choices: tuple[LevelLink, ...]
    chosen: Profile | None
    unknown: bool
    groups: tuple[Questions | Projects, ...]
    count: int
    custom: tuple[Custom, ...]


def interview(content: EditionContent, level_slug: str) -> Preparation:
    """The questions somebody may be asked at that level ("" or an unknown one: all of them)."""
    chosen = content.profile(level_slug)
    groups = tuple(group for group in interview_of(content) if chosen is None or is_asked_at(group, chosen))
    count = sum(len(group.questions) for group in groups)
    return _prepared(content, level_slug, chosen, groups, count, "interview")


def portfolio(content: EditionContent, level_slug: str) -> Preparation:
    """The projects that show one works at that level ("" or an unknown one: those of all levels, lowest first)."""
    chosen = content.profile(level_slug)
    hues = hues_of(content.profiles)
    groups = tuple(
        Projects(profile, hues[profile.level_id], profile.projects)
        for profile in content.profiles
        if profile.projects and chosen in (None, profile)
    )
    count = sum(len(group.projects) for group in groups)
    return _prepared(content, level_slug, chosen, groups, count, "portfolio")


def is_asked_at(group: Questions, profile: Profile) -> bool:
    """Whether questions are for that level: everybody's, its own, and those of a lower one "and above"."""
    if group.level is None or group.level.level_id == profile.level_id:
        return True
    return group.and_above and profile.rank >= group.level.rank


def _prepared(
    content: EditionContent,
    level_slug: str,
    chosen: Profile | None,
    groups: tuple[Questions | Projects, ...],
    count: int,
    place: str,
) -> Preparation:
    return Preparation(
        content=content,
        choices=tuple(
            LevelLink(profile, short_title(profile.title, content.role), profile is chosen)
            for profile in content.profiles
        ),
        chosen=chosen,
        unknown=bool(level_slug) and chosen is None,
        groups=groups,
        count=count,
        custom=tuple(part for part in content.custom if part.place == place),
    )
