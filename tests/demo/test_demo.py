import re

import pytest
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


def test_the_demo_has_five_ladders_and_every_account(company):
    assert Edition.objects.published().count() == 5
    assert {account.email for account in ACCOUNTS} <= set(User.objects.values_list("email", flat=True))


def test_loading_it_again_changes_nothing(company):
    before = counts()
    assert (load_demo(), counts()) == (0, before)


def test_every_account_is_one_click_away(company, client, settings):
    settings.DEMO = True
    page = client.get(reverse("sign_in_as")).content.decode()
    for account in ACCOUNTS:
        assert str(account.what) in page
        response = client.post(reverse("sign_in_as"), {"email": account.email})
        assert response["Location"] == "/"
        assert re.search(account.email, client.get("/").content.decode())


def test_the_list_is_gone_without_the_demo(company, client):
    assert client.get(reverse("sign_in_as")).status_code == 404
    assert client.post(reverse("sign_in_as"), {"email": ACCOUNTS[0].email}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "told",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"REMOTE_ADDR": "2001:db8::7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "::ffff:10.0.0.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
    ids=str,
)
def test_nobody_on_another_machine_is_signed_in_by_whatever_name_they_ask(company, client, settings, told):
    settings.DEMO = True
    asked = {"HTTP_HOST": "localhost"} | told
    assert client.get("/demo/", **asked).status_code == 404
    assert client.post("/demo/", {"email": ACCOUNTS[0].email}, **asked).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_whoever_sits_at_this_machine_is_let_in(company, client, settings, address):
    settings.DEMO = True
    assert client.post("/demo/", {"email": ACCOUNTS[0].email}, REMOTE_ADDR=address).status_code == 302


def test_demo_accounts_have_no_password(company):
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_loading_it_again_after_a_role_was_renamed_makes_no_second_one(company):
    role = Role.objects.get(slug="backend-engineer")
    role.name = "Backend Developer"
    role.save()
    before = counts()
    assert (load_demo(), counts()) == (0, before)
    role.refresh_from_db()
    assert role.name == "Backend Developer"
