"""Administrators: somebody of them must always be able to sign in, whatever becomes of an account or a record.

Whoever takes one away, by whichever page, first holds them all (`hold_administrators`): two who take away each other at
the same moment do so one after the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.people.models import Employee, User
from paths.shared.objections import what_speaks_against

NEEDED = ("is_active", "is_superuser", "is_staff")


def administrators() -> QuerySet[User]:
    """Those who may do everything in the admin, and can sign in."""
    needed = Q(**dict.fromkeys(NEEDED, True))
    return User.objects.filter(needed).exclude(employee__is_active=False).order_by("name", "email")


def hold_administrators() -> None:
    """Let nobody else take an administrator away before the transaction ends. Comes before any lock of employees."""
    held = User.objects.select_for_update(no_key=True).filter(is_superuser=True).order_by("pk")
    list(held.values_list("pk"))


def are_the_last(going: Collection[int | None]) -> bool:
    """Whether an administrator is among these accounts, and none would be left without them."""
    there = set(administrators().values_list("pk", flat=True))
    return bool(there & set(going)) and not there - set(going)


def why_not_the_last() -> str:
    """Why the last administrator stays, as a sentence."""
    return _("Nobody else could look after this site: make somebody else an administrator first.")


def what_it_means(user: User) -> str:
    """What happens when `user` is an administrator no longer, in sentences."""
    names = [str(other) for other in administrators().exclude(pk=user.pk)]
    left = ngettext(
        "One administrator is left: %(names)s.", "%(number)d administrators are left: %(names)s.", len(names)
    )
    loses = _("%(name)s is an administrator of this site. After this they can no longer look after it.") % {
        "name": user
    }
    return f"{loses} {left % {'number': len(names), 'names': ', '.join(names)}}"


def taken_away_by(row: User | Employee) -> User | None:
    """The administrator who is none any more once `row` is saved as it is now; None if there is none."""
    if isinstance(row, User):
        stays, user_id = all(getattr(row, name) for name in NEEDED), row.pk
    else:
        stays, user_id = row.is_active, row.user_id
    return None if stays else administrators().filter(pk=user_id).first()


@receiver(what_speaks_against, sender=User)
def account_of_the_last(row: User, values: Mapping[str, Any], **_kwargs: Any) -> dict[str, str]:
    """Why an account cannot lose these rights, by field."""
    cleared = [name for name in NEEDED if values.get(name) is False]
    return dict.fromkeys(cleared, why_not_the_last()) if cleared and are_the_last([row.pk]) else {}


@receiver(what_speaks_against, sender=Employee)
def record_of_the_last(row: Employee, values: Mapping[str, Any], **_kwargs: Any) -> dict[str, str]:
    """Why somebody cannot leave, or why an account cannot become that of somebody who has left."""
    account = values["user"].pk if values.get("user") else (None if "user" in values else row.user_id)
    if values.get("is_active", row.is_active) or not are_the_last([account]):
        return {}
    return {"is_active": why_not_the_last()}
