"""Who stands on a ladder that is about to change."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.dispatch import receiver
from django.utils.translation import ngettext

from paths.ladders.models import Edition, LevelProfile
from paths.ladders.signals import who_is_affected
from paths.people.models import Employee


@receiver(who_is_affected)
def people_on_its_levels(draft: Edition, published: Edition | None, **_: Any) -> list[str]:
    """One sentence for each level that people stand on, lowest first."""
    standing = Employee.objects.filter(is_active=True, level__role=draft.role_id)
    counts = dict(standing.values_list("level").annotate(number=Count("pk")).order_by())
    titles: dict[int, str] = {}
    for edition in (draft, published):
        profiles = LevelProfile.objects.filter(edition=edition).order_by("rank", "pk") if edition else ()
        for profile in profiles:
            titles.setdefault(profile.level_id, profile.title)
    one, many = "%(number)d person stands on %(level)s.", "%(number)d people stand on %(level)s."
    return [
        ngettext(one, many, counts[level_id]) % {"number": counts[level_id], "level": title}
        for level_id, title in titles.items()
        if level_id in counts
    ]
