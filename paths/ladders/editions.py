"""Publishing: a draft becomes the edition in force, and the one before it history."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from paths.ladders.choices import EditionStatus
from paths.ladders.models import Edition, Expectation, Role
from paths.ladders.signals import edition_published

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class NotADraft(Exception):
    """Raised when an edition is to be published that is no draft (any more): somebody else was quicker."""


class Step(IntEnum):
    """How much one edition asks beyond the one before it."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3


# What is asked of a person by one expectation: its proficiency (0 if it has none) and whether it is required.
Asked = tuple[int, bool]


def step_between(before: Mapping[object, Asked], after: Mapping[object, Asked]) -> Step:
    """How large a step it is from what levels asked to what they ask, by (level, key).

    Major: something new, deeper, or required that was only desirable. Minor: something removed or eased. Otherwise
    only wording changed: patch.
    """
    if any(ask > before.get(where, (-1, False)) for where, ask in after.items()):
        return Step.MAJOR
    return Step.MINOR if before != after else Step.PATCH


def version_after(edition: Edition | None, step: Step) -> tuple[int, int, int]:
    """The version that follows `edition` (None: there was none, so 1.0)."""
    if edition is None:
        return 1, 0, 0
    return {
        Step.MAJOR: (edition.major + 1, 0, 0),
        Step.MINOR: (edition.major, edition.minor + 1, 0),
        Step.PATCH: (edition.major, edition.minor, edition.patch + 1),
    }[step]


@transaction.atomic
def publish(*, draft: Edition, by: AbstractBaseUser | None, note: str = "") -> Edition:
    """Make `draft` the edition in force. Returns it as published; raises NotADraft if it is no draft."""
    Role.objects.select_for_update().get(pk=draft.role_id)
    current = Edition.objects.published().filter(role=draft.role_id).first()
    step = step_between(_asked(Expectation.objects.filter(profile__edition=current)), _asked_by(draft))
    major, minor, patch = version_after(current, step)
    Edition.objects.published().filter(role=draft.role_id).update(status=EditionStatus.SUPERSEDED)
    won = Edition.objects.drafts().filter(pk=draft.pk).update(
        status=EditionStatus.PUBLISHED,
        major=major,
        minor=minor,
        patch=patch,
        change_note=note,
        published_at=timezone.now(),
        published_by=by,
    )  # fmt: skip
    if not won:
        raise NotADraft
    draft.refresh_from_db()
    edition_published.send(Edition, edition=draft)
    return draft


def _asked_by(edition: Edition) -> dict[object, Asked]:
    return _asked(Expectation.objects.filter(profile__edition=edition))


def _asked(expectations: QuerySet[Expectation]) -> dict[object, Asked]:
    rows = expectations.values_list("profile__level_id", "key", "proficiency", "required")
    return {(level, key): (proficiency or 0, required) for level, key, proficiency, required in rows}
