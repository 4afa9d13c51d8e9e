"""Who last wrote in a draft, out of the history of everything that it says."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import F, Max

from paths.ladders.drafts import OF_EDITIONS, OF_PROFILES
from paths.ladders.models import Edition, LevelProfile


@dataclass(frozen=True, slots=True)
class Edit:
    """When somebody last wrote in an edition; `by` is "" where nobody was signed in, or they are no longer known."""

    at: datetime.datetime
    by: str


def last_edits(edition_ids: Collection[int]) -> dict[int, Edit]:
    """Edition id -> the last edit of it or of anything it says. One query."""
    of = {Edition: "id", LevelProfile: "edition_id"}
    of |= dict.fromkeys(OF_PROFILES, "profile__edition_id") | dict.fromkeys(OF_EDITIONS, "edition_id")
    first, *others = (
        model.history.filter(**{f"{edition}__in": edition_ids})
        .order_by()
        .annotate(of=F(edition))
        .values("of", "history_user__name", "history_user__email")
        .annotate(at=Max("history_date"))
        .values_list("of", "history_user__name", "history_user__email", "at")
        for model, edition in of.items()
    )
    found: dict[int, Edit] = {}
    for edition_id, name, email, at in first.union(*others, all=True):
        found[edition_id] = max(
            found.get(edition_id, Edit(at, name or email or "")), Edit(at, name or email or ""), key=attrgetter("at")
        )
    return found
