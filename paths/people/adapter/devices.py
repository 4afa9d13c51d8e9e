"""Devices that are known: each browser keeps, signed, which accounts have signed in with it.

Whoever guesses passwords from elsewhere cannot keep out the owner of an account who has a known device (OWASP calls it
a device cookie). A device is forgotten when the password changes: somebody who knew the old one gains nothing by it.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from paths.people.models import User

COOKIE = SALT = "known-device"
MAX_AGE = 365 * 24 * 60 * 60
# Of a browser that several people share.
MOST_ACCOUNTS = 5
# Where a request holds the account whose owner has just shown who they are.
SHOWN = "_shown_to_be"


def is_known_to(request: HttpRequest, user: User) -> bool:
    """Whether `user` has signed in with this browser, or is signed in now."""
    is_signed_in = request.user.is_authenticated and request.user.pk == user.pk
    return is_signed_in or _mark(user) in _marks(request)


def has_device(request: HttpRequest) -> bool:
    """Whether anybody has signed in with this browser."""
    return bool(_marks(request))


def note_who_it_is(request: HttpRequest, user: User) -> None:
    """Remember that `user` has just shown who they are: by signing in, by a link sent to them, or by a new password."""
    setattr(request, SHOWN, user)


def keep_known(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser keep who has shown in this request who they are."""
    user = getattr(request, SHOWN, None)
    if user is None:
        return
    others = [mark for mark in _marks(request) if mark[0] != user.pk]
    marks = [_mark(user), *others][:MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        signing.dumps(marks, salt=SALT),
        max_age=MAX_AGE,
        path=reverse("account"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _mark(user: User) -> list[int | str]:
    """What stands for an account and its password in a browser."""
    return [user.pk, salted_hmac(SALT, user.password).hexdigest()[:20]]


def _marks(request: HttpRequest) -> list[list[int | str]]:
    try:
        found: list[list[int | str]] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return []
    return found
