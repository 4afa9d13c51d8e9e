"""What the database refuses: to alter the trail of a case or the history of what HR sets, or to move a case out of an
end.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from simple_history.utils import get_history_model_for_model

from paths.ladders.guards import append_only
from paths.promotions.choices import CaseState
from paths.promotions.models import Case, Criterion, Cycle, Event, EventText, Item, PromotionRule
from paths.promotions.transitions import OPEN, TRANSITIONS
from paths.shared.guards import Guard, guards

STAYS = "What happened in a case stays as it was written."
ENDED = "A case that has ended stays as it was decided."
APPLIED = "The day on which the level has changed stays."
PINNED = "What a case is about, and what it asks, stays as it began."
MAY_BE_FORGOTTEN = ("employee_id", "from_level_id", "opened_by_id")
ENDS = ", ".join(f"'{state}'" for state in CaseState if state not in OPEN)
# What HR may still set right of a case that has ended, as long as the level has not changed.
REPAIRED = " OR ".join(
    f"(OLD.state = '{source}' AND NEW.state = '{step.target}')"
    for step in TRANSITIONS.values()
    for source in sorted(step.sources - OPEN)
    if step.target not in (None, source)
)


@guards
def trail_is_kept() -> Iterator[Guard]:
    """Events are only added to, and a case keeps where they end, in which state it ended, what it is about and what it
    asks; whoever acted may be forgotten, and the words with them. What else a case says is compared with its trail by
    `manage.py verify_audit`.
    """
    yield from append_only(Event, {"actor_id"})
    case = Case._meta.db_table
    yield Guard("case_end_kept", case, "UPDATE", _moved_on(), ENDED)
    changed = _changed(Case, "effective_on")
    yield Guard("case_applied_kept", case, "UPDATE", f"OLD.applied_at IS NOT NULL AND {changed}", APPLIED)
    back = "NEW.events_so_far < OLD.events_so_far"
    moved = "(NEW.events_so_far = OLD.events_so_far AND NEW.head <> OLD.head)"
    yield Guard("case_head_kept", case, "UPDATE", f"{back} OR {moved}", STAYS)
    yield Guard("eventtext_kept", EventText._meta.db_table, "UPDATE", "TRUE", STAYS)
    yield Guard("eventtext_all_kept", EventText._meta.db_table, "TRUNCATE", "TRUE", STAYS)
    pinned = " OR ".join(_changed(Case, name) for name in ("level_id", "edition_id", "opened_at"))
    passed_on = " OR ".join(f"({_changed(Case, name)} AND NEW.{name} IS NOT NULL)" for name in MAY_BE_FORGOTTEN)
    yield Guard("case_pinned", case, "UPDATE", f"{pinned} OR {passed_on}", PINNED)
    asked = ("case_id", "key", "kind", "category", "text", "why", "needed", "required", "position")
    item = Item._meta.db_table
    yield Guard("item_pinned", item, "UPDATE", " OR ".join(_changed(Item, name) for name in asked), PINNED)


@guards
def history_of_what_hr_sets_is_kept() -> Iterator[Guard]:
    """Who changed a cycle, a criterion or the rule is only ever added to."""
    for model in (Cycle, Criterion, PromotionRule):
        yield from append_only(get_history_model_for_model(model), {"history_user_id"})


def _moved_on() -> str:
    """SQL for a case that leaves its end otherwise than the table says, or once the level has changed."""
    may = f"OLD.applied_at IS NULL AND ({REPAIRED})"
    return f"OLD.state IN ({ENDS}) AND NEW.state <> OLD.state AND NOT ({may})"


def _changed(model: type[Model], column: str) -> str:
    """SQL for a column that has another value now. Raises FieldDoesNotExist for one that is none."""
    model._meta.get_field(column)
    return f"NEW.{column} IS DISTINCT FROM OLD.{column}"
