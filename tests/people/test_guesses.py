"""Trying passwords and codes: strangers have to wait, and cannot make the owner of an account wait."""

from __future__ import annotations

import re
import time

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from paths.people.adapter.devices import COOKIE
from paths.people.models import User
from tests.people.test_mfa import code_of

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "correct horse battery", "several words of mine"
ANA = "ana@demo.example"
# What could be tried in a quarter of an hour while an account had five tries in five minutes, from wherever.
BEFORE = 15


@pytest.fixture
def ana():
    return User.objects.create_user(ANA, PASSWORD, name="Ana Moreira")


def at(number):
    """A browser of its own, at another address."""
    return Client(REMOTE_ADDR=f"203.0.113.{number}")


def tries(client, password="wrong", email=ANA):
    return client.post("/account/sign-in/", {"login": email, "password": password}).status_code


def is_signed_in(client):
    return "_auth_user_id" in client.session


def gets_in(client, password=PASSWORD):
    tries(client, password)
    return is_signed_in(client)


def known_device(password=PASSWORD, number=200):
    """A browser with which Ana has signed in, and out again."""
    client = at(number)
    assert gets_in(client, password)
    client.post("/account/sign-out/")
    return client


def many_strangers(path="/account/sign-in/", number=12, **fields):
    for each in range(number):
        for _ in range(2):
            at(each).post(path, {"login": ANA, "password": "wrong"} | fields)


def follow_the_link(client, mail):
    link = client.get(re.search(r"http://testserver(\S+)", mail.body)[1])["Location"]
    return client.post(link, {"password1": NEW, "password2": NEW})


@pytest.fixture
def later(monkeypatch):
    """Let time go by for what is counted: `later(seconds)`."""
    now = time.time()
    return lambda seconds: monkeypatch.setattr(ratelimit.time, "time", lambda: now + seconds)


# --- The owner gets in ---


def test_strangers_who_try_too_often_do_not_keep_out_who_has_a_known_device(ana):
    client = known_device()
    many_strangers()
    assert tries(at(99)) == 429
    assert gets_in(client)


def test_one_stranger_does_not_keep_out_the_owner_on_a_new_device(ana):
    assert [tries(at(1)) for _ in range(8)] == [200] * 5 + [429] * 3
    assert gets_in(at(2))


def test_a_stranger_at_the_same_address_does_not_keep_out_who_has_a_known_device(ana):
    client = known_device(number=7)
    for number in range(40):
        tries(at(7), email=f"person{number}@demo.example")
    assert tries(at(7)) == 429
    assert gets_in(client)


def test_by_a_link_the_owner_gets_in_on_a_new_device_while_strangers_go_on_trying(ana, mailoutbox):
    many_strangers()
    client = at(100)
    assert tries(client, PASSWORD) == 429
    client.post("/account/password/reset/", {"email": ANA})
    follow_the_link(client, mailoutbox[0])
    many_strangers()
    assert gets_in(client, NEW)


def test_who_is_told_to_wait_is_told_of_the_link(ana):
    for _ in range(6):
        answer = at(1).post("/account/sign-in/", {"login": ANA, "password": "wrong"})
    assert answer.status_code == 429
    assert 'href="/account/password/reset/"' in answer.content.decode()


def test_strangers_do_not_keep_somebody_signed_in_from_showing_that_it_is_them(ana):
    client = at(200)
    gets_in(client)
    del client.cookies[COOKIE]
    many_strangers()
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


def test_who_changes_the_password_keeps_a_known_device(ana):
    client = at(200)
    gets_in(client)
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    client.post("/account/sign-out/")
    many_strangers()
    assert gets_in(client, NEW)


def test_a_browser_of_several_people_is_known_to_each(ana):
    User.objects.create_user("bo@demo.example", PASSWORD)
    client = known_device()
    tries(client, PASSWORD, "bo@demo.example")
    client.post("/account/sign-out/")
    many_strangers()
    assert gets_in(client)


# --- Nobody tries more than before ---


def test_from_wherever_strangers_and_known_devices_try_they_try_no_more_than_before(ana, later):
    stolen = [known_device(number=number) for number in (200, 201, 202)]
    later(0)
    looked_at = sum(tries(client) == 200 for client in [*map(at, range(60)), *stolen] for _ in range(7))
    assert looked_at <= BEFORE
    later(15 * 60 + 1)
    again = sum(tries(client) == 200 for client in [*map(at, range(60, 90)), *stolen] for _ in range(7))
    assert again <= BEFORE


@pytest.mark.parametrize("spelled", [ANA.upper(), f" {ANA} ", "Ana@Demo.Example"])
def test_another_spelling_of_an_address_is_no_other_address(ana, spelled):
    many_strangers()
    assert tries(at(99), email=spelled) == 429


def test_a_device_that_was_known_by_an_old_password_is_a_strangers(ana):
    client = known_device()
    ana.set_password(NEW)
    ana.save()
    many_strangers()
    assert tries(client, NEW) == 429


@pytest.mark.parametrize("made_up", ["", "[[1,2]]", "WzEsMl0:1abc:def", "é", "x" * 5_000])
def test_a_device_that_somebody_made_up_is_a_strangers(ana, made_up):
    client = at(99)
    client.cookies[COOKIE] = made_up
    many_strangers()
    assert tries(client, PASSWORD) == 429


def test_a_device_of_somebody_else_is_a_strangers(ana):
    User.objects.create_user("bo@demo.example", PASSWORD)
    client = at(99)
    tries(client, PASSWORD, "bo@demo.example")
    client.post("/account/sign-out/")
    many_strangers()
    assert tries(client, PASSWORD) == 429


def test_what_is_counted_is_not_dropped_to_make_room_for_what_is_counted_of_others(ana):
    many_strangers()
    for number in range(400):
        # Room is made by dropping what comes first in the alphabet.
        cache.set(f"of-others-{number}", [time.time()], 900)
    assert tries(at(99)) == 429


# --- Codes ---


@pytest.fixture
def secret(ana):
    client = at(200)
    gets_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/account/authenticator-app/add/").context["form"].secret
    client.post("/account/authenticator-app/add/", {"code": code_of(secret)})
    return secret


def tries_code(client, code="000000"):
    tries(client, PASSWORD)
    return client.post("/account/code/", {"code": code}).status_code


def test_who_knows_the_password_does_not_keep_the_owner_out_by_trying_codes(secret, later):
    client = at(200)
    later(3_600)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    tries_code(client, code)
    assert is_signed_in(client)
    client.post("/account/sign-out/")
    answers = [tries_code(at(each)) for each in range(12) for _ in range(2)]
    assert answers == [200] * 10 + [429] * 14
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    tries_code(client, code)
    assert is_signed_in(client)


def test_of_codes_no_more_are_looked_at_than_before(secret):
    known = at(200)
    tries_code(known, Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0])
    known.post("/account/sign-out/")
    assert sum(tries_code(client) == 200 for client in [*map(at, range(12)), known] for _ in range(7)) <= BEFORE


def test_somebody_signed_in_cannot_try_codes_for_ever_to_show_that_it_is_them(secret):
    client = at(200)
    tries_code(client, Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0])
    answers = [client.post("/account/reauthenticate/code/", {"code": "000000"}).status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2
