"""Who sees whose assessments, conversations, evidence, goals and weeks: decided here, and said by the same rule.

A rule names the people by the way from a paper to them. `sees` filters papers with it, `readers` lists the people of
one paper with it: what a page says about who can see it is what the queries do.

Beside these rules stand others, made of the same HR_PARTNERS, `in_group` and `has_left`: who reads a promotion case
(paths/promotions/models/querysets.py), whose team one looks at (`find_lead`, paths/growth/team.py), and who gets the
lists of what is shared, which hold only what these rules let through (paths/growth/views/shared_papers.py,
paths/growth/dashboard.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paths.people.models import Employee, User

HR_PARTNERS = "HR partners"


@dataclass(frozen=True, slots=True)
class Way:
    """The way from an employee to a user who may see their papers; `group` instead: everybody in that group."""

    who: str | Promise
    lookup: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may see a paper, and why."""

    user_id: int
    name: str
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may see one kind of paper: everybody that one of the ways leads to, and nobody else."""

    ways: tuple[Way, ...]

    def sees(self, user: User | AnonymousUser) -> Q:
        """The papers (rows with an `employee`) that `user` may see. Administrators see none as such, nor do people who
        have left.
        """
        if not user.is_authenticated or not user.is_active or has_left(user):
            return Q(pk__in=[])
        found = Q(pk__in=[])
        for way in self.ways:
            if way.lookup:
                found |= Q(**{f"employee__{way.lookup}": user.pk})
            elif in_group(user, way.group):
                return ~Q(pk__in=[])
        return found

    def readers(self, employee: Employee) -> Sequence[Reader]:
        """Everybody who may see the papers of `employee` by this rule, each once, the nearest first."""
        from paths.people.models import Employee as Employees
        from paths.people.models import User

        found: dict[int, Reader] = {}
        for way in self.ways:
            if way.lookup:
                ids = Employees.objects.filter(pk=employee.pk).values(way.lookup)
                people = User.objects.filter(pk__in=ids)
            else:
                people = User.objects.filter(groups__name=way.group)
            here = people.filter(is_active=True).exclude(employee__is_active=False)
            for user in here.order_by("name", "pk"):
                found.setdefault(user.pk, Reader(user.pk, str(user), way.who))
        return tuple(found.values())


def has_left(user: User) -> bool:
    """Whether `user` worked here once and does no more."""
    employee = getattr(user, "employee", None)
    return employee is not None and not employee.is_active


def in_group(user: User, group: str) -> bool:
    """Whether `user` is in that group: asked once per request. Being an administrator does not count."""
    if not hasattr(user, "_group_names"):
        user._group_names = frozenset(user.groups.values_list("name", flat=True))
    return group in user._group_names


OWNER = Way(_("you"), "user")
MANAGER = Way(_("your manager"), "manager__user")
ABOVE = Way(_("your manager’s manager"), "manager__manager__user")
PARTNERS = Way(_("HR partner"), group=HR_PARTNERS)

PRIVATE = Rule((OWNER,))
SHARED = Rule((OWNER, MANAGER, ABOVE, PARTNERS))
ANSWERED_BY = Rule((MANAGER,))
