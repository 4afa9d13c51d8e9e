"""The goals that people share, as those around them read them: what is due first, then the rest of them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from paths.growth.models import Goal
from paths.people.models import Employee, User

DUE_SOON = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SharedGoals:
    """What somebody shares of their goals: open and due by DUE_SOON or overdue; open for later or without a day; done,
    the latest first.
    """

    due: tuple[Goal, ...] = ()
    later: tuple[Goal, ...] = ()
    done: tuple[Goal, ...] = ()

    @property
    def others(self) -> tuple[Goal, ...]:
        """Those that are not due."""
        return self.later + self.done

    @property
    def all(self) -> tuple[Goal, ...]:
        """Every one of them."""
        return self.due + self.others


NO_GOALS = SharedGoals()


def goals_shared(people: Collection[Employee], reader: User, *, today: datetime.date) -> dict[int, SharedGoals]:
    """employee id -> the goals that they share with `reader`, for those who share any. One query."""
    shared = Goal.objects.shared_with(reader).filter(employee__in=[person.pk for person in people])
    found: dict[int, list[Goal]] = {}
    for goal in shared.select_related("employee"):
        found.setdefault(goal.employee_id, []).append(goal)
    return {pk: _by_day(goals, today) for pk, goals in found.items()}


def _by_day(goals: Iterable[Goal], today: datetime.date) -> SharedGoals:
    """`goals` come by their day, those without one last."""
    due, later, done = [], [], []
    for goal in goals:
        if goal.done_at:
            done.append(goal)
        elif goal.due_on and goal.due_on <= today + DUE_SOON:
            due.append(goal)
        else:
            later.append(goal)
    done.sort(key=lambda goal: goal.done_at, reverse=True)
    return SharedGoals(tuple(due), tuple(later), tuple(done))
