"""The demo company: ladders from `fixtures/ladders/` with a past, the people who work there, and their papers."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from random import Random

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from paths.demo.accounts import ACCOUNTS, Account
from paths.demo.editions import editions_of
from paths.demo.papers import write_papers
from paths.demo.people import CAME_AS, PEOPLE
from paths.demo.promotions import write_cases, write_past_cases
from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from paths.ladders.choices import EditionStatus
from paths.ladders.editions import publish
from paths.ladders.models import Level, Role
from paths.people.models import Employee, User
from paths.shared.bulk import update_rows_with_history

LADDERS = Path(settings.BASE_DIR) / "fixtures" / "ladders"
FAMILY = "Engineering"
PUBLISHER = "paolo.conti@demo.example"
NEWCOMER = "mai.nguyen@demo.example"
WHY = "The demo company was loaded."


@transaction.atomic
def load_demo() -> int:
    """Load what is missing of the demo company; what is there stays. Returns how many ladders changed."""
    for account in ACCOUNTS:
        load_account(account)
    changed = sum(load_ladder(path) for path in sorted(LADDERS.glob("*.md")))
    load_people()
    write_past_cases()
    write_papers()
    write_cases()
    return changed


def load_ladder(path: Path) -> bool:
    """A ladder, edition by edition if it is not there, else as its document has it now, by whatever name it goes.
    Returns whether it changed.
    """
    document = read_ladder(path.read_bytes()).document
    role = Role.objects.filter(slug=slugify(document.title), editions__isnull=False).first()
    if role:
        return import_ladder(document=replace(document, title=role.name), and_publish=True).changed
    by = User.objects.get(email=PUBLISHER)
    for earlier, note, ago in editions_of(document):
        draft = import_ladder(document=earlier, by=by, family=FAMILY).edition
        if draft.status == EditionStatus.DRAFT:
            publish(draft=draft, by=by, note=note, at=timezone.now() - ago)
    return True


def load_account(account: Account) -> User:
    """The user of a demo account, made if it is not there. They have no password: one signs in with a click."""
    user = User.objects.filter(email=account.email).first()
    if user is None:
        user = User.objects.create_user(
            account.email, name=account.name, is_staff=account.is_staff, is_superuser=account.is_superuser
        )
        user.groups.set(Group.objects.filter(name__in=account.groups))
    return user


def load_people() -> None:
    """The employees who are not there yet, each with an account, and who reports to whom."""
    there = set(Employee.objects.values_list("email", flat=True))
    missing = [person for person in PEOPLE if person.address not in there]
    users = dict(User.objects.values_list("email", "pk"))
    new = [User(email=each.address, name=each.name) for each in missing if each.address not in users]
    for user in new:
        user.set_unusable_password()
    if new:
        users |= {user.email: user.pk for user in bulk_create_with_history(new, User, default_change_reason=WHY)}
    levels = {f"{role}/{level}": pk for pk, role, level in Level.objects.values_list("pk", "role__slug", "slug")}
    if not missing:
        return
    rows = [
        Employee(
            user_id=users[each.address],
            name=each.name,
            email=each.address,
            level_id=levels.get(CAME_AS.get(each.email, each.level)),
            location=each.location,
            is_active=each.is_active,
        )
        for each in missing
    ]
    for row in rows:
        row._history_date = _came_on(row)
    bulk_create_with_history(rows, Employee, default_change_reason=WHY)
    _set_managers({person.address: f"{person.manager}@demo.example" for person in missing if person.manager})


def _came_on(row: Employee) -> datetime.datetime:
    """The day somebody came to their level: half a year to four years ago, and a newcomer last week."""
    days = 7 if row.email == NEWCOMER else Random(row.email).randrange(180, 1_460)  # noqa: S311
    if row.email.partition("@")[0] in CAME_AS:
        days += 500
    return timezone.now() - datetime.timedelta(days=days)


def _set_managers(managers: dict[str, str]) -> None:
    ids = dict(Employee.objects.values_list("email", "pk"))
    rows = list(Employee.objects.filter(email__in=managers))
    for row in rows:
        row.manager_id = ids[managers[row.email]]
        row._history_date = _came_on(row)
    update_rows_with_history(Employee, rows, ["manager"], by=None, reason=WHY)
