"""What the database refuses: any change to an edition that is no draft, and to what has been written into history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simple_history import utils

from paths.ladders.models import (
    Advice,
    CustomSection,
    Edition,
    Expectation,
    InterviewQuestion,
    JobFamily,
    LevelProfile,
    PortfolioProject,
    RoadmapStage,
    Role,
    Skill,
    TimeShare,
    Transition,
)
from paths.shared.guards import Guard, guards

OF_EDITIONS = (LevelProfile, RoadmapStage, InterviewQuestion, Advice, Transition, CustomSection)
OF_PROFILES = (Expectation, TimeShare, PortfolioProject)
WITH_HISTORY = (JobFamily, Role, Skill, Edition, *OF_EDITIONS, *OF_PROFILES)
# What may still happen to a published edition: it becomes history, and whoever published it may be forgotten.
MAY_CHANGE = {"status", "published_by_id"}
NEVER = "A published edition never changes. Open a draft."


@guards
def editions_are_kept() -> Iterator[Guard]:
    """A published or superseded edition, and everything it says, stays as it is."""
    table = Edition._meta.db_table
    same = " AND ".join(
        _same(field.column) for field in Edition._meta.concrete_fields if field.attname not in MAY_CHANGE
    )
    to_history = "(NEW.status = OLD.status OR (OLD.status = 'published' AND NEW.status = 'superseded'))"
    forgotten = f"({_same('published_by_id')} OR NEW.published_by_id IS NULL)"
    yield Guard(
        "edition_kept_update",
        table,
        "UPDATE",
        f"OLD.status <> 'draft' AND NOT ({same} AND {to_history} AND {forgotten})",
        NEVER,
    )
    yield Guard("edition_kept_delete", table, "DELETE", "OLD.status <> 'draft'", NEVER)
    for model in OF_EDITIONS:
        yield from _kept(model, "EXISTS (SELECT 1 FROM paths_edition e WHERE e.id = {row}.edition_id AND {kept})")
    for model in OF_PROFILES:
        yield from _kept(
            model,
            "EXISTS (SELECT 1 FROM paths_levelprofile p JOIN paths_edition e ON e.id = p.edition_id "
            "WHERE p.id = {row}.profile_id AND {kept})",
        )


@guards
def history_is_kept() -> Iterator[Guard]:
    """Who changed what is only ever added to; a user who is removed is forgotten in it."""
    for model in WITH_HISTORY:
        yield from append_only(utils.get_history_model_for_model(model), {"history_user_id"})


def append_only(model: Any, may_be_forgotten: set[str]) -> Iterator[Guard]:
    """Guards that keep rows as they were written, but for columns that may become empty."""
    table = model._meta.db_table
    kept = [
        f"({_same(field.column)} OR NEW.{field.column} IS NULL)"
        if field.attname in may_be_forgotten
        else _same(field.column)
        for field in model._meta.concrete_fields
    ]
    changed = f"NOT ({' AND '.join(kept)})"
    message = "What is in the history stays as it is."
    yield Guard(f"{table}_kept_update", table, "UPDATE", changed, message)
    yield Guard(f"{table}_kept_delete", table, "DELETE", "TRUE", message)
    yield Guard(f"{table}_kept_truncate", table, "TRUNCATE", "TRUE", message)


def _kept(model: Any, belongs_to_kept: str) -> Iterator[Guard]:
    table = model._meta.db_table
    old, new = (belongs_to_kept.format(row=row, kept="e.status <> 'draft'") for row in ("OLD", "NEW"))
    yield Guard(f"{table}_kept_insert", table, "INSERT", new, NEVER)
    yield Guard(f"{table}_kept_update", table, "UPDATE", f"({old} OR {new})", NEVER)
    yield Guard(f"{table}_kept_delete", table, "DELETE", old, NEVER)


def _same(column: str) -> str:
    return f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}"
