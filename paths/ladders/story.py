"""What was changed in an edition: who, when, which field, from what to what."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from paths.ladders.guards import OF_EDITIONS, OF_PROFILES
from paths.ladders.models import Edition, Level, LevelProfile, Skill

# Fields that say where a row is kept, not what it says.
PLUMBING = {"id", "key", "position", "edition", "profile", "role", "level", "published_at", "published_by"}
# The field that a row is known by to people, the first that says something.
SAYS = ("text", "title", "activity", "heading", "source")
VERBS = {"+": _("added"), "-": _("removed"), "~": _("changed")}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row, before and after; None where the row was not there."""

    name: str | Promise
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One row that somebody added, changed or removed. `who` is empty for commands and people who are forgotten."""

    when: datetime.datetime
    who: str
    noun: str | Promise
    where: str
    verb: str
    fields: tuple[FieldChange, ...]
    reason: str


def story_of(edition: Edition) -> list[Change]:
    """Every change to what `edition` says, the latest first; a query for each table and two for names."""
    titles = dict(
        LevelProfile.history.filter(edition_id=edition.pk).order_by("history_date").values_list("id", "title")
    )
    records = [(Edition, Edition.history.filter(id=edition.pk))]
    records += [(model, model.history.filter(edition_id=edition.pk)) for model in OF_EDITIONS]
    records += [(model, model.history.filter(profile_id__in=titles)) for model in OF_PROFILES]
    skills: dict[Any, str] = dict(Skill.objects.values_list("pk", "name"))
    levels: dict[Any, str] = dict(Level.objects.filter(role=edition.role_id).values_list("pk", "slug"))
    found: list[Change] = []
    for model, history in records:
        rows: dict[int, list[Any]] = defaultdict(list)
        for record in history.select_related("history_user").order_by("history_date", "history_id"):
            rows[record.id].append(record)
        for states in rows.values():
            found += _changes(model, states, titles, {"skill": skills, "level": levels})
    return sorted(found, key=lambda change: change.when, reverse=True)


def _changes(
    model: type[Any], states: list[Any], titles: dict[int, str], names: dict[str, dict[Any, str]]
) -> Iterator[Change]:
    before = None
    for state in states:
        # A row that came by a copy or an import is told of by its edition's own record.
        told = model is Edition or not state.history_change_reason
        # What a new row says is said by naming it; a removed one by its last words.
        fields = tuple(_differences(model, before, state, names)) if state.history_type == "~" else ()
        moved = state.history_type == "~" and _is_elsewhere(before, state)
        if told and (fields or moved or state.history_type != "~" or state.history_change_reason):
            yield Change(
                when=state.history_date,
                who=str(state.history_user or ""),
                noun=model._meta.verbose_name,
                where=_where(model, state, titles),
                verb=_("moved") if moved and not fields else VERBS[state.history_type],
                fields=fields,
                reason=state.history_change_reason or "",
            )
        before = state


def _is_elsewhere(before: Any, after: Any) -> bool:
    return before is not None and getattr(before, "position", None) != getattr(after, "position", None)


def _differences(model: type[Any], before: Any, after: Any, names: dict[str, dict[Any, str]]) -> Iterator[FieldChange]:
    for field in model._meta.concrete_fields:
        if field.name in PLUMBING or not hasattr(after, field.attname):
            continue
        old, new = before and getattr(before, field.attname), getattr(after, field.attname)
        if old != new and (old or new):
            known = names.get(field.name, {})
            yield FieldChange(field.verbose_name, _as_text(field, old, known), _as_text(field, new, known))


def _as_text(field: Any, value: Any, known: dict[Any, str]) -> str | None:
    if value is None:
        return None
    if field.is_relation:
        return known.get(value, "")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(field.flatchoices).get(value, value))


def _where(model: type[Any], state: Any, titles: dict[int, str]) -> str:
    said = next((getattr(state, name) for name in SAYS if getattr(state, name, "")), "")
    level = titles.get(getattr(state, "profile_id", None) or 0, "")
    return " · ".join(part for part in (level, Truncator(said).chars(80)) if part)
