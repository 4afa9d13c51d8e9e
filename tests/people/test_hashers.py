"""How passwords are hashed, as production does it: the other tests hash them quickly."""

from __future__ import annotations

import threading
import time

import argon2
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, identify_hasher, make_password

from careersite import settings as production
from paths.people import hashers
from paths.people.hashers import Argon2Hasher
from paths.people.models import User

PASSWORD = "correct horse battery"
# What Django takes by default.
OF_BEFORE = "$m=102400,t=2,p=8$"
AS_OWASP_SAYS = "$m=19456,t=2,p=1$"


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.PASSWORD_HASHERS = production.PASSWORD_HASHERS


def test_a_password_is_hashed_as_owasp_recommends():
    assert AS_OWASP_SAYS in make_password(PASSWORD)


@pytest.mark.django_db
def test_a_password_that_was_hashed_before_is_right_and_hashed_anew_when_its_owner_signs_in(client):
    user = User.objects.create_user("ana@demo.example")
    user.password = Argon2PasswordHasher().encode(PASSWORD, "a salt of before")
    user.save()
    assert OF_BEFORE in user.password
    for _ in range(2):
        client.post("/account/sign-in/", {"login": user.email, "password": PASSWORD})
        assert "_auth_user_id" in client.session
        client.post("/account/sign-out/")
        user.refresh_from_db()
        assert AS_OWASP_SAYS in user.password


@pytest.mark.django_db
def test_a_wrong_password_leaves_the_hash_of_before(client):
    user = User.objects.create_user("ana@demo.example")
    user.password = before = Argon2PasswordHasher().encode(PASSWORD, "a salt of before")
    user.save()
    client.post("/account/sign-in/", {"login": user.email, "password": "wrong"})
    user.refresh_from_db()
    assert user.password == before


@pytest.mark.parametrize("does", ["encode", "verify"])
def test_only_so_many_hash_at_the_same_moment_in_one_process(monkeypatch, does):
    lock, at_work, most = threading.Lock(), 0, 0

    def works(*_given, **_named):
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        time.sleep(0.05)
        with lock:
            at_work -= 1
        return b"$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"

    hasher = identify_hasher(make_password(PASSWORD))
    assert isinstance(hasher, Argon2Hasher)
    monkeypatch.setattr(argon2.low_level, "hash_secret", works)
    monkeypatch.setattr(argon2.PasswordHasher, "verify", works)
    given = {"encode": ("salt" * 4,), "verify": ("argon2$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",)}[does]
    threads = [threading.Thread(target=getattr(hasher, does), args=(PASSWORD, *given)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert most == hashers.AT_ONCE
