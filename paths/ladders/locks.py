"""The one lock for what is written in a ladder: whoever opens, writes, publishes or discards its draft holds its role.

What was read before the lock may be what somebody has changed since, so a draft is read anew under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from paths.ladders.models import Edition, Role


class NotADraft(Exception):
    """Raised when an edition is to be written in or published that is no draft (any more)."""


class ChangedMeanwhile(Exception):
    """Raised when a draft is not what was looked at: somebody has changed it since."""


@contextmanager
def writing_about(**role: int) -> Iterator[None]:
    """A transaction in which nobody else opens, writes, publishes or discards a draft of the role that `role` names."""
    with transaction.atomic():
        # Only the role, whatever it is found by: locks taken in two orders would wait for each other.
        list(Role.objects.select_for_update(of=("self",)).filter(**role))
        yield


@contextmanager
def writing_in(draft_id: int) -> Iterator[Edition]:
    """A transaction in which nobody else writes in that draft, and the draft as it is by then. Raises NotADraft."""
    with writing_about(editions=draft_id):
        draft = Edition.objects.drafts().select_related("role__family").filter(pk=draft_id).first()
        if draft is None:
            raise NotADraft
        yield draft
