"""What the database refuses: to change a copy that was shared, an answer that was sent, or what was agreed."""

from __future__ import annotations

from collections.abc import Iterator

from paths.growth.models import Conversation, SharedEvidence, SharedRating
from paths.shared.guards import Guard, guards

STAYS = "What was shared, answered or agreed stays as it is."
OF = "(SELECT c.state FROM paths_conversation c WHERE c.id = {row}.conversation_id)"


@guards
def conversations_are_kept() -> Iterator[Guard]:
    """The frozen copy never changes; the manager's answers not once they are sent; nothing once it is closed."""
    ratings = SharedRating._meta.db_table
    allowed = (
        "({row}.voice = 'manager' AND " + OF + " = 'shared') OR ({row}.voice = 'agreed' AND " + OF + " = 'answered')"
    )
    may = {row: allowed.format(row=row) for row in ("OLD", "NEW")}
    yield Guard("sharedrating_kept_update", ratings, "UPDATE", f"NOT (({may['OLD']}) AND ({may['NEW']}))", STAYS)
    yield Guard(
        "sharedrating_kept_insert",
        ratings,
        "INSERT",
        f"NOT ((NEW.voice = 'self' AND {OF.format(row='NEW')} = 'shared') OR {may['NEW']})",
        STAYS,
    )
    yield Guard("sharedevidence_kept", SharedEvidence._meta.db_table, "UPDATE", "TRUE", STAYS)
    yield Guard(
        "conversation_kept",
        Conversation._meta.db_table,
        "UPDATE",
        "OLD.state IN ('closed', 'withdrawn') AND NEW.state <> OLD.state "
        "OR NEW.edition_id <> OLD.edition_id OR NEW.level_id <> OLD.level_id OR NEW.employee_id <> OLD.employee_id",
        STAYS,
    )
