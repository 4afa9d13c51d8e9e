"""Calibration: the cases of a cycle as their reader may compare them, and revealing the names, which is noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paths.growth.standing import KINDS
from paths.ladders.choices import Kind
from paths.people.models import Employee
from paths.promotions.case_table import Revealed, Row
from paths.promotions.choices import CaseState, Mark
from paths.promotions.counting import MarkCounts
from paths.promotions.item_rows import COMPANY, category_of
from paths.promotions.models import Case, Cycle, Event, Item
from paths.promotions.small_groups import Groups, count_groups
from paths.promotions.time_in_level import time_in_level
from paths.promotions.titles import titles_of
from paths.promotions.trail import write_event

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paths.people.models import User

REVEALED = "reveal"
# Letters and figures that nobody takes for one another.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"
LETTERS = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """The cases of a cycle for one reader: with names as far as they revealed them."""

    rows: tuple[Row, ...]
    cases: tuple[Case, ...]

    @property
    def hidden(self) -> int:
        """How many names are hidden."""
        return sum(row.revealed is None for row in self.rows)


def compared_by(user: User | AnonymousUser, cycle: Cycle) -> Compared:
    """The cases of `cycle` that `user` compares, in the order of their codes. Four queries."""
    cases = tuple(
        Case.objects.calibrated_by(user).filter(cycle=cycle).select_related("employee", "level__role__family")
    )
    marks = _marks_of(cases)
    titles = titles_of(cases)
    known = _revealed_to(user, cases)
    rows = (_row(case, marks.get(case.pk, {}), titles[case.pk].after, case.pk in known) for case in cases)
    return Compared(tuple(sorted(rows, key=lambda row: row.code)), cases)


def counts_of(compared: Compared) -> list[tuple[str, Groups]]:
    """What is counted -> the groups that may be shown: always of all cases, so that nobody filters a person out. One
    query.
    """
    cases = compared.cases
    spans = _spans(cases)
    titles = {row.towards: row.title for row in compared.rows}
    return [
        (_("Job family"), count_groups(case.level.role.family.name for case in cases)),
        (_("Level they aim at"), count_groups(titles[_address(case)] for case in cases)),
        (_("Location"), count_groups(_location(case) for case in cases)),
        (_("Time in level"), count_groups(str(spans[case.pk]) for case in cases)),
        (_("Outcome"), count_groups(str(_outcome(case)) for case in cases)),
    ]


@transaction.atomic
def reveal_names(*, cycle: Cycle, by: User) -> int:
    """Show `by` the names of the cases of `cycle` that they compare; each case notes it, once. Returns how many."""
    asked = set(Case.objects.calibrated_by(by).filter(cycle=cycle).values_list("pk", flat=True))
    cases = list(Case.objects.select_for_update().filter(pk__in=asked).order_by("pk"))
    known = _revealed_to(by, cases)
    new = [case for case in cases if case.pk not in known]
    for case in new:
        write_event(case=case, by=by, what=REVEALED)
    return len(new)


def code_of(case: Case) -> str:
    """What stands for the name of a case: the same for all readers, and nothing that could be traced to it."""
    digest = salted_hmac("paths.promotions.calibrating", str(case.pk), algorithm="sha256").digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LETTERS])


def _row(case: Case, categories: Mapping[str, MarkCounts], title: str, is_revealed: bool) -> Row:
    role = case.level.role
    return Row(
        code=code_of(case),
        family=role.family.slug,
        family_name=role.family.name,
        towards=_address(case),
        title=title or str(case.level),
        categories=categories,
        counts=_sum(tuple(categories.values())),
        revealed=_known(case) if is_revealed else None,
    )


def _known(case: Case) -> Revealed:
    days = (timezone.now() - case.state_since).days
    name = case.employee.name if case.employee else ""
    return Revealed(case.pk, name, case.state, CaseState(case.state).label, days)


def _marks_of(cases: Sequence[Case]) -> dict[int, dict[str, MarkCounts]]:
    """case id -> category -> counts."""
    found: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    rows = Item.objects.filter(case__in=cases).order_by().values_list("case", "kind", "category", "mark")
    for case_id, kind, category, mark, number in sorted(rows.annotate(number=Count("pk")), key=_in_order):
        found[case_id][str(category_of(Item(kind=kind, category=category)))][mark] += number
    return {
        case_id: {name: MarkCounts(**counts) for name, counts in groups.items()} for case_id, groups in found.items()
    }


def _in_order(row: tuple[int, str, str, str, int]) -> tuple[int, str]:
    """Kinds as a checklist has them, the company's criteria last."""
    _case, kind, category, *_rest = row
    return (list(KINDS).index(Kind(kind)) if kind != COMPANY else len(KINDS)), category


def _sum(groups: Collection[MarkCounts]) -> MarkCounts:
    return MarkCounts(**{mark: sum(getattr(each, mark) for each in groups) for mark in Mark.values})


def _revealed_to(user: User | AnonymousUser, cases: Sequence[Case]) -> set[int]:
    noted = Event.objects.filter(case__in=cases, what=REVEALED, actor=user.pk)
    return set(noted.values_list("case_id", flat=True))


def _spans(cases: Sequence[Case]) -> dict[int, Promise]:
    """case id -> how long its person stood on their level when it was opened."""
    changes = defaultdict(list)
    rows = Employee.history.filter(id__in={case.employee_id for case in cases}).order_by("history_date", "history_id")
    for employee_id, at, level_id in rows.values_list("id", "history_date", "level_id"):
        changes[employee_id].append((at, level_id))
    return {case.pk: time_in_level(changes[case.employee_id], case.from_level_id, case.opened_at) for case in cases}


def _address(case: Case) -> str:
    return f"{case.level.role.slug}/{case.level.slug}"


def _location(case: Case) -> str:
    return (case.employee.location if case.employee else "") or _("No location")


def _outcome(case: Case) -> str | Promise:
    decided = (CaseState.APPROVED, CaseState.WAITING, CaseState.DECLINED)
    return CaseState(case.state).label if case.state in decided else _("Not decided")
