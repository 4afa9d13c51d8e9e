"""Keeping evidence, goals and one's week: written, found again, deleted and put back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from paths.growth.models import Evidence, EvidenceFor, Goal, WeekShare
from paths.growth.statements import Statement, skills_by_id, skills_meant, statements_named
from paths.ladders.models import Skill
from paths.people.models import Employee
from paths.shared.folding import fold

LONGEST_ACTION = Goal._meta.get_field("action").max_length or 500


class NoSuchStatement(Exception):
    """Raised for a key that no published edition has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of evidence, the statements it shows, and the skills that it stands for by id."""

    evidence: Evidence
    statements: tuple[Statement, ...]
    skill_ids: frozenset[int]

    def holds(self, words: Iterable[str]) -> bool:
        """Whether every one of the folded words is somewhere in it."""
        said = [self.evidence.text, self.evidence.link]
        said += [text for each in self.statements for text in (each.text, each.skill)]
        folded = fold(" ".join(said))
        return all(word in folded for word in words)


def evidence_log(employee: Employee) -> list[Entry]:
    """All of somebody's evidence, the latest first. Three queries."""
    rows = list(Evidence.objects.filter(employee=employee).prefetch_related("shows"))
    statements = statements_named({shown.key for row in rows for shown in row.shows.all()})
    return [
        Entry(
            row,
            tuple(statements[shown.key] for shown in row.shows.all() if shown.key in statements),
            frozenset(shown.skill_id for shown in row.shows.all() if shown.skill_id),
        )
        for row in rows
    ]


def narrowed(log: Sequence[Entry], query: str, skill: str, skills: Iterable[Skill]) -> list[Entry]:
    """What holds every word of `query`, whatever its case and accents, and shows the skill at that address."""
    words = fold(query).split()
    ids = {each.pk for each in skills if each.slug == skill}
    return [entry for entry in log if entry.holds(words) and (not skill or entry.skill_ids & ids)]


def skills_shown(log: Iterable[Entry]) -> list[Skill]:
    """The skills that the evidence stands for, by name."""
    ids = {skill_id for entry in log for skill_id in entry.skill_ids}
    return list(skills_by_id(ids)) if ids else []


@transaction.atomic
def keep_evidence(*, evidence: Evidence, keys: Iterable[UUID]) -> Evidence:
    """Save a piece of evidence and the statements it shows, each with the skill it means. Keys of nothing are left out,
    but those it showed before stay.
    """
    wanted = set(keys)
    evidence.save()
    there = set(evidence.shows.values_list("key", flat=True))
    evidence.shows.exclude(key__in=wanted).delete()
    new = skills_meant(wanted - there)
    rows = [EvidenceFor(evidence=evidence, key=key, skill_id=skill_id) for key, skill_id in new.items()]
    EvidenceFor.objects.bulk_create(rows, ignore_conflicts=True)
    return evidence


@transaction.atomic
def delete_evidence(*, evidence: Evidence) -> dict[str, Any]:
    """Delete it. Returns what `restore_evidence` takes to put it back: plain values that fit into JSON."""
    kept = {
        "pk": evidence.pk,
        "text": evidence.text,
        "link": evidence.link,
        "happened_on": evidence.happened_on.isoformat(),
        "created_at": evidence.created_at.isoformat(),
        "shows": [[str(key), skill_id] for key, skill_id in evidence.shows.values_list("key", "skill_id")],
    }
    evidence.delete()
    return kept


@transaction.atomic
def restore_evidence(*, employee: Employee, kept: Mapping[str, Any]) -> None:
    """Put back what was deleted. Doing it twice changes nothing."""
    if Evidence.objects.filter(pk=kept["pk"]).exists():
        return
    evidence = Evidence.objects.create(
        pk=kept["pk"],
        employee=employee,
        text=kept["text"],
        link=kept["link"],
        happened_on=datetime.date.fromisoformat(kept["happened_on"]),
    )
    created = datetime.datetime.fromisoformat(kept["created_at"])
    Evidence.objects.filter(pk=evidence.pk).update(created_at=created)
    there = set(Skill.objects.values_list("pk", flat=True).filter(pk__in=[pk for _key, pk in kept["shows"] if pk]))
    EvidenceFor.objects.bulk_create(
        EvidenceFor(evidence=evidence, key=key, skill_id=skill_id if skill_id in there else None)
        for key, skill_id in kept["shows"]
    )


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
    Goal.objects.filter(pk=goal.pk).update(created_at=datetime.datetime.fromisoformat(kept["created_at"]))


@transaction.atomic
def keep_week(*, employee: Employee, shares: Mapping[str, Decimal]) -> None:
    """Let somebody's week be split like this: activity -> percent of it."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    WeekShare.objects.filter(employee=employee).delete()
    WeekShare.objects.bulk_create(
        WeekShare(employee=employee, activity=activity, percent=percent) for activity, percent in shares.items()
    )
