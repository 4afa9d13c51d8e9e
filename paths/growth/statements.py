"""Statements by their key: what a level asks, as the newest edition that says it words it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from paths.growth.assessing import next_rung
from paths.growth.models import Assessment
from paths.growth.standing import KINDS
from paths.growth.targets import edition_in_force
from paths.ladders.choices import EditionStatus, Kind
from paths.ladders.models import Expectation, Skill
from paths.people.models import Employee


@dataclass(frozen=True, slots=True)
class Statement:
    """What a level asks. `skill` is the name of the skill that it means, "" for a behaviour."""

    key: UUID
    kind: str
    category: str
    text: str
    skill_id: int | None
    skill: str
    proficiency: int | None
    level: str

    @property
    def group(self) -> str | Promise:
        """The step of an assessment that it stands in."""
        return (self.category if self.kind == Kind.SKILL else "") or KINDS[Kind(self.kind)]


@dataclass(frozen=True, slots=True)
class LevelStatements:
    """What one level asks, group by group: (title, statements)."""

    title: str
    groups: tuple[tuple[str | Promise, tuple[Statement, ...]], ...]


FIELDS = (
    *("key", "kind", "category", "text", "skill_id", "skill__name", "proficiency", "profile__title"),
    *("profile__edition_id", "profile__level_id"),
)


def statements_named(keys: Collection[UUID]) -> dict[UUID, Statement]:
    """key -> the statement, for those that were ever published. One query."""
    if not keys:
        return {}
    return {each.key: each for each, _place in _read(Q(key__in=set(keys)))}


def statements_around(employee: Employee) -> tuple[LevelStatements, ...]:
    """What somebody's own level asks, then what each level they work towards asks beyond it; without any, the next
    rung. A statement that two levels share stands at the first. At most six queries.
    """
    own = employee.level and edition_in_force(employee.level)
    places = [(own.pk, employee.level_id)] if own else []
    towards = Assessment.objects.under_way().filter(employee=employee).values_list("edition_id", "level_id")
    places += list(towards)
    rung = next_rung(employee) if own and not towards else None
    places += [(own.pk, rung.pk)] if own and rung else []
    found: dict[tuple[int, int], list[Statement]] = {place: [] for place in places}
    wanted = Q()
    for edition_id, level_id in found:
        wanted |= Q(profile__edition=edition_id, profile__level=level_id)
    for statement, place in _read(wanted) if found else ():
        found[place].append(statement)
    seen: set[UUID] = set()
    levels = []
    for statements in found.values():
        new = [each for each in statements if each.key not in seen]
        seen |= {each.key for each in new}
        if new:
            levels.append(LevelStatements(new[0].level, _grouped(new)))
    return tuple(levels)


def skills_meant(keys: Collection[UUID]) -> dict[UUID, int | None]:
    """key -> the id of the skill that the statement means, None for a behaviour; only keys that mean something."""
    return {key: statement.skill_id for key, statement in statements_named(keys).items()}


def skills_by_id(ids: Collection[int]) -> QuerySet[Skill]:
    """Those skills, by name."""
    return Skill.objects.filter(pk__in=ids).order_by("name")


def _read(which: Q) -> Iterable[tuple[Statement, tuple[int, int]]]:
    """Statements of editions that were published, the newest edition last, with (edition id, level id)."""
    rows = (
        Expectation.objects.filter(which)
        .exclude(profile__edition__status=EditionStatus.DRAFT)
        .order_by("profile__edition__published_at", "profile__edition", "profile__rank", "position", "pk")
        .values_list(*FIELDS)
    )
    for key, kind, category, text, skill_id, skill, depth, title, edition_id, level_id in rows:
        yield Statement(key, kind, category, text, skill_id, skill or "", depth, title), (edition_id, level_id)


def _grouped(statements: Iterable[Statement]) -> tuple[tuple[str | Promise, tuple[Statement, ...]], ...]:
    groups: dict[str | Promise, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.group, []).append(statement)
    return tuple((title, tuple(rows)) for title, rows in groups.items())
