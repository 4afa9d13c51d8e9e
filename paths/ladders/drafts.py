"""Opening a draft: a copy of an edition that can be written in, with every key kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from paths.ladders.locks import writing_about, writing_in
from paths.ladders.models import (
    Advice,
    CustomSection,
    Edition,
    Expectation,
    InterviewQuestion,
    LevelProfile,
    PortfolioProject,
    RoadmapStage,
    Role,
    TimeShare,
    Transition,
)

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

OF_PROFILES = (Expectation, TimeShare, PortfolioProject)
# Why a row of a draft is there: it was in the edition before.
COPIED = "copied"
OF_EDITIONS = (RoadmapStage, InterviewQuestion, Advice, Transition, CustomSection)


def open_draft(*, role: Role, by: AbstractBaseUser | None, like: Edition | None = None) -> Edition:
    """The draft of `role`. Where there is none, it is made as a copy of `like` (default: the published edition).

    What a draft already says is never overwritten: `like` counts only where there was no draft.
    """
    with writing_about(pk=role.pk):
        draft = Edition.objects.drafts().filter(role=role).first()
        if draft:
            return draft
        source = like or Edition.objects.published().filter(role=role).first()
        said = {"overview": source.overview, "core_responsibilities": source.core_responsibilities} if source else {}
        draft = Edition(role=role, **said)
        draft._history_user = by
        draft._change_reason = _("Opened as a copy of %(version)s.") % {"version": source.version} if source else None
        draft.save()
        if source:
            _copy(source, draft, by)
        return draft


def restore_level(*, draft: Edition, profile: LevelProfile, by: AbstractBaseUser | None) -> LevelProfile:
    """Put a level back into `draft` as another edition has it, with all that is said of it there. Returns it.

    Of its interview questions those come back that the draft does not ask any more, in these words, of anybody. A
    level that the draft has stays as it is. Raises NotADraft.
    """
    with writing_in(draft.pk):
        there = LevelProfile.objects.filter(edition=draft, level=profile.level_id).first()
        if there:
            return there
        (again,) = bulk_create_with_history([_anew(profile, edition=draft)], LevelProfile, default_user=by)
        for model in OF_PROFILES:
            rows = [_anew(row, profile=again) for row in model.objects.filter(profile=profile).order_by("pk")]
            bulk_create_with_history(rows, model, default_user=by)
        custom = CustomSection.objects.filter(profile=profile).order_by("pk")
        bulk_create_with_history(
            [_anew(row, edition=draft, profile=again) for row in custom], CustomSection, default_user=by
        )
        asked = InterviewQuestion.objects.filter(edition=draft).values("text")
        gone = InterviewQuestion.objects.filter(edition=profile.edition_id, level=profile.level_id)
        questions = gone.exclude(text__in=asked).order_by("position", "pk")
        bulk_create_with_history([_anew(row, edition=draft) for row in questions], InterviewQuestion, default_user=by)
        return again


def discard_draft(*, draft: Edition, by: AbstractBaseUser | None) -> None:
    """Delete a draft and what it says. Raises NotADraft if it has been published meanwhile."""
    with writing_in(draft.pk) as locked:
        locked._history_user = by
        locked.delete()


def _copy(source: Edition, draft: Edition, by: AbstractBaseUser | None) -> None:
    old = list(LevelProfile.objects.filter(edition=source).order_by("rank", "pk"))
    # Every row begins its history here, so that its first change can say from what it was changed.
    first = {"default_user": by, "default_change_reason": COPIED}
    new = bulk_create_with_history([_anew(profile, edition=draft) for profile in old], LevelProfile, **first)
    profiles = {before.pk: after for before, after in zip(old, new, strict=True)}
    for model in OF_PROFILES:
        rows = model.objects.filter(profile__edition=source).order_by("pk")
        bulk_create_with_history([_anew(row, profile=profiles[row.profile_id]) for row in rows], model, **first)
    for model in OF_EDITIONS:
        rows = model.objects.filter(edition=source).order_by("pk")
        kept = [
            _anew(row, edition=draft, **({"profile": profiles.get(row.profile_id)} if model is CustomSection else {}))
            for row in rows
        ]
        bulk_create_with_history(kept, model, **first)


def _anew(row: Any, **changed: models.Model | None) -> Any:
    """An unsaved row that says the same, with some of its relations changed."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    values |= {f"{name}_id": related and related.pk for name, related in changed.items()}
    return type(row)(**values)
