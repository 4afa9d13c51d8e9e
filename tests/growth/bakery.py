"""A small bakery with everybody in it who has to do with a conversation."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.test import Client

from paths.growth.answering import answer_row, close_conversation, send_answer
from paths.growth.assessing import rate, share_assessment, standing_of_assessment, start_assessment
from paths.growth.choices import Voice
from paths.growth.models import Assessment, Conversation
from paths.ladders.content import Expected
from paths.ladders.models import Level, LevelProfile
from paths.people.models import Employee, User
from paths.people.papers import HR_PARTNERS
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    LevelProfileFactory,
    RoleFactory,
    SkillFactory,
    UserFactory,
)


@dataclass
class Bakery:
    """Ana reports to Bo, Bo to Cleo, Cleo to Dov. Ana works towards `target`, which asks rye and apprentices."""

    ana: Employee
    bo: Employee
    cleo: Employee
    dov: Employee
    own: Level
    target: Level
    profile: LevelProfile
    statements: dict[str, Expected] = field(default_factory=dict)

    def assessment(self, **values: int | None) -> Assessment:
        """Ana's assessment, with these answers: rye, teach."""
        assessment = start_assessment(employee=self.ana, level=self.target)
        for name, value in values.items():
            rate(assessment=assessment, expected=self.asked(name), value=value, note=f"Ana on {name}.")
        return assessment

    def shared(self, **values: int | None) -> Conversation:
        """What Ana has shared."""
        return share_assessment(assessment=self.assessment(**values))

    def answered(self, conversation: Conversation | None = None, **values: int) -> Conversation:
        """The same with Bo's answers, sent."""
        conversation = conversation or self.shared(rye=2, teach=1)
        for name, value in (values or {"rye": 3, "teach": 1}).items():
            self.answer(conversation, name, value)
        send_answer(conversation=conversation, by=self.bo)
        conversation.refresh_from_db()
        return conversation

    def closed(self) -> Conversation:
        """The same, closed."""
        conversation = self.answered()
        close_conversation(conversation=conversation)
        conversation.refresh_from_db()
        return conversation

    def answer(self, conversation: Conversation, name: str, value: int | None, voice: Voice = Voice.MANAGER) -> None:
        """One answer of Bo."""
        said = {"value": value, "note": f"Bo on {name}."}
        answer_row(conversation=conversation, voice=voice, expected=self.asked(name), by=self.bo, **said)

    def asked(self, name: str) -> Expected:
        """What the target asks under that name."""
        if not self.statements:
            whole = Assessment(employee=self.ana, edition=self.profile.edition, level=self.target, whole=True)
            whole.pk = 0
            self.statements |= {row.expected.text: row.expected for row in standing_of_assessment(whole).rows}
        return self.statements[{"rye": "Rye", "teach": "Teach apprentices"}[name]]


def bakery() -> Bakery:
    """The bakery with nothing shared yet."""
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    rye = SkillFactory(name="Rye")
    junior = LevelProfileFactory(edition=edition, rank=1, title="Junior Baker", level__slug="junior")
    senior = LevelProfileFactory(edition=edition, rank=2, title="Senior Baker", level__slug="senior")
    ExpectationFactory(profile=junior, of_skill=True, skill=rye, proficiency=1)
    ExpectationFactory(profile=junior, text="Sweep the floor")
    ExpectationFactory(profile=senior, of_skill=True, skill=rye, proficiency=3)
    ExpectationFactory(profile=senior, text="Sweep the floor")
    ExpectationFactory(profile=senior, text="Teach apprentices")
    dov = person("Dov")
    cleo = person("Cleo", manager=dov)
    bo = person("Bo", manager=cleo)
    return Bakery(person("Ana", manager=bo, level=junior.level), bo, cleo, dov, junior.level, senior.level, senior)


def person(name: str, **fields: object) -> Employee:
    """Somebody who works there."""
    fields = {"level": None} | fields
    return EmployeeFactory(user__name=name, user__email=f"{name.lower()}@bakery.example", **fields)


def partner(**fields: object) -> User:
    """An HR partner."""
    user = UserFactory(name="Hetty", email="hetty@bakery.example", is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=HR_PARTNERS))
    return user


def browser(who: Employee | User | None) -> Client:
    """A browser in which they are signed in; nobody is, for None."""
    client = Client(raise_request_exception=False)
    if who:
        client.force_login(who.user if isinstance(who, Employee) else who)
    return client
