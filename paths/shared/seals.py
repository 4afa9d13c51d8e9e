"""Seals: by one, what is confirmed is known to be what was shown. And what is to be confirmed, packed to be carried."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Hashable
from typing import TypeVar

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

_Done = TypeVar("_Done")


def seal(*parts: Hashable) -> str:
    """A word that stands for `parts` by their repr. Nobody can make one, or learn from it what was sealed."""
    return salted_hmac("paths.shared.seals", repr(parts), algorithm="sha256").hexdigest()


def is_sealed(given: str, *parts: Hashable) -> bool:
    """Whether `given` is the seal of `parts`."""
    return constant_time_compare(given, seal(*parts))


def rehearse(act: Callable[[], _Done], seal_of: Callable[[_Done], str], given: str = "") -> tuple[_Done, bool]:
    """Do `act`, and undo it again unless `given` is the seal of what it did: then that is what was shown.

    Returns what it did, and whether it stays done.
    """
    with transaction.atomic():
        done = act()
        stays = bool(given) and constant_time_compare(given, seal_of(done))
        if not stays:
            transaction.set_rollback(True)
    return done, stays


def pack(data: bytes) -> str:
    """A file as the text of a hidden field, byte by byte the same when it comes back."""
    return base64.b85encode(zlib.compress(data, 9)).decode()


def unpack(text: str, max_bytes: int) -> bytes:
    """What `pack` was given, at most `max_bytes` and one more of it; b"" for anything else."""
    try:
        return zlib.decompressobj().decompress(base64.b85decode(text), max_bytes + 1)
    except (ValueError, zlib.error):
        return b""
