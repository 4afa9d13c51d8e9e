"""What somebody wrote about what others shared, and what of theirs they have seen, for them to take away.

docs/my-data.md says what the keys mean. Whose it is stands there only while one may see it: afterwards what others are
called, and whether they share anything, is no longer one's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, Q

from paths.growth.choices import Voice
from paths.growth.models import Conversation, Goal, GoalOpening, Opening, SharedRating
from paths.people.models import User


def answered_by(user: User) -> list[Conversation]:
    """The copies that others shared and `user` has begun to answer as their manager, with `said`: the answers that are
    theirs. Of what was agreed on, which has no author, those with a note, while they still lead the person. Three
    queries, however many.
    """
    others = Conversation.objects.filter(manager__user=user.pk).exclude(employee__user=user.pk)
    led = set(others.led_by(user).filter(answered_at__isnull=False).values_list("pk", flat=True))
    own = Q(voice=Voice.MANAGER) | (Q(voice=Voice.AGREED, conversation__in=led) & ~Q(note=""))
    answers = SharedRating.objects.filter(own).order_by("pk")
    found = others.select_related("employee", "level__role", "edition__role").order_by("shared_at", "pk")
    return list(found.prefetch_related(Prefetch("ratings", answers, to_attr="said")))


def may_still_see(user: User, conversations: Sequence[Conversation]) -> frozenset[int]:
    """The ids of those copies that `user` may see now. At most two queries."""
    ids = [each.pk for each in conversations]
    return frozenset(Conversation.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


def seen_by(user: User) -> list[dict[str, Any]]:
    """What others share and `user` has seen, each with when they last did. Four queries, however many."""
    copies = Opening.objects.filter(user=user.pk).select_related("conversation__employee", "conversation__level__role")
    copies = list(copies.order_by("last_at", "pk"))
    goals = list(GoalOpening.objects.filter(user=user.pk).select_related("goal__employee").order_by("last_at", "pk"))
    open_copies = may_still_see(user, [each.conversation for each in copies])
    wanted = Goal.objects.visible_to(user).filter(pk__in=[each.goal_id for each in goals])
    open_goals = set(wanted.values_list("pk", flat=True))
    return [
        {
            "what": "assessment",
            "person": each.conversation.employee.name if each.conversation_id in open_copies else None,
            "level": f"{each.conversation.level.role.slug}/{each.conversation.level.slug}",
            "last": each.last_at,
        }
        for each in copies
    ] + [
        {
            "what": "goal",
            "person": each.goal.employee.name if each.goal_id in open_goals else None,
            "level": None,
            "last": each.last_at,
        }
        for each in goals
    ]
