"""Builders with sensible defaults."""

from __future__ import annotations

import datetime

import factory
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from paths.growth.models import Assessment, Goal
from paths.ladders.choices import EditionStatus, Kind, Proficiency
from paths.ladders.models import Edition, Expectation, JobFamily, Level, LevelProfile, Role, Skill
from paths.pay.models import PayException, SalaryBand, Visibility
from paths.people.models import Employee, User
from paths.promotions.models import Criterion, Cycle, PromotionRule


class JobFamilyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JobFamily
        django_get_or_create = ["slug"]

    name = "Engineering"
    slug = "engineering"


class RoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Role

    family = factory.SubFactory(JobFamilyFactory)
    name = factory.Sequence("Baker {}".format)
    slug = factory.Sequence("baker-{}".format)


class LevelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Level

    role = factory.SubFactory(RoleFactory)
    slug = factory.Sequence("level-{}".format)


class EditionFactory(factory.django.DjangoModelFactory):
    """A published edition 1.0 without levels."""

    class Meta:
        model = Edition

    role = factory.SubFactory(RoleFactory)
    status = EditionStatus.PUBLISHED
    major = 1
    published_at = factory.LazyFunction(timezone.now)

    class Params:
        draft = factory.Trait(status=EditionStatus.DRAFT, major=0, published_at=None)


class LevelProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LevelProfile

    edition = factory.SubFactory(EditionFactory)
    level = factory.SubFactory(LevelFactory, role=factory.SelfAttribute("..edition.role"))
    rank = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Baker of rank {}".format)


class SkillFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Skill

    name = factory.Sequence("Skill {}".format)
    slug = factory.Sequence("skill-{}".format)


class ExpectationFactory(factory.django.DjangoModelFactory):
    """A responsibility; `asks=SkillFactory(...)` makes it a skill."""

    class Meta:
        model = Expectation

    profile = factory.SubFactory(LevelProfileFactory)
    kind = Kind.RESPONSIBILITY
    text = factory.Sequence("Bake loaf {}".format)

    class Params:
        of_skill = factory.Trait(
            kind=Kind.SKILL,
            category="Craft",
            skill=factory.SubFactory(SkillFactory),
            proficiency=Proficiency.WORKING,
            text=factory.LazyAttribute(lambda row: row.skill.name),
        )


class SalaryBandFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SalaryBand

    level = factory.SubFactory(LevelFactory)
    minimum = 50_000
    maximum = 60_000
    currency = "EUR"
    effective_on = datetime.date(2026, 1, 1)


class PayExceptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PayException

    family = factory.SubFactory(JobFamilyFactory)
    visibility = Visibility.HR


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence("person{}@demo.example".format)
    name = factory.Sequence("Person {}".format)


class EmployeeFactory(factory.django.DjangoModelFactory):
    """Somebody who works here and can sign in."""

    class Meta:
        model = Employee

    user = factory.SubFactory(UserFactory)
    name = factory.SelfAttribute("user.name")
    email = factory.SelfAttribute("user.email")
    level = factory.SubFactory(LevelFactory)


class GoalFactory(factory.django.DjangoModelFactory):
    """A goal that is open, has no day and is its owner's alone."""

    class Meta:
        model = Goal

    employee = factory.SubFactory(EmployeeFactory)
    action = factory.Sequence("Bake loaf {}".format)


class AssessmentFactory(factory.django.DjangoModelFactory):
    """Somebody's assessment against a level of a published edition. `profile=` says which level."""

    class Meta:
        model = Assessment
        exclude = ["profile"]

    profile = factory.SubFactory(LevelProfileFactory)
    employee = factory.SubFactory(EmployeeFactory)
    edition = factory.SelfAttribute("profile.edition")
    level = factory.SelfAttribute("profile.level")
    whole = True


class AuthenticatorFactory(factory.django.DjangoModelFactory):
    """A passkey, as far as lists of them go."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.WEBAUTHN
    data = factory.LazyFunction(lambda: {"name": "Laptop", "credential": {}})


class SocialAccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SocialAccount

    user = factory.SubFactory(UserFactory)
    provider = "https://id.acme.example"
    uid = factory.Sequence(str)
    extra_data = factory.LazyAttribute(lambda account: {"email": account.user.email})


class CycleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cycle

    name = factory.Sequence("Cycle {}".format)
    opens_on = datetime.date(2026, 11, 1)
    closes_on = datetime.date(2026, 12, 1)
    decides_by = datetime.date(2026, 12, 15)


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion

    text = factory.Sequence("Feedback from {} people".format)


class PromotionRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PromotionRule
        django_get_or_create = ["pk"]

    pk = 1
