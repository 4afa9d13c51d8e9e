"""What the database refuses: to alter the trail of a case, or to move a case out of an end."""

from __future__ import annotations

from collections.abc import Iterator

from paths.ladders.guards import append_only
from paths.promotions.choices import CaseState
from paths.promotions.models import Case, Event, EventText
from paths.promotions.transitions import OPEN
from paths.shared.guards import Guard, guards

STAYS = "What happened in a case stays as it was written."
ENDED = "A case that has ended stays as it was decided."
ENDS = ", ".join(f"'{state}'" for state in CaseState if state not in OPEN)


@guards
def trail_is_kept() -> Iterator[Guard]:
    """Events are only added to, and a case keeps where they end and how it ended; whoever acted may be forgotten, and
    the words with them.
    """
    yield from append_only(Event, {"actor_id"})
    case = Case._meta.db_table
    yield Guard("case_end_kept", case, "UPDATE", f"OLD.state IN ({ENDS}) AND NEW.state <> OLD.state", ENDED)
    back = "NEW.events_so_far < OLD.events_so_far"
    moved = "(NEW.events_so_far = OLD.events_so_far AND NEW.head <> OLD.head)"
    yield Guard("case_head_kept", case, "UPDATE", f"{back} OR {moved}", STAYS)
    yield Guard("eventtext_kept", EventText._meta.db_table, "UPDATE", "TRUE", STAYS)
