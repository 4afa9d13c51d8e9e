from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from paths.ladders.choices import EditionStatus, Kind
from paths.ladders.models import TimeShare
from tests.factories import (
    EditionFactory,
    ExpectationFactory,
    JobFamilyFactory,
    LevelFactory,
    LevelProfileFactory,
    RoleFactory,
    SkillFactory,
)

pytestmark = pytest.mark.django_db


def refused(make, name):
    """Whether the database refuses what `make` writes, by the constraint or column `name`."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    return name in str(error.value)


def test_years_run_from_the_smaller_to_the_larger():
    assert refused(lambda: LevelProfileFactory(years_min=5, years_max=2), "level_years_ordered")
    LevelProfileFactory(years_min=Decimal("0.5"), years_max=Decimal("0.5"))


def test_years_that_end_must_begin():
    assert refused(lambda: LevelProfileFactory(years_max=2), "level_years_begin")


def test_the_form_says_why_years_are_refused():
    profile = LevelProfileFactory.build(years_min=5, years_max=2)
    with pytest.raises(ValidationError, match="from the smaller to the larger number"):
        profile.validate_constraints(exclude={"edition", "level"})


@pytest.mark.parametrize("status", [EditionStatus.PUBLISHED, EditionStatus.DRAFT])
def test_a_role_has_one_edition_of_each_status(status):
    role = RoleFactory()
    EditionFactory(role=role, status=status)
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(role=role, status=status, major=2)


def test_history_may_grow():
    role = RoleFactory()
    for major in (1, 2, 3):
        EditionFactory(role=role, status=EditionStatus.SUPERSEDED, major=major)
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(role=role, status=EditionStatus.SUPERSEDED, major=3)


def test_a_published_edition_has_a_day():
    assert refused(lambda: EditionFactory(published_at=None), "published_edition_has_a_day")


@pytest.mark.parametrize("percent", [-1, Decimal("100.1")])
def test_a_share_of_the_time_lies_between_0_and_100(percent):
    profile = LevelProfileFactory()
    assert refused(
        lambda: TimeShare.objects.create(profile=profile, activity="Rest", percent=percent),
        "time_share_within_0_and_100",
    )


def test_a_key_stands_once_on_a_level():
    first = ExpectationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpectationFactory(profile=first.profile, key=first.key)
    ExpectationFactory(key=first.key)


def test_a_skill_needs_a_proficiency_and_other_kinds_have_none():
    name = "expectation_skill_has_proficiency"
    assert refused(lambda: ExpectationFactory(kind=Kind.SKILL), name)
    assert refused(lambda: ExpectationFactory(kind=Kind.SOFT_SKILL, skill=SkillFactory(), proficiency=2), name)


def test_a_proficiency_is_one_of_four():
    assert refused(lambda: ExpectationFactory(of_skill=True, proficiency=5), "expectation_proficiency_known")


def test_skills_are_one_whatever_their_case_and_width():
    SkillFactory(name="Kubernetes")
    with pytest.raises(IntegrityError), transaction.atomic():
        SkillFactory(name="ＫＵＢＥＲＮＥＴＥＳ ")
    SkillFactory(name="C++")
    SkillFactory(name="C#")


def test_roles_and_families_are_named_once():
    RoleFactory(name="Baker")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleFactory(name="BAKER")
    JobFamilyFactory(name="Crafts", slug="crafts")
    with pytest.raises(IntegrityError), transaction.atomic():
        JobFamilyFactory(name="crafts", slug="crafts-2")


def test_a_level_has_one_address_in_its_role():
    level = LevelFactory(slug="senior")
    LevelFactory(slug="senior")
    with pytest.raises(IntegrityError), transaction.atomic():
        LevelFactory(role=level.role, slug="senior")


@pytest.mark.parametrize(("numbers", "version"), [((3, 0, 0), "3.0"), ((3, 0, 1), "3.0.1"), ((1, 2, 0), "1.2")])
def test_versions_are_short_where_they_can_be(numbers, version):
    major, minor, patch = numbers
    edition = EditionFactory.build(major=major, minor=minor, patch=patch, published_at=timezone.now())
    assert edition.version == version
