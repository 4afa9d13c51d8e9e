"""How long somebody stood on a level when their case was opened, in words that fit many people. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

A_YEAR = datetime.timedelta(days=365)
UNKNOWN = _("Not known")
# Under so many years: the words.
SPANS: tuple[tuple[int, Promise], ...] = (
    (1, _("Under a year")),
    (2, _("One to two years")),
    (3, _("Two to three years")),
)
LONGER = _("Three years and more")


def time_in_level(
    changes: Iterable[tuple[datetime.datetime, int | None]], level_id: int | None, until: datetime.datetime
) -> Promise:
    """How long before `until` somebody came to the level. `changes`: when they were put on which level, the oldest
    first.
    """
    since = None
    for at, level in changes:
        if at > until:
            break
        if level != level_id:
            since = None
        elif since is None:
            since = at
    if level_id is None or since is None:
        return UNKNOWN
    return next((words for years, words in SPANS if until - since < years * A_YEAR), LONGER)
