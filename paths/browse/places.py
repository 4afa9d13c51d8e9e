"""What the name of a role or level in a written transition means, among all published ladders. No database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from paths.browse.links import RoleLinks
from paths.ladders.neighbours import LevelSummary


@dataclass(frozen=True, slots=True)
class Place:
    """A role, and its level that bears the name, if one does. `is_role`: the name is (also) the role's own."""

    role: str
    role_slug: str
    level: LevelSummary | None
    is_role: bool

    def covers(self, level: LevelSummary) -> bool:
        """Whether somebody on `level` is meant."""
        if self.is_role or self.level is None:
            return self.role_slug == level.role_slug
        return self.level.level_id == level.level_id


class Places:
    """Names to places. "Backend" is a role, "Staff Data Engineer" a level; what could mean two means none."""

    def __init__(self, roles: Iterable[tuple[str, str]], levels: Iterable[LevelSummary]) -> None:
        roles, levels = list(roles), list(levels)
        self._levels = {str(level.level_id): level for level in levels}
        self._role_names = {slug: name for name, slug in roles}
        self._role_links = RoleLinks(roles)
        self._level_links = RoleLinks((level.title, str(level.level_id)) for level in levels)

    def find(self, name: str) -> Place | None:
        """Where `name` leads."""
        role_slug = self._role_links.slug(name)
        level = self._levels.get(self._level_links.slug(name))
        if role_slug:
            named = level if level and level.role_slug == role_slug else None
            return Place(self._role_names[role_slug], role_slug, named, is_role=True)
        return Place(level.role, level.role_slug, level, is_role=False) if level else None
