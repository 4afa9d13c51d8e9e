"""Who last wrote in a draft, out of the history of everything that it says."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import F, Max, QuerySet

from paths.ladders.drafts import COPIED, OF_EDITIONS, OF_PROFILES
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


def last_edit_of_level(profile: LevelProfile) -> Edit | None:
    """The last edit of a level in its edition: of the level itself, or of a statement, a share or a project of it."""
    of_rows = (model.history.filter(profile_id=profile.pk) for model in OF_PROFILES)
    return _last(LevelProfile.history.filter(id=profile.pk), *of_rows)


def last_edit_of_ladder(edition: Edition) -> Edit | None:
    """The last edit of what an edition says of itself, and of its list of levels."""
    # Whoever opened it has not written in it yet.
    of_edition = Edition.history.filter(id=edition.pk).exclude(history_type="+")
    return _last(of_edition, LevelProfile.history.filter(edition_id=edition.pk))


def last_edit_of_section(edition: Edition, model: type[Any]) -> Edit | None:
    """The last edit of the rows of one section of an edition."""
    return _last(model.history.filter(edition_id=edition.pk))


def _last(*records: QuerySet[Any]) -> Edit | None:
    """The last edit among records of several histories, in one query. A copy is none: it says what was said before."""
    first, *others = (
        of_one.exclude(history_change_reason=COPIED)
        .order_by()
        .values_list("history_date", "history_user__name", "history_user__email")
        for of_one in records
    )
    for at, name, email in first.union(*others, all=True).order_by("-history_date")[:1]:
        return Edit(at, name or email or "")
    return None
