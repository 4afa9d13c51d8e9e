"""The way from a person to their promotion case, for those who may see or open it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paths.growth.signals import Link, people_shown
from paths.people.models import Employee, User
from paths.promotions.models import Case, PromotionRule


@receiver(people_shown)
def cases_of(people: Collection[Employee], reader: User, **_: Any) -> dict[int, Link]:
    """The open case of each person; else where their manager opens one, and they ask for one. Two queries."""
    ours = [person for person in people if _is_own(person, reader) or _leads(person, reader)]
    if not ours:
        return {}
    readable = Case.objects.visible_to(reader, PromotionRule.current().seen_from)
    there = {case.employee_id: case for case in readable.open().filter(employee__in=[person.pk for person in ours])}
    return {person.pk: _link(person, there.get(person.pk), reader) for person in ours}


def _link(person: Employee, case: Case | None, reader: User) -> Link:
    if case:
        text = YOUR_CASE if _is_own(person, reader) else THEIR_CASE
        return Link(text, case.get_absolute_url(), case.get_state_display())
    return Link(ASK if _is_own(person, reader) else OPEN, f"{reverse('case_open')}?for={person.pk}")


YOUR_CASE, THEIR_CASE = _("Your promotion case"), _("Promotion case")
ASK, OPEN = _("Ask for a promotion case"), _("Open a promotion case")


def _is_own(person: Employee, reader: User) -> bool:
    return person.user_id == reader.pk


def _leads(person: Employee, reader: User) -> bool:
    return reader.works_here and person.is_active and person.manager_id == reader.employee.pk
