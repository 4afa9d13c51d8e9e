"""The people around a case, each with an account."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group

from paths.ladders.models import Level
from paths.people.models import Employee, User
from paths.promotions.casework import open_case, take_step
from paths.promotions.models import Case
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    LevelProfileFactory,
    UserFactory,
)


@dataclass
class Company:
    """Ana, who is to be promoted, and everybody who is something to it."""

    ana: Employee
    bo: Employee
    boss: Employee
    colleague: Employee
    partner: User
    other_partner: User
    senior: Level

    def users(self) -> dict[str, User]:
        """actor -> user; a partner who is the manager too, and one who is the subject, are made on demand."""
        return {
            "subject": self.ana.user,
            "manager": self.bo.user,
            "manager's manager": self.boss.user,
            "colleague": self.colleague.user,
            "partner": self.partner,
        }


def partner(**about) -> User:
    user = UserFactory(is_staff=True, **about)
    user.groups.add(Group.objects.get_or_create(name="HR partners")[0])
    return user


def company() -> Company:
    """A ladder of two levels, and people on it."""
    edition = EditionFactory()
    junior = LevelProfileFactory(edition=edition, rank=1)
    senior = LevelProfileFactory(edition=edition, rank=2)
    ExpectationFactory(profile=senior, text="Run the oven")
    ExpectationFactory(profile=senior, text="Teach apprentices")
    boss = EmployeeFactory(name="Boss")
    bo = EmployeeFactory(name="Bo", manager=boss)
    return Company(
        ana=EmployeeFactory(name="Ana", manager=bo, level=junior.level),
        bo=bo,
        boss=boss,
        colleague=EmployeeFactory(name="Cleo"),
        partner=partner(name="Petra"),
        other_partner=partner(name="Paul"),
        senior=senior.level,
    )


def opened(people: Company, *steps: str) -> Case:
    """A case that Bo opened for Ana, taken along by `steps`."""
    case = open_case(employee=people.ana, level=people.senior, by=people.bo.user)
    for step in steps:
        case = take_step(case=case, step=step, by=people.bo.user)
    return case
