import datetime

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def is_signed_in(client):
    return client.get("/account/password/change/").status_code == 200


def test_a_session_lasts_until_it_expires(client):
    client.force_login(UserFactory())
    assert is_signed_in(client)
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=2))
    assert not is_signed_in(client)


def test_signing_out_ends_the_session_on_the_server(client):
    client.force_login(UserFactory())
    cookie = client.cookies["sessionid"].value
    client.post("/account/sign-out/")
    client.cookies["sessionid"] = cookie
    assert not is_signed_in(client)


def test_a_made_up_session_is_nobodys(client):
    client.cookies["sessionid"] = "x" * 32
    assert not is_signed_in(client)
