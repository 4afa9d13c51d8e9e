"""Who has seen what others share: noted wherever it is shown, for its owner to be told."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.utils import timezone

from paths.growth.models import Conversation, Goal, GoalOpening, Opening
from paths.people.models import User

Seen = dict[int, datetime.datetime]


def note_copies_seen(*, conversations: Iterable[Conversation], user: User) -> None:
    """Keep that `user` is shown answers of these copies now. One query, however many; their `employee` is at hand.

    One's own are nobody's news.
    """
    # In one order, so that two pages at the same moment do not wait for each other.
    shown = sorted({each.pk for each in conversations if each.employee.user_id != user.pk})
    now = timezone.now()
    Opening.objects.bulk_create(
        [Opening(conversation_id=pk, user=user, last_at=now) for pk in shown],
        update_conflicts=True,
        unique_fields=["conversation", "user"],
        update_fields=["last_at"],
    )


def note_goals_seen(*, goals: Iterable[Goal], user: User) -> None:
    """Keep that `user` is shown these shared goals now. One query, however many; their `employee` is at hand.

    One's own are nobody's news.
    """
    shown = sorted({goal.pk for goal in goals if goal.employee.user_id != user.pk})
    now = timezone.now()
    GoalOpening.objects.bulk_create(
        [GoalOpening(goal_id=pk, user=user, last_at=now) for pk in shown],
        update_conflicts=True,
        unique_fields=["goal", "user"],
        update_fields=["last_at"],
    )


def goals_seen(goals: Collection[Goal]) -> dict[int, Seen]:
    """goal id -> user id -> when they last saw it. One query."""
    found: dict[int, Seen] = defaultdict(dict)
    rows = GoalOpening.objects.filter(goal__in=[goal.pk for goal in goals])
    for goal_id, user_id, last_at in rows.values_list("goal_id", "user_id", "last_at"):
        found[goal_id][user_id] = last_at
    return found
