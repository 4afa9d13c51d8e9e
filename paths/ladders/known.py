"""Which roles and levels may be named to somebody: what only a draft says is known to those who read drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from paths.ladders.models import Edition, Level, LevelProfile, Role

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def known_roles(user: AbstractBaseUser | None, *used: Exists | Q) -> QuerySet[Role]:
    """The roles whose ladder was ever published; all of them for those who read drafts.

    `used` are conditions under which `user` knows of a role anyway. None is anybody.
    """
    if _reads_drafts(user):
        return Role.objects.all()
    return Role.objects.filter(_any_of(Exists(Edition.objects.ever_published().filter(role=OuterRef("pk"))), *used))


def known_levels(user: AbstractBaseUser | None, *used: Exists | Q) -> QuerySet[Level]:
    """The levels that an edition names which was ever published; all of them for those who read drafts.

    `used` are conditions under which `user` knows of a level anyway. None is anybody.
    """
    if _reads_drafts(user):
        return Level.objects.all()
    said = LevelProfile.objects.filter(level=OuterRef("pk"), edition__in=Edition.objects.ever_published().order_by())
    return Level.objects.filter(_any_of(Exists(said), *used))


def _reads_drafts(user: AbstractBaseUser | None) -> bool:
    return user is not None and user.has_perm("paths.view_edition")


def _any_of(*conditions: Exists | Q) -> Q:
    found = Q(conditions[0])
    for condition in conditions[1:]:
        found |= Q(condition)
    return found
