"""Whose self-assessments go on with the edition they began with when a newer one is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils.translation import ngettext

from paths.growth.models import Assessment
from paths.ladders.models import Edition
from paths.ladders.signals import who_is_affected


@receiver(who_is_affected)
def assessments_under_way(draft: Edition, **_: Any) -> list[str]:
    """How many there are, without a name: who they are is nobody's business here."""
    number = Assessment.objects.under_way().filter(edition__role=draft.role_id).count()
    if not number:
        return []
    one = "%(number)d self-assessment is under way. It keeps its edition until its owner moves over."
    many = "%(number)d self-assessments are under way. They keep their editions until their owners move over."
    return [ngettext(one, many, number) % {"number": number}]
