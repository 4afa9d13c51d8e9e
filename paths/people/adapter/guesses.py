"""How often somebody may try a password or a code.

With one count for each account of 5 in 5 minutes, that is 15 in a quarter of an hour, any stranger can use it up and
keep the owner out. So strangers and known devices are counted apart, and together they still try no more than 15:

* strangers, all of them: 10 in a quarter of an hour; each by their client: 5 of those, and 10 in a minute for all
  accounts;
* the devices that have signed in to the account, all of them: 5 in a quarter of an hour.

Strangers have no part in the second, so they cannot keep out somebody who has a known device; one client alone does not
keep out an owner on a new device; and whoever does have a known device that is not theirs still tries no more than
10 + 5 = 3 * 5. A link for a new password makes the device known, and begins both anew.
"""

from __future__ import annotations

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.http import HttpRequest

from paths.people.adapter.devices import has_device, is_known_to
from paths.people.models import User

MINUTES = 15
BY_STRANGERS, BY_ONE_CLIENT, BY_KNOWN_DEVICES = 10, 5, 5
RATES = {
    "client": "10/m/ip",
    "strangers": f"{BY_STRANGERS}/{MINUTES}m/key",
    "one_client": f"{BY_ONE_CLIENT}/{MINUTES}m/key",
    "known_devices": f"{BY_KNOWN_DEVICES}/{MINUTES}m/key",
}


def count_password(request: HttpRequest, address: str) -> RateLimitUsage | None:
    """Count a password that is tried for an address: None if that is one too many, else what a right one rolls back."""
    return _count(request, _key(address), is_known=knows_address(request, address))


def count_code(request: HttpRequest, user: User) -> RateLimitUsage | None:
    """The same for a code of an authenticator app, or a recovery code."""
    return _count(request, f"code:{user.pk}", is_known=is_known_to(request, user))


def begin_anew(request: HttpRequest, address: str) -> None:
    """Forget the passwords that were tried for an address, by strangers too, since its owner has chosen a new one."""
    key = _key(address)
    for action, counted in (("known_devices", key), ("strangers", key), ("one_client", _by_client(request, key))):
        ratelimit.clear(request, app="paths", action=action, config=RATES, key=counted)


def knows_address(request: HttpRequest, address: str) -> bool:
    """Whether the account with that address has signed in with this browser."""
    if not request.user.is_authenticated and not has_device(request):
        return False
    user = User.objects.filter(email=_plain(address)).first()
    return user is not None and is_known_to(request, user)


def _count(request: HttpRequest, key: str, *, is_known: bool) -> RateLimitUsage | None:
    if is_known:
        return ratelimit.consume(request, app="paths", action="known_devices", config=RATES, key=key)
    counted = RateLimitUsage(usage=[])
    for action, by in (("client", None), ("one_client", _by_client(request, key)), ("strangers", key)):
        usage = ratelimit.consume(request, app="paths", action=action, config=RATES, key=by)
        if usage is None:
            # What is not looked at is not counted.
            counted.rollback()
            return None
        counted.usage += usage.usage
    return counted


def _key(address: str) -> str:
    return f"password:{_plain(address)}"


def _plain(address: str) -> str:
    """An address as sign-in compares them, so that no other spelling of it is counted apart."""
    return address.strip().lower()


def _by_client(request: HttpRequest, key: str) -> str:
    return f"{ratelimit.get_ip(request)} {key}"
