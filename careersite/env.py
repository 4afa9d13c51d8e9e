"""Settings from the environment: by name, typed, and loud when they are wrong."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable
from email.utils import getaddresses
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

ON, OFF = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
NAME = re.compile(rf"{LABEL}(\.{LABEL})*\.?", re.IGNORECASE)
HERE = {"localhost", "127.0.0.1"}
DATABASES = {"django.db.backends.postgresql", "django.db.backends.sqlite3"}
SHORTEST_SECRET = 32
read: set[str] = set()


def text(name: str, default: str | None = None) -> str:
    """The setting `name` as text. Raises ImproperlyConfigured if it is missing and has no default."""
    read.add(name)
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. The README lists every setting.")
    return value


def secret(name: str, default: str | None = None) -> str:
    """The setting `name`, which signs things. Raises ImproperlyConfigured if somebody could guess it."""
    value = text(name, default)
    if len(value) < SHORTEST_SECRET or len(set(value)) < 5:
        raise ImproperlyConfigured(
            f"{name} is easy to guess; use a random text of at least {SHORTEST_SECRET} characters."
        )
    return value


def flag(name: str, default: bool = False) -> bool:
    """The setting `name` as yes or no, `default` if it is empty. Raises ImproperlyConfigured if it is neither."""
    value = text(name, "").strip().lower()
    if value and value not in ON | OFF:
        raise ImproperlyConfigured(f"{name} is {value!r}; use on or off.")
    return value in ON if value else default


def number(name: str, default: int, *, at_least: int, at_most: int) -> int:
    """The setting `name` as a whole number. Raises ImproperlyConfigured if it is none, or outside of these limits."""
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,12}", value) or not at_least <= int(value) <= at_most:
        raise ImproperlyConfigured(f"{name} is {value!r}; use a whole number from {at_least} to {at_most}.")
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


def hosts(name: str, default: str = "") -> list[str]:
    """The setting `name` as host names; one that begins with a dot stands for all below it.

    Raises ImproperlyConfigured if one of them has a port, is a URL or a star: no request would match it, or each would.
    """
    found = words(name, default)
    for host in found:
        if not _is_host(host.removeprefix(".")):
            raise ImproperlyConfigured(f"{name} has {host!r}; use names of hosts alone, such as paths.example.com.")
    return found


def host(name: str, default: str = "") -> str:
    """The setting `name` as the name or the address of one machine. Raises ImproperlyConfigured if it is neither."""
    value = text(name, default)
    if value != default and not _is_host(f"[{value}]" if ":" in value else value):
        raise ImproperlyConfigured(f"{name} is {value!r}; use the name or the address of a machine, without a port.")
    return value


def origin(name: str, address: str, *, plain: Literal["", "here", "anywhere"] = "", path: bool = True) -> str:
    """The origin of an address given in the setting `name`, such as https://id.example.com.

    Raises ImproperlyConfigured unless it begins with https://, or with http:// if that may be `plain` there, and ends
    with the host or a `path`.
    """
    try:
        parts = urlsplit(address)
        named = _is_host(parts.netloc if parts.port is None else parts.netloc.rpartition(":")[0])
    except ValueError:
        named = False
    http = named and parts.scheme == "http" and (plain == "anywhere" or (plain and parts.hostname in HERE))
    if not named or not (http or parts.scheme == "https"):
        raise ImproperlyConfigured(f"{name} is {address!r}; use an address that begins with https://.")
    if parts.query or parts.fragment or re.search(r"\s", address) or (parts.path and not path):
        raise ImproperlyConfigured(f"{name} is {address!r}; use an address with nothing behind it.")
    return f"{parts.scheme}://{parts.netloc}"


def sender(name: str, default: str) -> str:
    """The setting `name` as the sender of e-mails. Raises ImproperlyConfigured if there is no address in it."""
    value = text(name, default)
    addresses = [address for _name, address in getaddresses([value])]
    if len(addresses) != 1 or not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", addresses[0]) or not value.isprintable():
        raise ImproperlyConfigured(f"{name} is {value!r}; use an address, such as Career Paths <paths@example.com>.")
    return value


def time_zone(name: str, default: str) -> str:
    """The setting `name` as a time zone. Raises ImproperlyConfigured if this machine does not know it."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (OSError, LookupError, ValueError):
        raise ImproperlyConfigured(f"{name} is {value!r}; use a time zone such as Europe/Berlin.") from None
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """The setting `name` as an entry of DATABASES.

    Raises ImproperlyConfigured, without repeating the password in it, if it leads to neither PostgreSQL nor a file.
    """
    try:
        found = dict(dj_database_url.parse(text(name, default), conn_max_age=600, conn_health_checks=True))
    except ValueError:
        found = {}
    engine, where = found.get("ENGINE"), str(found.get("NAME") or "")
    a_file = where != ":memory:" and Path(where).parent.is_dir() and not Path(where).is_dir()
    if engine not in DATABASES or not where or (engine.endswith("sqlite3") and not a_file):
        raise ImproperlyConfigured(
            f"{name} is not the address of a database; use postgres://user:password@host/name, or "
            "sqlite:////path/to/file with a folder that exists."
        )
    return found


def _is_host(value: str) -> bool:
    """Whether it is the name of a machine, or an address of one (IPv6 in brackets)."""
    number = value[1:-1] if value.startswith("[") and value.endswith("]") else value
    if number == value and not re.fullmatch(r"[0-9.]+", value):
        return bool(NAME.fullmatch(value))
    try:
        return ipaddress.ip_address(number).version == (4 if number == value else 6)
    except ValueError:
        return False
