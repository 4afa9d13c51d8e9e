"""What can still be changed of a case while evidence is gathered, beside its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from paths.promotions.actors import actors_of
from paths.promotions.casework import NotAllowed, working_on
from paths.promotions.models import Case, Cycle, ItemEvidence
from paths.promotions.trail import write_event
from paths.promotions.transitions import MARKED_IN, Actor

if TYPE_CHECKING:
    from paths.people.models import User


@transaction.atomic
def join_cycle(*, case: Case, cycle: Cycle | None, by: User) -> None:
    """Put the case into another cycle, or (None) into none, as its manager. Raises NotAllowed."""
    with working_on(case) as current:
        if current.state not in MARKED_IN or Actor.MANAGER not in actors_of(current, by):
            raise NotAllowed
        before, current.cycle = current.cycle, cycle
        if before == cycle:
            return
        current.save(update_fields=["cycle"])
        if before:
            write_event(case=current, by=by, what="left_cycle", before=before.name, cycle=before)
        if cycle:
            write_event(case=current, by=by, what="cycle", after=cycle.name, cycle=cycle)


@transaction.atomic
def remove_evidence(*, evidence: ItemEvidence, by: User) -> None:
    """Take evidence away again, as whoever added it. The trail keeps what it said. Raises NotAllowed."""
    with working_on(evidence.item.case) as case:
        if case.state not in MARKED_IN or evidence.added_by_id != by.pk or not actors_of(case, by):
            raise NotAllowed
        said = f"{evidence.text} {evidence.link}".strip()
        if ItemEvidence.objects.filter(pk=evidence.pk).delete()[0]:
            write_event(case=case, by=by, what="evidence_removed", about=evidence.item.text, words=(said, ""))
