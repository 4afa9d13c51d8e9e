"""Roles by the names people write: "Frontend", "frontend engineer"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class RoleLinks:
    """Addresses by name, such as those of published roles. A name that could mean two means none: never guess."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._in_full: dict[str, set[str]] = defaultdict(set)
        self._by_first_words: dict[str, set[str]] = defaultdict(set)
        for name, slug in named:
            words = name.casefold().split()
            self._in_full[" ".join(words)].add(slug)
            for n in range(1, len(words)):
                self._by_first_words[" ".join(words[:n])].add(slug)

    def slug(self, name: str) -> str:
        """The address of what is called `name`, in full or by its first words; "" if there is no single one."""
        words = " ".join(name.casefold().split())
        slugs = self._in_full.get(words) or self._by_first_words.get(words, set())
        return next(iter(slugs)) if len(slugs) == 1 else ""

    def find(self, name: str, here: str) -> str:
        """The same, but "" for the role `here`, whose page need not link to itself."""
        slug = self.slug(name)
        return "" if slug == here else slug
