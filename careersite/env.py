"""Settings from the environment: by name, typed, and loud when they are wrong."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ON, OFF = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
read: set[str] = set()


def text(name: str, default: str | None = None) -> str:
    """The setting `name` as text. Raises ImproperlyConfigured if it is missing and has no default."""
    read.add(name)
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. The README lists every setting.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """The setting `name` as yes or no. Raises ImproperlyConfigured if it is neither."""
    value = text(name, "on" if default else "off").strip().lower()
    if value not in ON | OFF:
        raise ImproperlyConfigured(f"{name} is {value!r}; use on or off.")
    return value in ON


def number(name: str, default: int, *, at_least: int = 0) -> int:
    """The setting `name` as a whole number. Raises ImproperlyConfigured if it is none, or below `at_least`."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < at_least:
        raise ImproperlyConfigured(f"{name} is {value!r}; use a whole number of at least {at_least}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """The setting `name` as a list, split at commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, choices: Iterable[str]) -> str:
    """The setting `name`, one of `choices`. Raises ImproperlyConfigured otherwise."""
    value = text(name, default)
    if value not in (known := list(choices)):
        raise ImproperlyConfigured(f"{name} is {value!r}; use one of {', '.join(known)}.")
    return value


def together(*names: str) -> list[str]:
    """Settings that make sense only together: the values of all of them, or "" for each if none is set.

    Raises ImproperlyConfigured with the names of those that are missing.
    """
    values = {name: text(name, "").strip() for name in names}
    missing = [name for name, value in values.items() if not value]
    if 0 < len(missing) < len(names):
        raise ImproperlyConfigured(f"{', '.join(names)} go together; not set: {', '.join(missing)}.")
    return list(values.values())


def origin(name: str, address: str, *, plain: bool) -> str:
    """The origin of an address given in the setting `name`, such as https://id.example.com; "" of none.

    Raises ImproperlyConfigured unless it begins with https://, or with http:// on this machine if `plain`.
    """
    parts = urlsplit(address)
    here = plain and parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
    if address and (not parts.hostname or not (here or parts.scheme == "https")):
        raise ImproperlyConfigured(f"{name} is {address!r}; use an address that begins with https://.")
    return f"{parts.scheme}://{parts.netloc}" if address else ""
