"""Reading and writing the people who work here, all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from paths.ladders.models import Level
from paths.people.importing import Plan, plan_people
from paths.people.models import Employee, User
from paths.people.reporting import loops, say_loop
from paths.people.sheet import COLUMNS, Person, read_people
from paths.shared.sheets import RowProblem, Table, read_sheet

LONGEST_SOURCE = 30


@dataclass(frozen=True, slots=True)
class PeopleImported:
    """What an import did, and what the sheet's writer should look at."""

    plan: Plan
    warnings: tuple[RowProblem, ...]


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
def import_people(*, table: Table, by: User | None, source: str = "") -> PeopleImported:
    """Let the people whom the sheet names be as it says; nobody else changes. All of it or nothing.

    Raises UnreadableSheet with every problem, by row.
    """
    sheet = read_sheet(table, COLUMNS)
    levels = {f"{role}/{level}": pk for pk, role, level in Level.objects.values_list("pk", "role__slug", "slug")}
    rows = read_people(sheet, levels)
    # Locked, so that no second import makes a circle together with this one.
    list(Employee.objects.select_for_update().order_by("pk").values_list("pk"))
    there = {person.email: person for person in map(_person, _rows())}
    joining = [person.email for person in rows.values() if person.email not in there]
    accounts = dict(User.objects.filter(email__in=joining, employee=None).values_list("email", "pk"))
    plan = plan_people(rows, there, accounts)
    _write(plan, {person.email: person for person in rows.values()}, levels, accounts, by, _reason(plan, source))
    return PeopleImported(plan, sheet.warnings)


def _write(
    plan: Plan,
    people: Mapping[str, Person],
    levels: Mapping[str, int],
    accounts: Mapping[str, int],
    by: User | None,
    reason: str,
) -> None:
    ids = dict(Employee.objects.values_list("email", "pk"))

    def settle(employee: Employee) -> Employee:
        person = people[employee.email]
        employee.name, employee.location, employee.is_active = person.name, person.location, person.is_active
        employee.level_id = levels[person.level] if person.level else None
        employee.manager_id = ids.get(person.manager)
        return employee

    new = [settle(Employee(email=each.person.email, user_id=accounts.get(each.person.email))) for each in plan.joins]
    if new:
        bulk_create_with_history(new, Employee, default_user=by, default_change_reason=reason)
        ids |= {employee.email: employee.pk for employee in new}
    # Somebody's manager may have been made only after them.
    late = [employee for employee in new if people[employee.email].manager and employee.manager_id is None]
    changed = [settle(employee) for employee in (*Employee.objects.filter(email__in=plan.affected), *late)]
    if changed:
        fields = ["name", "level", "location", "is_active", "manager"]
        bulk_update_with_history(changed, Employee, fields, default_user=by, default_change_reason=reason)


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
