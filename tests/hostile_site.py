"""A site with something at every address, for hostile requests to meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin

from paths.growth.models import Evidence, Goal
from paths.promotions.asking import ask_feedback
from paths.promotions.casework import open_case, take_step
from tests.factories import (
    AuthenticatorFactory,
    CycleFactory,
    EditionFactory,
    LevelProfileFactory,
    SalaryBandFactory,
    UserFactory,
)
from tests.growth.bakery import bakery
from tests.test_admin import row_of


@dataclass
class Site:
    """Who visits it, and what stands in the slots of its addresses: rows by what an address begins with, the rest by
    the name of the slot.
    """

    people: dict[str, Any]
    rows: dict[str, int]
    known: dict[str, Any]

    def value(self, route: str, slot: str) -> str:
        """What stands in a slot of a route."""
        if slot in ("pk", "object_id", "id", "") and (row := self.row_at(route)):
            return str(row)
        return str(self.known[slot])

    def row_at(self, route: str) -> int | None:
        return next((row for address, row in self.rows.items() if route.startswith(address)), None)


def hostile_site() -> Site:
    """A bakery in the middle of everything: a conversation, a case that gathers, a draft."""
    bakers = bakery()
    assessment = bakers.assessment(rye=2, teach=1)
    case = open_case(employee=bakers.ana, level=bakers.target, by=bakers.bo.user)
    case = take_step(case=case, step="gather", by=bakers.bo.user)
    asked = ask_feedback(case=case, colleague=bakers.cleo, items=case.items.all(), by=bakers.bo.user)
    draft = EditionFactory(draft=True, role=bakers.profile.edition.role)
    profile = LevelProfileFactory(edition=draft, level=bakers.target, title="Senior Baker")
    SalaryBandFactory(level=bakers.target)
    models = admin.site._registry
    rows = {
        "/growth/assessments/": assessment.pk,
        "/growth/conversations/": bakers.shared(rye=2, teach=1).pk,
        "/growth/evidence/": Evidence.objects.create(employee=bakers.ana, text="Won the rye prize").pk,
        "/growth/goals/": Goal.objects.create(employee=bakers.ana, action="Bake rye alone").pk,
        "/promotions/feedback/": asked.pk,
        "/promotions/cycles/": CycleFactory().pk,
        "/promotions/": case.pk,
        "/admin/people/": bakers.ana.pk,
        "/account/passkeys/": AuthenticatorFactory().pk,
        **{f"/admin/{model._meta.app_label}/{model._meta.model_name}/": row_of(model).pk for model in models},
    }
    known = {
        "role_slug": "baker",
        "level_slug": "senior",
        "family_slug": draft.role.family.slug,
        "skill_slug": bakers.profile.expectations.exclude(skill=None).first().skill.slug,
        "version": "1.0",
        "step": 1,
        "key": bakers.asked("rye").key,
        "item": case.items.first().pk,
        "piece": 1,
        "name": "send",
        "role_id": draft.role_id,
        "edition_id": draft.pk,
        "level_id": bakers.target.pk,
        "profile_id": profile.pk,
        "section": "roadmap",
        "form": "md",
        "uidb36": "1",
        "app_label": "paths",
        "url": "nothing/",
    }
    people = {"stranger": None, "employee": bakers.ana, "manager": bakers.bo}
    people["administrator"] = UserFactory(is_staff=True, is_superuser=True)
    return Site(people, rows, known)
