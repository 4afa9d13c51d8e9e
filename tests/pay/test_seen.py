"""What somebody sees of pay, as Compensation looks it up: the same as the pages say."""

import pytest
from django.contrib.auth.models import AnonymousUser

from paths.pay.models import SalaryBand
from paths.pay.scope import pay_scope
from paths.pay.seen import SomebodyOn, seen_by
from paths.people.models import User
from tests.factories import EmployeeFactory, JobFamilyFactory, LevelFactory, PayExceptionFactory, SalaryBandFactory

pytestmark = pytest.mark.django_db
RULES = ["everyone", "signed_in", "own_ladder", "hr"]


@pytest.fixture
def levels():
    baking, milling = JobFamilyFactory(name="Baking", slug="baking"), JobFamilyFactory(name="Milling", slug="milling")
    own = LevelFactory(role__family=baking, slug="own")
    ladder = LevelFactory(role=own.role, slug="ladder")
    levels = {"own": own, "ladder": ladder, "other": LevelFactory(role__family=milling, slug="other")}
    for level in levels.values():
        SalaryBandFactory(level=level)
    return levels


def whys(seen):
    return {level.level.slug: level.why for role in seen.roles for level in role.levels}


@pytest.mark.parametrize("exception", [None, *RULES])
@pytest.mark.parametrize("rule", RULES)
def test_it_is_what_the_scope_of_the_pages_holds(settings, levels, rule, exception):
    settings.PAY_VISIBILITY = rule
    if exception:
        PayExceptionFactory(family=JobFamilyFactory(slug="milling"), visibility=exception)
    person = User.objects.get(pk=EmployeeFactory(level=levels["own"]).user.pk)
    for reader in (AnonymousUser(), person, SomebodyOn(levels["other"]), SomebodyOn(None)):
        seen = seen_by(reader)
        bands = SalaryBand.objects.within(pay_scope(reader))
        assert sorted(whys(seen)) == sorted(bands.values_list("level__slug", flat=True))
        assert sum(role.hidden for role in seen.roles) == 3 - len(whys(seen))
    assert whys(seen_by(person)) == whys(seen_by(SomebodyOn(levels["own"])))


def test_each_band_says_why_it_is_seen(settings, levels):
    settings.PAY_VISIBILITY = "own_ladder"
    PayExceptionFactory(family=JobFamilyFactory(slug="milling"), visibility="signed_in")
    assert whys(seen_by(SomebodyOn(levels["own"]))) == {
        "own": "Their own level",
        "ladder": "Their own ladder",
        "other": "Everyone who is signed in sees it",
    }


def test_the_rule_of_each_role_is_told(settings, levels):
    settings.PAY_VISIBILITY = "hr"
    PayExceptionFactory(family=JobFamilyFactory(slug="milling"), visibility="everyone")
    told = {role.family: (role.rule, role.is_exception) for role in seen_by(AnonymousUser()).roles}
    assert told == {
        "Baking": ("compensation and administrators", False),
        "Milling": ("everyone who may read the ladders", True),
    }


def test_the_number_of_queries_does_not_grow_with_the_bands(django_assert_num_queries, levels):
    for _ in range(20):
        SalaryBandFactory()
    with django_assert_num_queries(4):  # the rules, the bands seen, the levels paid, their names
        assert seen_by(SomebodyOn(levels["own"])).count == 23
