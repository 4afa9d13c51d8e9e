"""Keeping evidence and one's week: written, found again, deleted and put back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from paths.growth.meanwhile import check_shown, evidence_said, keys_shown, shares_of, week_said
from paths.growth.models import Evidence, EvidenceFor, WeekShare
from paths.growth.statements import Statement, skills_by_id, skills_meant, statements_named
from paths.ladders.models import Skill
from paths.people.models import Employee
from paths.shared.folding import fold


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
def keep_evidence(*, evidence: Evidence, keys: Iterable[UUID], seen: str = "") -> Evidence:
    """Save a piece of evidence and the statements it shows, each with the skill it means. Keys of nothing are left out,
    but those it showed before stay. `seen` is the seal of what was shown ("": whatever it is).

    Raises SavedMeanwhile with what it says now if that was saved elsewhere since, Evidence.DoesNotExist if it was
    deleted.
    """
    wanted = set(keys)
    if evidence.pk:
        there = Evidence.objects.select_for_update().get(pk=evidence.pk)
        now, new = evidence_said(there, keys_shown(there)), evidence_said(evidence, wanted)
        check_shown("evidence", evidence.pk, seen=seen, now=now, new=new, there=there)
    evidence.save()
    shown = keys_shown(evidence)
    evidence.shows.exclude(key__in=wanted).delete()
    new_ones = skills_meant(wanted - shown)
    rows = [EvidenceFor(evidence=evidence, key=key, skill_id=skill_id) for key, skill_id in new_ones.items()]
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
def keep_week(*, employee: Employee, shares: Mapping[str, Decimal], seen: str = "") -> None:
    """Let somebody's week be split like this: activity -> percent of it. `seen` is the seal of what was shown ("":
    whatever it is). Raises SavedMeanwhile with the shares of now if they were saved elsewhere since.
    """
    Employee.objects.select_for_update().get(pk=employee.pk)
    rows = WeekShare.objects.filter(employee=employee)
    now = shares_of(rows)
    check_shown("week", employee.pk, seen=seen, now=week_said(now), new=week_said(shares), there=now)
    rows.delete()
    WeekShare.objects.bulk_create(
        WeekShare(employee=employee, activity=activity, percent=percent) for activity, percent in shares.items()
    )
