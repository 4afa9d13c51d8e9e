import pytest
from django.contrib.auth.models import AnonymousUser, Group

from paths.pay.models import SalaryBand
from paths.pay.scope import PayRules, PayScope, pay_rules, pay_scope
from paths.people.models import User
from tests.factories import (
    EmployeeFactory,
    JobFamilyFactory,
    LevelFactory,
    PayExceptionFactory,
    SalaryBandFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
RULES = ["everyone", "signed_in", "own_ladder", "hr"]


@pytest.fixture
def bands():
    """Bands of a person's own level, of another level of their ladder, and of another ladder."""
    own = LevelFactory()
    levels = {"own": own, "ladder": LevelFactory(role=own.role), "other": LevelFactory()}
    return {name: SalaryBandFactory(level=level) for name, level in levels.items()}


def seen_by(user, bands):
    visible = set(SalaryBand.objects.within(pay_scope(user)))
    return {name for name, band in bands.items() if band in visible}


@pytest.mark.parametrize(
    ("rule", "stranger", "employee"),
    [
        ("everyone", {"own", "ladder", "other"}, {"own", "ladder", "other"}),
        ("signed_in", set(), {"own", "ladder", "other"}),
        ("own_ladder", set(), {"own", "ladder"}),
        ("hr", set(), {"own"}),
    ],
)
def test_each_rule_shows_what_it_says(settings, bands, rule, stranger, employee):
    settings.PAY_VISIBILITY = rule
    person = EmployeeFactory(level=bands["own"].level).user
    assert seen_by(AnonymousUser(), bands) == stranger
    assert seen_by(User.objects.get(pk=person.pk), bands) == employee


@pytest.mark.parametrize("rule", RULES)
def test_compensation_sees_every_band(settings, bands, rule):
    settings.PAY_VISIBILITY = rule
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Compensation"))
    assert seen_by(user, bands) == {"own", "ladder", "other"}


@pytest.mark.parametrize("group", ["HR editors", "HR publishers", "HR partners"])
def test_other_hr_groups_see_no_pay_under_the_strictest_rule(settings, bands, group):
    settings.PAY_VISIBILITY = "hr"
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    assert seen_by(user, bands) == set()


def test_somebody_who_has_left_has_no_own_band(settings, bands):
    settings.PAY_VISIBILITY = "hr"
    employee = EmployeeFactory(level=bands["own"].level, is_active=False)
    assert seen_by(User.objects.get(pk=employee.user.pk), bands) == set()


def test_all_who_see_the_same_on_a_role_share_its_scope():
    own = PayScope(level_id=1, level_role_id=10)
    assert own.on_role(10, 5) == own
    assert own.on_role(11, 5) == PayScope()
    assert PayScope(role_id=10, level_id=1, level_role_id=10).on_role(10, 5) == PayScope(everything=True)
    assert PayScope(all_but=(5,)).on_role(10, 6) == PayScope(families=(6,)).on_role(11, 6) == PayScope(everything=True)
    assert PayScope(all_but=(5,)).on_role(10, 5) == PayScope(families=(6,)).on_role(10, 5) == PayScope()


# What a rule shows to each reader of the bands of a family: of their own level, their own ladder, all others.
SHOWS = {
    "stranger": {"everyone": "own ladder other"},
    "employee": {
        "everyone": "own ladder other",
        "signed_in": "own ladder other",
        "own_ladder": "own ladder",
        "hr": "own",
    },
    "HR editors": {"everyone": "own ladder other", "signed_in": "own ladder other"},
    "Compensation": dict.fromkeys(RULES, "own ladder other"),
}


@pytest.fixture
def bakers_and_millers():
    """Bands of two families; somebody stands on the level "own" of the bakers."""
    baking, milling = JobFamilyFactory(name="Baking", slug="baking"), JobFamilyFactory(name="Milling", slug="milling")
    own = LevelFactory(role__family=baking)
    levels = {"own": own, "ladder": LevelFactory(role=own.role), "other": LevelFactory(role__family=baking)}
    levels["miller"] = LevelFactory(role__family=milling)
    return {name: SalaryBandFactory(level=level) for name, level in levels.items()}


def reader_of(kind, bands):
    if kind == "stranger":
        return AnonymousUser()
    if kind == "employee":
        return User.objects.get(pk=EmployeeFactory(level=bands["own"].level).user.pk)
    user = UserFactory()
    user.groups.add(Group.objects.get(name=kind))
    return user


@pytest.mark.parametrize("reader", SHOWS)
@pytest.mark.parametrize("exception", [None, *RULES])
@pytest.mark.parametrize("family", ["baking", "milling"])
@pytest.mark.parametrize("rule", RULES)
def test_each_family_follows_its_own_rule(settings, bakers_and_millers, rule, family, exception, reader):
    settings.PAY_VISIBILITY = rule
    if exception:
        PayExceptionFactory(family=JobFamilyFactory(slug=family), visibility=exception)
    of_bakers = exception if exception and family == "baking" else rule
    of_millers = exception if exception and family == "milling" else rule
    expected = set(SHOWS[reader].get(of_bakers, "").split())
    if "other" in SHOWS[reader].get(of_millers, ""):
        expected.add("miller")
    user = reader_of(reader, bakers_and_millers)
    assert seen_by(user, bakers_and_millers) == expected
    for name, band in bakers_and_millers.items():
        role = band.level.role
        scope = pay_scope(user).on_role(role.pk, role.family_id)
        assert (band in SalaryBand.objects.within(scope)) == (name in expected) == scope.holds(band.level_id)


def test_nobody_sees_a_wider_part_of_the_site_by_an_exception_for_both_families(settings, bakers_and_millers):
    settings.PAY_VISIBILITY = "everyone"
    for slug in ("baking", "milling"):
        PayExceptionFactory(family=JobFamilyFactory(slug=slug), visibility="hr")
    assert seen_by(AnonymousUser(), bakers_and_millers) == set()
    assert seen_by(reader_of("employee", bakers_and_millers), bakers_and_millers) == {"own"}


def test_the_rules_are_read_in_one_query(settings, django_assert_num_queries):
    settings.PAY_VISIBILITY = "signed_in"
    exception = PayExceptionFactory(visibility="hr")
    with django_assert_num_queries(1):
        rules = pay_rules()
    assert rules == PayRules("signed_in", ((exception.family_id, "hr"),))
    assert (rules.of(exception.family_id), rules.of(0)) == ("hr", "signed_in")


def test_everything_means_no_exception_at_all():
    assert PayScope(all_but=(1,)).everything is False
