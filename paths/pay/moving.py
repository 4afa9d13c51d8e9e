"""A role that goes to another job family takes its pay along, and each family may have its own rule for who sees it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from paths.ladders.models import JobFamily, Role
from paths.pay.models import Visibility
from paths.pay.scope import pay_rules
from paths.pay.seen import rule_in_words
from paths.shared.objections import what_speaks_against

if TYPE_CHECKING:
    from paths.people.models import User

# From the rule by which the most people see pay to that by which the fewest do.
MOST_OPEN_FIRST = list(Visibility)


@dataclass(frozen=True, slots=True)
class FamilyMove:
    """A role went from one job family to another. `who` is "" for commands and people who are forgotten."""

    when: datetime.datetime
    who: str
    before: str
    after: str


@receiver(what_speaks_against, sender=Role)
def pay_would_be_seen(row: Role, values: Mapping[str, Any], user: User, **_kwargs: Any) -> dict[str, str]:
    """Why a role cannot go to a family where more people see its pay: that takes the right to decide who does."""
    family = values.get("family")
    if row.pk is None or family is None or family.pk == row.family_id or user.has_perm("paths.change_payexception"):
        return {}
    rules = pay_rules()
    before, after = rules.of(row.family_id), rules.of(family.pk)
    if MOST_OPEN_FIRST.index(after) >= MOST_OPEN_FIRST.index(before):
        return {}
    message = _(
        "More people see the pay of roles in “%(family)s”: %(rule)s. So an administrator moves the role there, or "
        "Compensation first gives that family a rule that is no wider."
    )
    return {"family": message % {"family": family, "rule": rule_in_words(after)}}


def family_moves(role: Role) -> list[FamilyMove]:
    """Every time the role went to another job family, the latest first. Two queries."""
    names = dict(JobFamily.objects.values_list("pk", "name"))
    states = role.history.select_related("history_user").order_by("history_date", "history_id")
    moves = [
        FamilyMove(
            when=after.history_date,
            who=str(after.history_user or ""),
            before=names.get(before.family_id, ""),
            after=names.get(after.family_id, ""),
        )
        for before, after in pairwise(states)
        if before.family_id != after.family_id
    ]
    return moves[::-1]
