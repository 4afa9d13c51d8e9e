"""The one answer to "who may see which salary band"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paths.people.models import User


@dataclass(frozen=True, slots=True)
class PayScope:
    """Which bands somebody may see: all of them, those of `role_id`, or the one of `level_id` (None: of none)."""

    everything: bool = False
    role_id: int | None = None
    level_id: int | None = None
    level_role_id: int | None = None

    def on_role(self, role_id: int) -> PayScope:
        """The same answer as far as one role goes: equal for all who see the same on its pages."""
        if self.everything or self.role_id == role_id:
            return PayScope(everything=True)
        return self if self.level_role_id == role_id else PayScope()


def pay_scope(user: User | AnonymousUser) -> PayScope:
    """What `user` may see of pay under PAY_VISIBILITY. The band of one's own level is always among it.

    Whoever may view salary bands in the admin (`paths.view_salaryband`) sees all of them here too.
    """
    rule = settings.PAY_VISIBILITY
    if rule == "everyone":
        return PayScope(everything=True)
    if not user.is_authenticated:
        return PayScope()
    if rule == "signed_in" or user.has_perm("paths.view_salaryband"):
        return PayScope(everything=True)
    level = user.own_level
    if level is None:
        return PayScope()
    own_ladder = level.role_id if rule == "own_ladder" else None
    return PayScope(role_id=own_ladder, level_id=level.pk, level_role_id=level.role_id)
