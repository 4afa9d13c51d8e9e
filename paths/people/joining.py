"""Reading and writing the people who work here, all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from paths.ladders.known import known_levels
from paths.ladders.models import Level
from paths.people.administrators import (
    administrators,
    are_the_last,
    hold_administrators,
    what_it_means,
    why_not_the_last,
)
from paths.people.importing import Plan, plan_people
from paths.people.linking import with_shown_address
from paths.people.models import Employee, User
from paths.people.own_record import check_own_row
from paths.people.reporting import loops, say_loop
from paths.people.sheet import COLUMNS, Person, read_people
from paths.shared.bulk import update_rows_with_history
from paths.shared.sheets import RowProblem, Table, UnreadableSheet, read_sheet

LONGEST_SOURCE = 30


class ChangedMeanwhile(Exception):
    """Raised when a sheet would do something else than what was looked at."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a sheet would do, and what its writer should look at."""

    plan: Plan
    warnings: tuple[RowProblem, ...]
    people: Mapping[str, Person]
    levels: Mapping[str, int]
    accounts: Mapping[str, int]


def people() -> list[Person]:
    """Everybody who works or worked here, by name."""
    return [_person(row) for row in _rows().order_by("name", "pk")]


@transaction.atomic
def why_not_manager(employee: Employee, manager: Employee) -> str:
    """Why `employee` cannot report to `manager`, as a sentence; "" if they can. At most two queries.

    Asked in the transaction that then writes, nobody can close a circle in between.
    """
    everybody = Employee.objects.select_for_update().order_by("pk")
    managers = dict(everybody.values_list("pk", "manager_id")) | {employee.pk: manager.pk}
    for circle in loops(managers):
        if employee.pk in circle:
            names = dict(Employee.objects.filter(pk__in=circle).values_list("pk", "name"))
            return say_loop([names[pk] for pk in circle])
    return ""


@transaction.atomic
def plan_import(table: Table, by: User | None = None) -> Planned:
    """What the sheet would do if `by` imported it (None: a command), with nobody else writing before the transaction
    ends.

    Raises UnreadableSheet with every problem, by row.
    """
    sheet = read_sheet(table, COLUMNS)
    known = known_levels(by, Exists(Employee.objects.filter(level=OuterRef("pk")))) if by else Level.objects.all()
    levels = {f"{role}/{level}": pk for pk, role, level in known.values_list("pk", "role__slug", "slug")}
    rows = read_people(sheet, levels)
    hold_administrators()
    list(Employee.objects.select_for_update().order_by("pk").values_list("pk"))
    there = {person.email: person for person in map(_person, _rows())}
    check_own_row(rows, there, by)
    joining = [person.email for person in rows.values() if person.email not in there]
    free = with_shown_address().filter(email__in=joining, employee=None)
    accounts = dict(free.values_list("email", "pk"))
    plan = _with_administrators(plan_people(rows, there, accounts), rows, accounts)
    return Planned(plan, sheet.warnings, {person.email: person for person in rows.values()}, levels, accounts)


@transaction.atomic
def import_people(
    *, table: Table, by: User | None, source: str = "", is_seen: Callable[[Plan], bool] | None = None
) -> Plan:
    """Let the people whom the sheet names be as it says; nobody else changes. All of it or nothing. Whoever joins is
    tied to their account if it has shown their address to be theirs, otherwise once it does.

    Raises UnreadableSheet with every problem, by row, and ChangedMeanwhile if it would do what is not `is_seen`.
    """
    planned = plan_import(table, by)
    if is_seen and not is_seen(planned.plan):
        raise ChangedMeanwhile
    try:
        with transaction.atomic():
            _write(planned, by, _reason(planned.plan, source))
    except IntegrityError as error:
        # Somebody else has just added one of these people.
        raise ChangedMeanwhile from error
    return planned.plan


def _with_administrators(plan: Plan, rows: Mapping[int, Person], accounts: Mapping[str, int]) -> Plan:
    """The plan, with a warning of every administrator whom it takes away. Raises UnreadableSheet if none is left."""
    left = {person.email for person in rows.values() if not person.is_active}
    joins_closed = [accounts[email] for email in left & accounts.keys()]
    losing = administrators().filter(Q(employee__email__in=left) | Q(pk__in=joins_closed))
    if are_the_last([user.pk for user in losing]):
        emails = {user.email for user in losing} | set(losing.values_list("employee__email", flat=True))
        raise UnreadableSheet(
            *(RowProblem(number, why_not_the_last()) for number, person in rows.items() if person.email in emails)
        )
    return replace(plan, warnings=(*plan.warnings, *map(what_it_means, losing)))


def _write(planned: Planned, by: User | None, reason: str) -> None:
    ids = dict(Employee.objects.values_list("email", "pk"))

    def settle(employee: Employee) -> Employee:
        person = planned.people[employee.email]
        employee.name, employee.location, employee.is_active = person.name, person.location, person.is_active
        employee.level_id = planned.levels[person.level] if person.level else None
        employee.manager_id = ids.get(person.manager)
        return employee

    joining = [each.person.email for each in planned.plan.joins]
    new = [settle(Employee(email=email, user_id=planned.accounts.get(email))) for email in joining]
    if new:
        bulk_create_with_history(new, Employee, default_user=by, default_change_reason=reason)
        ids |= {employee.email: employee.pk for employee in new}
    # Somebody's manager may have been made only after them.
    late = [employee for employee in new if planned.people[employee.email].manager and employee.manager_id is None]
    there = Employee.objects.filter(email__in=planned.plan.affected)
    changed = [settle(employee) for employee in (*there, *late)]
    fields = ["name", "level", "location", "is_active", "manager"]
    update_rows_with_history(Employee, changed, fields, by=by, reason=reason)


def _reason(plan: Plan, source: str) -> str:
    short = source if len(source) <= LONGEST_SOURCE else f"{source[: LONGEST_SOURCE - 1]}…"
    return (_("Imported from %(source)s: %(what)s.") % {"source": short or _("a sheet"), "what": plan})[:100]


def _rows() -> QuerySet[Employee, tuple[Any, ...]]:
    return Employee.objects.values_list(
        "email", "name", "manager__email", "level__role__slug", "level__slug", "location", "is_active"
    )


def _person(row: tuple[Any, ...]) -> Person:
    email, name, manager, role, level, location, is_active = row
    return Person(email, name, manager or "", f"{role}/{level}" if level else "", location, is_active)
