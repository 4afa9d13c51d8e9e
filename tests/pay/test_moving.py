"""A role that goes to another job family, and who sees its pay then."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from paths.pay.models import Visibility
from tests.browse.bakery import ladder, words
from tests.factories import JobFamilyFactory, PayExceptionFactory, SalaryBandFactory, UserFactory
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def baker(settings):
    """A role with pay, in a family whose pay only Compensation sees, on a site where everybody signed in sees it."""
    settings.PAY_VISIBILITY = "signed_in"
    senior = ladder("Baker", "junior", "senior")[1].level
    PayExceptionFactory(family=senior.role.family, visibility=Visibility.HR)
    SalaryBandFactory(level=senior, minimum=51_234, maximum=61_234)
    return senior.role


def move(client, role, family, **also):
    values = {"family": family.pk, "name": role.name, "slug": role.slug} | also
    response = client.post(reverse("admin:paths_role_change", args=[role.pk]), values)
    role.refresh_from_db()
    return response


def sees_pay(client):
    return "51234" in client.get("/roles/baker.json").content.decode()


def editor_with(*permissions):
    user = UserFactory(is_staff=True, name="Ruth")
    user.groups.set(Group.objects.filter(name="HR editors"))
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_who_sees_no_pay_cannot_show_it_to_everybody_by_moving_the_role(baker):
    editor, before = browser_of("hr_editor"), baker.family
    response = move(editor, baker, JobFamilyFactory(name="Open", slug="open"), name="Master Baker")
    assert response.status_code == 200
    assert "More people see the pay of roles in “Open”: everyone who is signed in." in words(response)
    assert 'value="Master Baker"' in response.content.decode()
    assert (baker.family, baker.name) == (before, "Baker")
    assert not sees_pay(editor)


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        ("hr", "own_ladder", False),
        ("own_ladder", "signed_in", False),
        ("signed_in", "everyone", False),
        ("hr", "hr", True),
        ("own_ladder", "hr", True),
        ("everyone", "signed_in", True),
        ("signed_in", None, True),
        ("own_ladder", None, False),
    ],
)
def test_a_role_moves_to_where_no_more_people_see_its_pay(baker, before, after, moves):
    baker.family.pay_exception.visibility = before
    baker.family.pay_exception.save()
    other = JobFamilyFactory(name="Other", slug="other")
    if after:
        PayExceptionFactory(family=other, visibility=after)
    move(browser_of("hr_editor"), baker, other)
    assert (baker.family == other) is moves


def test_who_decides_who_sees_pay_moves_it_anywhere(baker):
    other = JobFamilyFactory(name="Open", slug="open")
    assert move(editor_with("change_payexception"), baker, other).status_code == 302
    assert baker.family == other


def test_a_new_role_has_no_pay_to_hide(baker):
    values = {"family": JobFamilyFactory(name="Open", slug="open").pk, "name": "Miller", "slug": "miller"}
    assert browser_of("hr_editor").post(reverse("admin:paths_role_add"), values).status_code == 302


def test_compensation_reads_who_moved_it_from_where_to_where_and_by_which_rule_it_is_seen(baker):
    before = baker.family
    move(editor_with("change_payexception"), baker, JobFamilyFactory(name="Open", slug="open"))
    page = words(browser_of("compensation").get(reverse("admin:pay_role", args=["baker"])))
    assert f"Ruth {before.name} Open" in page
    assert "which holds for the job family Open too: everyone who is signed in" in page


def test_the_rule_of_the_family_is_named_where_it_has_one(baker):
    page = words(browser_of("compensation").get(reverse("admin:pay_role", args=["baker"])))
    assert f"By the rule of the job family {baker.family.name}: compensation and administrators" in page
    assert "How this role came" not in page
