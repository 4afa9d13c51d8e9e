"""Publishing: a draft becomes the edition in force, and the one before it history."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.ladders.choices import EditionStatus
from paths.ladders.compare import EditionChanges, compare_editions
from paths.ladders.content import EditionContent
from paths.ladders.models import Edition, Role
from paths.ladders.reading import content_of
from paths.ladders.signals import edition_published
from paths.ladders.telling import in_one_line
from paths.ladders.versions import Step, fingerprint, step_of, version_after

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


# What an edition says beside its levels.
PARTS = {
    "overview": _("overview"),
    "core_responsibilities": _("core responsibilities"),
    "stages": _("roadmap"),
    "questions": _("interview questions"),
    "advice": _("advice"),
    "transitions": _("transitions"),
    "custom": _("other sections"),
}


class NotADraft(Exception):
    """Raised when an edition is to be written in or published that is no draft (any more)."""


class ChangedMeanwhile(Exception):
    """Raised when a draft is not what was looked at: somebody has changed it since."""


@dataclass(frozen=True)
class Review:
    """What publishing a draft would mean, against the edition in force (None: there is none)."""

    draft: EditionContent
    published: EditionContent | None
    in_force: Edition | None

    @cached_property
    def changes(self) -> EditionChanges:
        """Level by level; against nothing, every level is new."""
        return compare_editions(self.published.profiles if self.published else (), self.draft.profiles)

    @cached_property
    def step(self) -> Step:
        return step_of(self.changes)

    @cached_property
    def news(self) -> str:
        """What it asks otherwise, in one line; "" for a first edition."""
        return in_one_line(self.changes, self.draft.role)[:500] if self.published else ""

    @cached_property
    def other_parts(self) -> tuple[str | Promise, ...]:
        """What differs beside the levels, by name."""
        if self.published is None:
            return ()
        return tuple(
            name for field, name in PARTS.items() if getattr(self.published, field) != getattr(self.draft, field)
        )

    @cached_property
    def says_the_same(self) -> bool:
        """Whether there is nothing to publish but what was published already."""
        return self.published is not None and fingerprint(self.published) == self.seen

    @cached_property
    def seen(self) -> str:
        """What stands for the draft as it was looked at."""
        return fingerprint(self.draft)

    def version(self, at_least: Step = Step.PATCH) -> str:
        """The version it would get, at least that step above the one in force."""
        major, minor, patch = version_after(self.in_force, max(self.step, at_least))
        return f"{major}.{minor}" + (f".{patch}" if patch else "")


def review(draft: Edition) -> Review:
    """Read a draft and the edition in force, to compare them."""
    in_force = Edition.objects.published().filter(role=draft.role_id).select_related("role__family").first()
    return Review(content_of(draft), content_of(in_force) if in_force else None, in_force)


@transaction.atomic
def publish(
    *,
    draft: Edition,
    by: AbstractBaseUser | None,
    note: str,
    at_least: Step = Step.PATCH,
    seen: str | None = None,
    at: datetime.datetime | None = None,
) -> Edition:
    """Make `draft` the edition in force, with `note` (a sentence, required) in the change log. Returns it.

    It is published as of `at` (default: now). The version follows from what changed, and is raised to `at_least` that
    step. `seen` is the `Review.seen` of the draft that was looked at. Raises NotADraft if it is no draft,
    ChangedMeanwhile if it is another one by now, and ValueError without a note.
    """
    if not note.strip():
        raise ValueError("A publication needs a sentence that says what changed.")
    Role.objects.select_for_update().get(pk=draft.role_id)
    if not Edition.objects.drafts().filter(pk=draft.pk).exists():
        raise NotADraft
    looked_at = review(draft)
    if seen is not None and seen != looked_at.seen:
        raise ChangedMeanwhile
    before = looked_at.in_force
    if before:
        before.status = EditionStatus.SUPERSEDED
        _write(before, by)
    draft.status = EditionStatus.PUBLISHED
    draft.major, draft.minor, draft.patch = version_after(before, max(looked_at.step, at_least))
    draft.change_note, draft.published_at, draft.published_by = note.strip(), at or timezone.now(), by
    draft.news = looked_at.news
    _write(draft, by)
    edition_published.send(Edition, edition=draft)
    return draft


def _write(edition: Edition, by: AbstractBaseUser | None) -> None:
    edition._history_user = by
    edition.save()
