"""The demo company: ladders from `fixtures/ladders/`, and people to look at them as."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from paths.demo.accounts import ACCOUNTS, Account
from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from paths.ladders.models import Level
from paths.people.models import Employee, User

LADDERS = Path(settings.BASE_DIR) / "fixtures" / "ladders"


def load_demo() -> int:
    """Load what is missing of the demo company; what is there stays. Returns how many ladders changed."""
    changed = 0
    for path in sorted(LADDERS.glob("*.md")):
        document = read_ladder(path.read_bytes()).document
        changed += import_ladder(document=document, and_publish=True).changed
    for account in ACCOUNTS:
        load_account(account)
    return changed


@transaction.atomic
def load_account(account: Account) -> User:
    """The user of a demo account, made if it is not there. They have no password: one signs in with a click."""
    user = User.objects.filter(email=account.email).first()
    if user is None:
        user = User.objects.create_user(
            account.email, name=account.name, is_staff=account.is_staff, is_superuser=account.is_superuser
        )
        user.groups.set(Group.objects.filter(name__in=account.groups))
    if account.level and not Employee.objects.filter(email=account.email).exists():
        role, level = account.level.split("/")
        Employee.objects.create(
            user=user, name=account.name, email=account.email, level=Level.objects.get(role__slug=role, slug=level)
        )
    return user
