"""Publishing: a draft becomes the edition in force, and the one before it history."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from paths.ladders.choices import EditionStatus
from paths.ladders.compare import EditionChanges
from paths.ladders.content import EditionContent
from paths.ladders.locks import ChangedMeanwhile as ChangedMeanwhile
from paths.ladders.locks import NotADraft as NotADraft
from paths.ladders.locks import writing_in
from paths.ladders.models import Edition
from paths.ladders.news import in_one_line
from paths.ladders.parts import compare_contents
from paths.ladders.reading import content_of
from paths.ladders.signals import edition_published
from paths.ladders.versions import Step, fingerprint, step_of, version_after
from paths.shared.characters import without_controls

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class NoLevels(Exception):
    """Raised when a ladder without a level is to be published: nobody could stand on it."""


@dataclass(frozen=True)
class Review:
    """What publishing a draft would mean, against the edition in force (None: there is none)."""

    draft: EditionContent
    published: EditionContent | None
    in_force: Edition | None

    @cached_property
    def changes(self) -> EditionChanges:
        """Level by level and part by part; against nothing, every level is new."""
        return compare_contents(self.published, self.draft)

    @cached_property
    def step(self) -> Step:
        return step_of(self.changes)

    @cached_property
    def news(self) -> str:
        """What it asks otherwise, in one line; "" for a first edition."""
        return in_one_line(self.changes, self.draft.role)[:500] if self.published else ""

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

    It is published as of `at` (default: now), as the database has it: of `draft` itself nothing is written, it is read
    anew once it is published. The version follows from what changed, and is raised to `at_least` that step. `seen` is
    the `Review.seen` of the draft that was looked at. Raises NotADraft if it is no draft, ChangedMeanwhile if it is
    another one by now, NoLevels without a level, and ValueError without a note.
    """
    note = without_controls(note).strip()
    if not note:
        raise ValueError("A publication needs a sentence that says what changed.")
    with writing_in(draft.pk) as edition:
        looked_at = review(edition)
        if seen is not None and seen != looked_at.seen:
            raise ChangedMeanwhile
        if not looked_at.draft.profiles:
            raise NoLevels
        before = looked_at.in_force
        if before:
            before.status = EditionStatus.SUPERSEDED
            _write(before, by, "status")
        edition.status = EditionStatus.PUBLISHED
        edition.major, edition.minor, edition.patch = version_after(before, max(looked_at.step, at_least))
        edition.change_note, edition.news = note, looked_at.news
        edition.published_at, edition.published_by = at or timezone.now(), by
        _write(edition, by, "status", "major", "minor", "patch", "change_note", "news", "published_at", "published_by")
        edition_published.send(Edition, edition=edition)
    draft.refresh_from_db()
    return edition


def _write(edition: Edition, by: AbstractBaseUser | None, *fields: str) -> None:
    edition._history_user = by
    edition.save(update_fields=fields)
