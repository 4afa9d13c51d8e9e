"""What happens to a user when they sign in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from paths.people.models import User

# Django's own receiver saves the user, which would put every sign-in into the history of changes.
user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")


def note_the_sign_in(user: User, **_: Any) -> None:
    """Keep when somebody last signed in."""
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())


user_logged_in.connect(note_the_sign_in, dispatch_uid="note_the_sign_in")
