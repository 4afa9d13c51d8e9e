"""What the database refuses: to alter the trail of a case, or to move a case out of an end."""

from __future__ import annotations

from collections.abc import Iterator

from paths.ladders.guards import append_only
from paths.promotions.models import Event, EventText
from paths.shared.guards import Guard, guards

STAYS = "What happened in a case stays as it was written."


@guards
def trail_is_kept() -> Iterator[Guard]:
    """Events are only added to; whoever acted may be forgotten, and the words with them."""
    yield from append_only(Event, {"actor_id"})
    yield Guard("eventtext_kept", EventText._meta.db_table, "UPDATE", "TRUE", STAYS)
