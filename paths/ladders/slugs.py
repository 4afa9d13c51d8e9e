"""Addresses of roles, levels and skills. They are public: once given they do not change."""

from __future__ import annotations

import re
from collections.abc import Container

from django.utils.text import slugify

# Pages of a role stand where its levels do, so no level takes these.
RESERVED = frozenset({"changes", "draft", "editions", "interview", "portfolio", "print"})

# What stands beside a name and makes it a part of another word: "Engineer-in-chief", "Engineer’s".
_IN_A_WORD = r"[\w'’‐-]"


def without_role(title: str, role: str) -> str:
    """A title without the name of its role, where that stands in it as whole words: "Backend Engineering Lead" holds
    no "Backend Engineer". "" if nothing else is left.
    """
    named = rf"(?<!{_IN_A_WORD}){re.escape(role)}(?!{_IN_A_WORD})" if role else "$^"
    return " ".join(re.sub(named, " ", title, count=1, flags=re.IGNORECASE).split()).strip(" ,:-–—")


def level_slug(title: str, role: str) -> str:
    """A level's address: its title without the role's name ("Senior Backend Engineer" -> "senior").

    A title that is nothing but the role's name, or does not hold it, gives the whole title. What pages of a role are
    called is left to them: "Print" -> "print-level".
    """
    slug = slugify(without_role(title, role)) or slugify(title) or "level"
    return f"{slug}-level" if slug in RESERVED else slug


def short_title(title: str, role: str) -> str:
    """A level's title where its role is plain from the surroundings: "Senior Backend Engineer" -> "Senior"."""
    return without_role(title, role) or title


def skill_slug(name: str) -> str:
    """A skill's address; "C", "C++" and "C#" stay apart."""
    return slugify(name.replace("+", " plus ").replace("#", " sharp "), allow_unicode=False) or "skill"


def unused(slug: str, taken: Container[str], longest: int = 190) -> str:
    """`slug`, or `slug-2`, `slug-3`, … if it is taken."""
    slug, n = slug[:longest], 1
    candidate = slug
    while candidate in taken:
        n += 1
        candidate = f"{slug}-{n}"
    return candidate
