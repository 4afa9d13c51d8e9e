"""What the database refuses: to change a copy that was shared, an answer that was sent, or what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.dispatch import receiver

from paths.growth.models import Conversation, Opening, SharedEvidence, SharedRating
from paths.people.models import Employee
from paths.people.signals import person_erased
from paths.shared.guards import Guard, guards

STAYS = "What was shared, answered or agreed stays as it is."
# The only ways from one state to another.
STEPS = (("shared", "answered"), ("shared", "withdrawn"), ("answered", "closed"))
DAYS = ("answered_at", "closed_at")
OF = "(SELECT c.state FROM paths_conversation c WHERE c.id = {row}.conversation_id)"


@guards
def conversations_are_kept() -> Iterator[Guard]:
    """The frozen copy never changes; the manager's answers not once they are sent; nothing once it is closed.

    Where the conversation itself is gone its rows may go: that is how a person is erased.
    """
    ratings, evidence = SharedRating._meta.db_table, SharedEvidence._meta.db_table
    allowed = (
        "({row}.voice = 'manager' AND " + OF + " = 'shared') OR ({row}.voice = 'agreed' AND " + OF + " = 'answered')"
    )
    may = {row: allowed.format(row=row) for row in ("OLD", "NEW")}
    of_old, of_new = (OF.format(row=row) for row in ("OLD", "NEW"))
    yield Guard("sharedrating_kept_update", ratings, "UPDATE", f"NOT (({may['OLD']}) AND ({may['NEW']}))", STAYS)
    yield Guard(
        "sharedrating_kept_insert",
        ratings,
        "INSERT",
        f"NOT ((NEW.voice = 'self' AND {of_new} = 'shared') OR {may['NEW']})",
        STAYS,
    )
    yield Guard("sharedrating_kept_delete", ratings, "DELETE", f"{of_old} IS NOT NULL AND NOT ({may['OLD']})", STAYS)
    yield Guard("sharedevidence_kept", evidence, "UPDATE", "TRUE", STAYS)
    yield Guard("sharedevidence_kept_insert", evidence, "INSERT", f"NOT {of_new} = 'shared'", STAYS)
    yield Guard("sharedevidence_kept_delete", evidence, "DELETE", f"{of_old} IS NOT NULL", STAYS)
    pinned = ("assessment_id", "employee_id", "edition_id", "level_id", "whole", "is_finished", "shared_at")
    changed = [f"NEW.{name} <> OLD.{name}" for name in pinned]
    changed += [f"(OLD.{day} IS NOT NULL AND (NEW.{day} IS NULL OR NEW.{day} <> OLD.{day}))" for day in DAYS]
    steps = " OR ".join(f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in STEPS)
    yield Guard(
        "conversation_kept",
        Conversation._meta.db_table,
        "UPDATE",
        f"(NEW.state <> OLD.state AND NOT ({steps})) OR {' OR '.join(changed)}",
        STAYS,
    )


@receiver(person_erased)
def let_conversations_go(employee: Employee, **_: Any) -> None:
    """Remove the conversations of a person who is erased first, which is what lets go of their rows."""
    theirs = Conversation.objects.filter(employee=employee)
    ids = list(theirs.values_list("pk", flat=True))
    theirs._raw_delete(theirs.db)
    for model in (SharedRating, SharedEvidence, Opening):
        model.objects.filter(conversation_id__in=ids).delete()
