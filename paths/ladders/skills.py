"""Finding skills by the names people write, and making those that are not there yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from paths.ladders.models import Skill
from paths.ladders.skill_names import skill_key
from paths.ladders.slugs import skill_slug, unused

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def find_or_make_skills(names: Iterable[str], *, by: AbstractBaseUser | None = None) -> dict[str, Skill]:
    """key (skill_names.skill_key) -> the skill of each name, made where there is none yet."""
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(skill_key(name), name)
    known = {skill.key: skill for skill in Skill.objects.filter(key__in=wanted)}
    while missing := sorted(wanted.keys() - known.keys()):
        slugs = set(Skill.objects.values_list("slug", flat=True))
        made = []
        for key in missing:
            slug = unused(skill_slug(wanted[key]), slugs)
            slugs.add(slug)
            made.append(Skill(name=wanted[key], key=key, slug=slug))
        # Somebody else may be making the same skill: whoever is second takes the one that is there.
        Skill.objects.bulk_create(made, ignore_conflicts=True)
        found = {skill.key: skill for skill in Skill.objects.filter(key__in=missing)}
        ours = [skill for skill in made if found.get(skill.key) and found[skill.key].slug == skill.slug]
        Skill.history.bulk_history_create([found[skill.key] for skill in ours], default_user=by)
        known |= found
    return known
