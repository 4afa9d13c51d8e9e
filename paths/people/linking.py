"""Who may sign in, and which employee they are: the one with the address that they have shown to be theirs."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from paths.people.models import Employee, User


def may_sign_in(user: User) -> bool:
    """Whether the account is open: neither closed itself nor that of somebody who has left."""
    employee = getattr(user, "employee", None)
    return user.is_active and (employee is None or employee.is_active)


def with_shown_address() -> QuerySet[User]:
    """The users who have shown that their address is theirs: nobody else is ever tied to an employee by it."""
    shown = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True)
    return User.objects.filter(Exists(shown))


def has_shown_address(user: User) -> bool:
    """Whether `user` has shown that their address is theirs."""
    return with_shown_address().filter(pk=user.pk).exists()


@transaction.atomic
def note_verified_address(user: User) -> None:
    """Keep that `user` has shown their address to be theirs, by a link sent to it or by the company's word."""
    EmailAddress.objects.filter(email=user.email).exclude(user=user).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def forget_other_addresses(user: User) -> None:
    """Drop what is noted of addresses that are no longer theirs: such an address may become somebody else's."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()


@transaction.atomic
def link_employee(user: User) -> Employee | None:
    """Tie `user` to the employee with their verified address. Returns who they are; None if nobody, or if not verified.

    The tie of another user is left alone, and so is one that `user` has already.
    """
    if employee := Employee.objects.filter(user=user).first():
        return employee
    if not has_shown_address(user):
        return None
    employee = Employee.objects.select_for_update().filter(email=user.email, user=None).first()
    if employee is None or not employee.is_active:
        return None
    employee.user = user
    employee.save()
    # Whoever asked the user before must not go on with "nobody".
    user._state.fields_cache.pop("employee", None)
    return employee
