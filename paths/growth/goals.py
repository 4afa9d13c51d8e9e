"""Keeping goals: written, done, shared, deleted and put back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from paths.growth.meanwhile import check_shown, goal_said
from paths.growth.models import Goal, GoalOpening
from paths.growth.statements import statements_named
from paths.people.models import Employee, User

LONGEST_ACTION = Goal._meta.get_field("action").max_length or 500


class NoSuchStatement(Exception):
    """Raised for a key that no published edition has."""


@transaction.atomic
def add_goal_for(*, employee: Employee, key: UUID) -> Goal:
    """A goal for a statement, in its words, to be made one's own. One that is open for it already is returned as it is.

    Raises NoSuchStatement.
    """
    Employee.objects.select_for_update().get(pk=employee.pk)
    there = Goal.objects.filter(employee=employee, key=key).open().first()
    if there:
        return there
    statement = statements_named([key]).get(key)
    if statement is None:
        raise NoSuchStatement
    text = " ".join(statement.text.split())
    action = text if len(text) <= LONGEST_ACTION else f"{text[: LONGEST_ACTION - 1]}…"
    return Goal.objects.create(employee=employee, action=action, key=key, statement=statement.text)


@transaction.atomic
def keep_goal(*, goal: Goal, seen: str = "") -> Goal:
    """Save a goal as it was written. `seen` is the seal of what was shown ("": whatever it is).

    Whoever writes a proposed goal in their own words has taken it up. Raises SavedMeanwhile with what it says now if
    that was saved elsewhere since, Goal.DoesNotExist if it was deleted.
    """
    goal.is_proposed = False
    if goal.pk is None:
        goal.save()
        return goal
    there = Goal.objects.select_for_update().get(pk=goal.pk)
    check_shown("goal", goal.pk, seen=seen, now=goal_said(there), new=goal_said(goal), there=there)
    # What the form does not hold may have changed too, such as whether it is done.
    goal.save(update_fields=["action", "due_on", "is_shared", "is_proposed", "changed_at"])
    return goal


def mark_goal(*, goal: Goal, is_done: bool) -> None:
    """Say that a goal is done, from now on, or that it is not."""
    if is_done:
        Goal.objects.filter(pk=goal.pk).open().update(done_at=timezone.now(), is_proposed=False)
    else:
        Goal.objects.filter(pk=goal.pk).update(done_at=None)


def share_goal(*, goal: Goal, is_shared: bool) -> None:
    """Show a goal to those who may see what is shared, or no more."""
    Goal.objects.filter(pk=goal.pk).update(is_shared=is_shared)


def take_up(*, goal: Goal) -> None:
    """Make a proposed goal one's own."""
    Goal.objects.filter(pk=goal.pk).update(is_proposed=False)


GOAL_TEXTS = ("action", "statement", "is_shared", "is_proposed")


def delete_goal(*, goal: Goal) -> dict[str, Any]:
    """Delete it. Returns what `restore_goal` takes to put it back: plain values that fit into JSON."""
    kept = {name: getattr(goal, name) for name in GOAL_TEXTS} | {
        "pk": goal.pk,
        "key": goal.key and str(goal.key),
        "due_on": goal.due_on and goal.due_on.isoformat(),
        "done_at": goal.done_at and goal.done_at.isoformat(),
        "created_at": goal.created_at.isoformat(),
        "changed_at": goal.changed_at.isoformat(),
        "seen": [[user_id, at.isoformat()] for user_id, at in goal.openings.values_list("user_id", "last_at")],
    }
    goal.delete()
    return kept


@transaction.atomic
def restore_goal(*, employee: Employee, kept: Mapping[str, Any]) -> None:
    """Put back what was deleted. Doing it twice changes nothing."""
    if Goal.objects.filter(pk=kept["pk"]).exists():
        return
    goal = Goal.objects.create(
        pk=kept["pk"],
        employee=employee,
        key=kept["key"],
        due_on=kept["due_on"] and datetime.date.fromisoformat(kept["due_on"]),
        done_at=kept["done_at"] and datetime.datetime.fromisoformat(kept["done_at"]),
        **{name: kept[name] for name in GOAL_TEXTS},
    )
    # What was deleted before goals knew these two can still be put back for a day.
    written = datetime.datetime.fromisoformat(kept["created_at"])
    changed = datetime.datetime.fromisoformat(kept.get("changed_at", kept["created_at"]))
    seen = dict(kept.get("seen", ()))
    Goal.objects.filter(pk=goal.pk).update(created_at=written, changed_at=changed)
    GoalOpening.objects.bulk_create(
        GoalOpening(goal=goal, user_id=pk, last_at=datetime.datetime.fromisoformat(seen[pk]))
        for pk in User.objects.filter(pk__in=seen).values_list("pk", flat=True)
    )
