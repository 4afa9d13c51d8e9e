"""Whose promotion cases go on with the edition they began with when a newer one is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils.translation import ngettext

from paths.ladders.models import Edition
from paths.ladders.signals import who_is_affected
from paths.promotions.models import Case


@receiver(who_is_affected)
def open_cases(draft: Edition, **_: Any) -> list[str]:
    """How many there are, without a name."""
    number = Case.objects.open().filter(level__role=draft.role_id).count()
    if not number:
        return []
    one = "%(number)d promotion case is open. It keeps the edition it began with."
    many = "%(number)d promotion cases are open. They keep the editions they began with."
    return [ngettext(one, many, number) % {"number": number}]
