"""A small bakery: a ladder of two levels, somebody on the lower one, and those around them."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.test import Client

from paths.growth.assessing import start_assessment
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    LevelProfileFactory,
    RoleFactory,
    SkillFactory,
    UserFactory,
)


def bakery() -> SimpleNamespace:
    """`ana` is a junior baker, `bo` her manager, `cy` his, `di` somebody else, `omar` an HR partner. The senior baker
    asks rye deeper, and to teach.
    """
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    rye = SkillFactory(name="Rye", slug="rye")
    crepes = SkillFactory(name="Crêpes", slug="crepes")
    junior = LevelProfileFactory(edition=edition, rank=1, title="Junior Baker", level__slug="junior")
    senior = LevelProfileFactory(edition=edition, rank=2, title="Senior Baker", level__slug="senior")
    found = SimpleNamespace(edition=edition, junior=junior, senior=senior, rye=rye, crepes=crepes)
    found.rye_1 = ExpectationFactory(profile=junior, of_skill=True, skill=rye, proficiency=1)
    found.sweep = ExpectationFactory(profile=junior, text="Sweep the floor")
    found.rye_3 = ExpectationFactory(profile=senior, of_skill=True, skill=rye, proficiency=3)
    found.crepes_2 = ExpectationFactory(profile=senior, of_skill=True, skill=crepes, proficiency=2)
    found.teach = ExpectationFactory(profile=senior, text="Teach apprentices")
    found.cy = EmployeeFactory(user__name="Cy Top", level=None)
    found.bo = EmployeeFactory(user__name="Bo Lead", level=None, manager=found.cy)
    found.ana = EmployeeFactory(user__name="Ana Baker", level=junior.level, manager=found.bo)
    found.di = EmployeeFactory(user__name="Di Other", level=junior.level)
    found.omar = UserFactory(name="Omar Partner", is_staff=True)
    found.omar.groups.add(Group.objects.get(name="HR partners"))
    return found


def towards_senior(there: SimpleNamespace) -> object:
    """Ana's assessment towards the senior baker."""
    return start_assessment(employee=there.ana, level=there.senior.level)


def signed_in(who: object) -> Client:
    """A browser of an employee or a user."""
    client = Client()
    client.force_login(getattr(who, "user", None) or who)
    return client


def page(response: object) -> str:
    """What a response says."""
    return response.content.decode()
