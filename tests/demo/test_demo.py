import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from paths.demo.accounts import ACCOUNTS
from paths.demo.loading import load_demo
from paths.growth.models import Assessment, Conversation, Evidence, Goal, Rating
from paths.ladders.models import Edition, Expectation, Role
from paths.pay.models import SalaryBand
from paths.people.models import Employee, User

pytestmark = pytest.mark.django_db


def counts():
    tables = (Role, Edition, Expectation, SalaryBand, User, Employee, Assessment, Rating, Conversation, Evidence, Goal)
    return [model.objects.count() for model in tables]


def test_the_demo_has_five_ladders_and_every_account():
    load_demo()
    assert Edition.objects.published().count() == 5
    assert {account.email for account in ACCOUNTS} <= set(User.objects.values_list("email", flat=True))


def test_loading_it_again_changes_nothing():
    load_demo()
    before = counts()
    assert (load_demo(), counts()) == (0, before)


def test_a_site_that_has_roles_is_left_alone():
    Role.objects.create(
        name="Own", slug="own", family=Role.family.field.related_model.objects.create(name="F", slug="f")
    )
    call_command("load_demo", if_empty=True)
    assert Role.objects.count() == 1


def test_every_account_is_one_click_away(client, settings):
    settings.DEMO = True
    load_demo()
    page = client.get(reverse("sign_in_as")).content.decode()
    for account in ACCOUNTS:
        assert str(account.what) in page
        response = client.post(reverse("sign_in_as"), {"email": account.email})
        assert response["Location"] == "/"
        assert re.search(account.email, client.get("/").content.decode())


def test_nobody_else_can_be_signed_in_as(client, settings):
    settings.DEMO = True
    User.objects.create_user("real@company.example")
    for email in ("real@company.example", "", "nobody"):
        assert client.post(reverse("sign_in_as"), {"email": email}).status_code == 404


def test_the_list_is_gone_without_the_demo(client):
    load_demo()
    assert client.get(reverse("sign_in_as")).status_code == 404
    assert client.post(reverse("sign_in_as"), {"email": ACCOUNTS[0].email}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_accounts_have_no_password():
    load_demo()
    assert not any(user.has_usable_password() for user in User.objects.all())
