"""Roles by the names people write: "Frontend", "frontend engineer"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from paths.ladders.models import Role


class RoleLinks:
    """The addresses of published roles by name. A name that could mean two roles means none: never guess."""

    def __init__(self, roles: Iterable[tuple[str, str]]) -> None:
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for name, slug in roles:
            words = name.casefold().split()
            for n in range(1, len(words) + 1):
                self._by_name[" ".join(words[:n])].add(slug)
            self._by_name[" ".join(words)] = {slug}

    def slug(self, name: str) -> str:
        """The address of the role called `name`, in full or by its first words; "" if there is no single one."""
        slugs = self._by_name.get(" ".join(name.casefold().split()), set())
        return next(iter(slugs)) if len(slugs) == 1 else ""

    def find(self, name: str, here: str) -> str:
        """The same, but "" for the role `here`, whose page need not link to itself."""
        slug = self.slug(name)
        return "" if slug == here else slug


def role_links() -> RoleLinks:
    """The links to all published roles, in one query."""
    return RoleLinks(Role.objects.published().order_by("pk").values_list("name", "slug"))
