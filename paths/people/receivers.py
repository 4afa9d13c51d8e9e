"""What happens when a user signs in, chooses a new password by a link, gets another address, or is deleted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from paths.people.adapter.devices import note_who_it_is
from paths.people.adapter.guesses import begin_anew
from paths.people.forgetting import forget_in_history, forget_in_log, names_of
from paths.people.linking import forget_other_addresses, link_employee, note_verified_address
from paths.people.models import User
from paths.people.sessions import clear_some_expired

# Django's own receiver saves the user, which would put every sign-in into the history of changes.
user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")


def note_the_sign_in(user: User, **_: Any) -> None:
    """Keep when somebody last signed in, and find out who they are here if that is not known yet.

    Sessions that have expired are removed on this occasion, so that none stays for good where the daily command was
    forgotten.
    """
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    link_employee(user)
    clear_some_expired()


def believe_the_address(request: Any, user: User, **_: Any) -> None:
    """Whoever followed the link reads the mail of that address. Wrong passwords of before no longer count."""
    note_verified_address(user)
    begin_anew(request, user.email)


def know_the_device(request: Any, user: User, **_: Any) -> None:
    """The browser of whoever has just signed in, or chosen a password, is known from now on."""
    note_who_it_is(request, user)


def keep_addresses_apart(instance: User, created: bool, update_fields: Collection[str] | None = None, **_: Any) -> None:
    """What was shown of an old address says nothing of the new one."""
    if not created and (update_fields is None or "email" in update_fields):
        forget_other_addresses(instance)


def forget_who_it_was(instance: User, **_: Any) -> None:
    """An account that goes, whichever way, leaves neither name nor address in its history and in the admin's log."""
    forget_in_log(instance, names=names_of(instance))
    forget_in_history(instance.pk)


user_logged_in.connect(note_the_sign_in, dispatch_uid="note_the_sign_in")
for shown in (user_logged_in, password_reset, password_changed, password_set):
    shown.connect(know_the_device, dispatch_uid="know_the_device")
password_reset.connect(believe_the_address, dispatch_uid="believe_the_address")
post_save.connect(keep_addresses_apart, sender=User, dispatch_uid="keep_addresses_apart")
# After the history has noted it: that receiver came first, with the model.
post_delete.connect(forget_who_it_was, sender=User, dispatch_uid="forget_who_it_was")
