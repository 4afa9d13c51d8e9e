"""The moment that services write down: now, or while the demo company is made a moment of its past."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_moment: ContextVar[datetime.datetime | None] = ContextVar("moment", default=None)


def now() -> datetime.datetime:
    """The moment it is."""
    return _moment.get() or timezone.now()


@contextmanager
def as_of(moment: datetime.datetime) -> Iterator[None]:
    """Let `now` say `moment` until the block ends, here and in no other thread."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
