import pytest
from django.contrib.auth.models import AnonymousUser, Group

from paths.pay.models import SalaryBand
from paths.pay.scope import PayScope, pay_scope
from paths.people.models import User
from tests.factories import EmployeeFactory, LevelFactory, SalaryBandFactory, UserFactory

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
    assert own.on_role(10) == own
    assert own.on_role(11) == PayScope()
    assert PayScope(role_id=10, level_id=1, level_role_id=10).on_role(10) == PayScope(everything=True)
