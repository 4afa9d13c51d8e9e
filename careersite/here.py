"""Sites that may be reached from this machine only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from django.core.exceptions import ImproperlyConfigured

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
OPTIONS = ("-b", "--bind", "--host", "--listen", "--uds")


def refuse_elsewhere(why: str, name: str, addresses: Iterable[str]) -> None:
    """Raise ImproperlyConfigured, beginning with `why`, if the setting `name` has an address of another machine in it,
    or one by which another machine could reach this one.
    """
    elsewhere = [address for address in addresses if _host(address) not in LOCAL_HOSTS]
    if elsewhere:
        raise ImproperlyConfigured(
            f"{why}, so it runs on this machine only: {name} is {', '.join(elsewhere)}, and may be one of "
            f"{', '.join(LOCAL_HOSTS)}. Turn it off, or change {name}."
        )


def listens_on(arguments: list[str]) -> list[str]:
    """The addresses in the command line of a server: of gunicorn, uvicorn, hypercorn, daphne, waitress or runserver."""
    found = []
    for before, argument in pairwise(["", *arguments]):
        option, _is, value = argument.partition("=")
        if before in OPTIONS:
            found.append(argument)
        elif option in OPTIONS and value:
            found.append(value)
        elif re.match(r"-b[^a-z-]|-bunix:", argument):
            found.append(argument[2:])
    if "runserver" in arguments:
        found += [argument for argument in arguments if re.search(r".:[0-9]+$", argument)]
    return found


def _host(address: str) -> str:
    """An address without its port, an IPv6 one in brackets."""
    if address.count(":") > 1 and not address.startswith("["):
        return f"[{address}]"
    return address if address.endswith("]") else address.rpartition(":")[0] or address
