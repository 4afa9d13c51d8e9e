"""Calibration: the cases of a cycle as their reader may compare them, and revealing the names, which is noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from paths.promotions.small_groups import Groups, count_groups, count_nested
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
class Marks:
    """How the items of a case stand: by category, and by kind, which is the same on every ladder."""

    categories: Mapping[str, MarkCounts]
    kinds: Mapping[str, MarkCounts]


NO_MARKS = Marks({}, {})


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
    rows = (_row(case, marks.get(case.pk, NO_MARKS), titles[case.pk].after, case.pk in known) for case in cases)
    return Compared(tuple(sorted(rows, key=lambda row: row.code)), cases)


def counts_of(compared: Compared, *, is_partner: bool = True) -> list[tuple[str, Groups]]:
    """What is counted -> the groups that may be shown: always of all cases, so that nobody filters a person out. One
    query for HR partners, none for advisers.

    Advisers are told of the cases they advise on only what they read in each of them. Where people work and how long
    they have stood on their level they do not read there: whoever is named as adviser of one case more, and compares
    the counts of before and after, would learn it of that person.
    """
    cases, rows = compared.cases, compared.rows
    # The same groups as in the list of cases, so that neither tells of what the other leaves out.
    families, levels = count_nested((row.family, row.towards) for row in rows)
    counts = [
        (_("Job family"), _called(families, {row.family: row.family_name for row in rows})),
        (_("Level they aim at"), _called(levels, {row.towards: row.title for row in rows})),
    ]
    if is_partner:
        spans = _spans(cases)
        counts += [
            (_("Location"), count_groups(_location(case) for case in cases)),
            (_("Time in level"), count_groups(str(spans[case.pk]) for case in cases)),
        ]
    return [*counts, (_("Outcome"), count_groups(str(_outcome(case)) for case in cases))]


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


def _row(case: Case, marks: Marks, title: str, is_revealed: bool) -> Row:
    role = case.level.role
    return Row(
        code=code_of(case),
        family=role.family.slug,
        family_name=role.family.name,
        towards=_address(case),
        title=title or str(case.level),
        categories=marks.categories,
        kinds=marks.kinds,
        counts=_sum(tuple(marks.kinds.values())),
        revealed=_known(case) if is_revealed else None,
    )


def _known(case: Case) -> Revealed:
    days = (timezone.now() - case.state_since).days
    name = case.employee.name if case.employee else ""
    return Revealed(case.pk, name, case.state, CaseState(case.state).label, days)


def _marks_of(cases: Sequence[Case]) -> dict[int, Marks]:
    """case id -> how its items stand."""
    found: dict[int, list[tuple[str, str, str, int]]] = defaultdict(list)
    rows = Item.objects.filter(case__in=cases).order_by().values_list("case", "kind", "category", "mark")
    for case_id, kind, category, mark, number in sorted(rows.annotate(number=Count("pk")), key=_in_order):
        names = (str(category_of(Item(kind=kind, category=each))) for each in (category, ""))
        found[case_id].append((*names, mark, number))
    return {
        case_id: Marks(
            _grouped((category, mark, number) for category, _kind, mark, number in counted),
            _grouped((kind, mark, number) for _category, kind, mark, number in counted),
        )
        for case_id, counted in found.items()
    }


def _grouped(counted: Iterable[tuple[str, str, int]]) -> dict[str, MarkCounts]:
    """group -> counts, out of group, mark and number."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for group, mark, number in counted:
        found[group][mark] += number
    return {group: MarkCounts(**counts) for group, counts in found.items()}


def _in_order(row: tuple[int, str, str, str, int]) -> tuple[int, str]:
    """Kinds as a checklist has them, the company's criteria last."""
    _case, kind, category, *_rest = row
    return (list(KINDS).index(Kind(kind)) if kind != COMPANY else len(KINDS)), category


def _sum(groups: Collection[MarkCounts]) -> MarkCounts:
    return MarkCounts(**{mark: sum(getattr(each, mark) for each in groups) for mark in Mark.values})


def _revealed_to(user: User | AnonymousUser, cases: Sequence[Case]) -> set[int]:
    noted = Event.objects.filter(case__in=cases, what=REVEALED, actor=user.pk)
    return set(noted.values_list("case_id", flat=True))


def _called(groups: Groups, names: Mapping[str, str]) -> Groups:
    return replace(groups, shown=tuple((names[name], number) for name, number in groups.shown))


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
