"""Whose account a sign-on with the company's own account opens."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.people.claims import Identity
from paths.people.linking import link_employee, may_sign_in, note_verified_address
from paths.people.models import Employee, User


class SignOnRefused(Exception):
    """Nobody is signed in; `sentence` says to the person why, and whom to ask."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


UNVERIFIED = _(
    "Your company account comes without a verified e-mail address, so we cannot tell who you are here. "
    "Ask those who look after company accounts to verify it."
)
UNKNOWN = _("We know nobody with the e-mail address of your company account. Ask HR to add you.")
GONE = _("Your account here is closed. If you think it should be open, ask HR.")
TAKEN = _(
    "Somebody with another account already signs in as the person with your e-mail address. "
    "Ask an administrator of this site to look into it."
)


@transaction.atomic
def link_identity(*, identity: Identity, issuer: str) -> SocialAccount:
    """Tie an identity that nobody here has yet to the user with its verified e-mail address.

    An employee who has no user gets one. The first to come keeps the tie: neither the user of somebody else nor an
    employee of another user is ever taken over. Raises SignOnRefused, and then nothing has changed.
    """
    if not identity.email:
        raise SignOnRefused(UNVERIFIED)
    # Locks the person, so that two tabs do not make two users.
    employee = Employee.objects.select_for_update().filter(email=identity.email).first()
    user = User.objects.select_for_update().filter(email=identity.email).first()
    mine = {"provider": issuer, "uid": identity.subject}
    if account := SocialAccount.objects.filter(**mine).first():
        return account
    user = _checked(user, issuer) if user else _new_user(employee, identity)
    note_verified_address(user)
    link_employee(user)
    return SocialAccount.objects.create(user=user, extra_data=kept(identity), **mine)


def kept(identity: Identity) -> dict[str, Any]:
    """What is kept of an identity beside its subject: the address, for an administrator to know it by."""
    return {"email": identity.email}


def _checked(user: User, issuer: str) -> User:
    """`user`, if they may sign in and nobody else does so as them. Raises SignOnRefused otherwise."""
    if not may_sign_in(user):
        raise SignOnRefused(GONE)
    if SocialAccount.objects.filter(user=user, provider=issuer).exists():
        raise SignOnRefused(TAKEN)
    return user


def _new_user(employee: Employee | None, identity: Identity) -> User:
    """A user for an employee who has none yet. Raises SignOnRefused if there is no such employee."""
    if employee is None:
        raise SignOnRefused(UNKNOWN)
    if not employee.is_active:
        raise SignOnRefused(GONE)
    if employee.user_id:
        raise SignOnRefused(TAKEN)
    return User.objects.create_user(identity.email, name=employee.name)
