"""Signing in, out, and a new password: what people read, and what strangers cannot find out."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paths.people.models import User
from tests.factories import EmployeeFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
ANA, NOBODY = "ana@demo.example", "nobody@demo.example"


@pytest.fixture
def ana():
    return User.objects.create_user(ANA, PASSWORD, name="Ana Moreira")


def sign_in(client, email=ANA, password=PASSWORD, **more):
    return client.post("/account/sign-in/", {"login": email, "password": password}, **more)


def follow_the_link(client, mail, password="several words of mine"):
    """Choose a new password by the link of an e-mail: the last answer."""
    link = re.search(r"http://testserver(\S+)", mail.body)[1]
    form = client.get(link)
    return client.post(form["Location"], {"password1": password, "password2": password})


# --- Nothing tells who has an account ---------------------------------------------------------------------------


def words_of(response):
    """The page without what is of this one visit: tokens, and the address to come back to."""
    return re.sub(r'value="[^"]*"|\?next=[^"]*', "", response.content.decode())


@pytest.fixture
def hashings(monkeypatch):
    """How often a password was hashed."""
    done = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: done.append(1) or encode(*given))
    return done


@pytest.mark.parametrize("kind", ["known", "no password", "closed"])
def test_signing_in_does_as_much_work_and_says_the_same_for_everybody(client, hashings, kind):
    fields = {"known": {"password": PASSWORD}, "no password": {}, "closed": {"password": PASSWORD, "is_active": False}}
    User.objects.create_user(ANA, **fields[kind])
    answers = []
    for email in (ANA, NOBODY):
        hashings.clear()
        with CaptureQueriesContext(connection) as queries:
            response = sign_in(client, email, "wrong")
        answers.append((response.status_code, words_of(response), len(hashings), len(queries)))
    assert answers[0] == answers[1]
    assert answers[0][2] == 1


@pytest.mark.parametrize("fields", [{}, {"is_active": False}], ids=["open", "closed"])
def test_asking_for_a_new_password_writes_one_letter_and_says_the_same_for_everybody(client, mailoutbox, fields):
    User.objects.create_user(ANA, PASSWORD, **fields)
    answers = []
    for email in (ANA, NOBODY):
        with CaptureQueriesContext(connection) as queries:
            response = client.post("/account/password/reset/", {"email": email})
        answers.append((response.status_code, response["Location"], len(queries)))
    assert answers[0] == answers[1]
    assert [mail.to for mail in mailoutbox] == [[ANA], [NOBODY]]
    assert mailoutbox[0].subject == mailoutbox[1].subject


def test_a_letter_to_somebody_unknown_holds_no_link(client, mailoutbox):
    client.post("/account/password/reset/", {"email": NOBODY})
    assert "Nobody signs in there with this address" in mailoutbox[0].body
    assert "http" not in mailoutbox[0].body


def test_a_link_for_nobody_and_a_link_that_is_wrong_look_the_same(client, ana):
    pages = [client.get(f"/account/password/reset/key/{key}/") for key in (f"{ana.pk}-x-y", "zz-x-y")]
    assert words_of(pages[0]) == words_of(pages[1])
    assert "This link no longer works" in words_of(pages[0])


def test_signing_up_says_the_same_for_everybody(client, ana):
    answers = {
        words_of(client.post("/account/sign-up/", {"email": email, "password1": PASSWORD})) for email in (ANA, NOBODY)
    }
    assert len(answers) == 1


def test_passkeys_are_asked_for_without_naming_anybody(client):
    options = client.get("/account/passkeys/sign-in/", headers={"Accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["allowCredentials"] == []


# --- Where one goes on ------------------------------------------------------------------------------------------

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
]


@pytest.mark.parametrize("there", ELSEWHERE)
def test_nobody_is_sent_to_another_site_from_here(client, ana, there):
    assert sign_in(client, QUERY_STRING=f"next={there}")["Location"] == "/"
    word = {"password": PASSWORD, "next": there}
    assert client.post("/account/reauthenticate/", word)["Location"] in ("/", "/account/")
    assert client.post("/account/sign-out/", {"next": there})["Location"] == "/"
    assert client.post("/account/sign-in/", {"login": ANA, "next": there} | word)["Location"] == "/"


def test_one_goes_on_to_the_page_one_wanted(client, ana):
    assert sign_in(client, QUERY_STRING="next=/growth/goals/")["Location"] == "/growth/goals/"


def test_no_letter_leads_to_a_host_that_somebody_made_up(client, ana, mailoutbox):
    made_up = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    assert client.post("/account/password/reset/", {"email": ANA}, headers=made_up).status_code == 400
    client.post("/account/password/reset/", {"email": ANA}, headers={"X-Forwarded-Host": "evil.example"})
    assert [("evil" in mail.body) for mail in mailoutbox] == [False]


# --- A new password by a link -----------------------------------------------------------------------------------


def test_a_new_password_by_a_link(client, ana, mailoutbox):
    client.post("/account/password/reset/", {"email": "Ana@Demo.example"})
    assert follow_the_link(client, mailoutbox[0])["Location"] == "/account/password/reset/key/done/"
    assert "_auth_user_id" not in client.session
    assert sign_in(client, password="several words of mine").status_code == 302


def test_a_link_works_once(client, ana, mailoutbox):
    client.post("/account/password/reset/", {"email": ANA})
    follow_the_link(client, mailoutbox[0])
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    assert "This link no longer works" in client.get(link).content.decode()


def test_a_link_dies_with_a_change_of_address(client, ana, mailoutbox):
    client.post("/account/password/reset/", {"email": ANA})
    ana.email = "ana.moreira@demo.example"
    ana.save()
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    assert "This link no longer works" in client.get(link).content.decode()


def test_asking_for_a_link_keeps_nothing(client, ana):
    client.post("/account/password/reset/", {"email": ANA})
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("password", ["short", "ana@demo.example", "password", "1234567890123"])
def test_a_weak_password_is_refused_with_the_reason(client, ana, mailoutbox, password):
    client.post("/account/password/reset/", {"email": ANA})
    response = follow_the_link(client, mailoutbox[0], password)
    assert response.status_code == 200
    assert response.context["form"].errors["password1"]


def test_the_link_shows_that_the_address_is_theirs_and_ties_the_employee(client, ana, mailoutbox):
    employee = EmployeeFactory(name="Ana", email=ANA, user=None)
    sign_in(client)
    employee.refresh_from_db()
    assert employee.user is None
    client.logout()
    client.post("/account/password/reset/", {"email": ANA})
    follow_the_link(client, mailoutbox[0])
    sign_in(client, password="several words of mine")
    employee.refresh_from_db()
    assert employee.user == ana


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": "other@demo.example"}], ids=["left", "other"])
def test_nobody_else_is_tied(client, ana, mailoutbox, fields):
    employee = EmployeeFactory(**{"name": "Ana", "email": ANA, "user": None} | fields)
    client.post("/account/password/reset/", {"email": ANA})
    follow_the_link(client, mailoutbox[0])
    sign_in(client, password="several words of mine")
    employee.refresh_from_db()
    assert employee.user is None


def test_an_address_that_is_given_away_is_no_longer_theirs(client, ana, mailoutbox):
    client.post("/account/password/reset/", {"email": ANA})
    follow_the_link(client, mailoutbox[0])
    ana.refresh_from_db()
    ana.email = "ana.moreira@demo.example"
    ana.save()
    bo = UserFactory(email=ANA)
    mailoutbox.clear()
    client.post("/account/password/reset/", {"email": ANA})
    follow_the_link(client, mailoutbox[0], "words that are mine now")
    bo.refresh_from_db()
    ana.refresh_from_db()
    assert bo.check_password("words that are mine now")
    assert ana.check_password("several words of mine")


# --- Changing it ------------------------------------------------------------------------------------------------


def test_changing_the_password_signs_out_everywhere_else(client, ana, django_user_model):
    from django.test import Client

    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    words = {"oldpassword": PASSWORD, "password1": "several words of mine", "password2": "several words of mine"}
    assert client.post("/account/password/change/", words)["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_a_wrong_current_password_is_said(client, ana):
    sign_in(client)
    words = {"oldpassword": "wrong", "password1": "several words of mine", "password2": "several words of mine"}
    assert "This is not your current password." in client.post("/account/password/change/", words).content.decode()


def test_who_has_no_password_chooses_one(client):
    client.force_login(User.objects.create_user(ANA))
    assert client.get("/account/password/change/")["Location"] == "/account/password/set/"
    words = {"password1": "several words of mine", "password2": "several words of mine"}
    assert client.post("/account/password/set/", words).status_code == 302
    assert User.objects.get().check_password("several words of mine")


# --- Trying too often -------------------------------------------------------------------------------------------


def test_the_sixth_wrong_password_has_to_wait(client, ana):
    for _ in range(5):
        assert sign_in(client, password="wrong").status_code == 200
    for password in ("wrong", PASSWORD):
        response = sign_in(client, password=password)
        assert (response.status_code, response["Retry-After"]) == (429, "900")
        assert "Try again in 15 minutes." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_somebody_unknown_has_to_wait_just_so(client):
    answers = [sign_in(client, NOBODY, "wrong").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_after_the_wait_the_password_counts_again(client, ana, monkeypatch):
    from allauth.core.internal import ratelimit

    for _ in range(6):
        response = sign_in(client, password="wrong")
    now = ratelimit.time.time()
    monkeypatch.setattr(ratelimit.time, "time", lambda: now + int(response["Retry-After"]) + 1)
    assert sign_in(client).status_code == 302


def test_one_place_cannot_try_many_people(client):
    answers = [sign_in(client, f"person{number}@demo.example", "wrong").status_code for number in range(11)]
    assert answers == [200] * 10 + [429]


def test_signing_in_rightly_uses_up_nothing(client, ana):
    for _ in range(12):
        assert sign_in(client).status_code == 302
        client.logout()


def test_a_new_password_can_be_used_at_once(client, ana, mailoutbox):
    for _ in range(6):
        sign_in(client, password="wrong")
    client.post("/account/password/reset/", {"email": ANA})
    follow_the_link(client, mailoutbox[0])
    assert sign_in(client, password="several words of mine").status_code == 302


def test_nobody_is_flooded_with_letters(client, mailoutbox):
    answers = [client.post("/account/password/reset/", {"email": NOBODY}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Try again in a minute." in answers[-1].content.decode()
    assert len(mailoutbox) == 5


def test_behind_a_proxy_everybody_is_counted_on_their_own(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        answer = sign_in(client, NOBODY[:-1] + str(number), "wrong", headers={"X-Forwarded-For": f"10.0.0.{number}"})
        assert answer.status_code == 200
    # What a visitor writes into the header themselves stands before what the proxy adds.
    answers = [
        sign_in(client, f"x{number}@demo.example", "wrong", headers={"X-Forwarded-For": f"6.6.6.{number}, 10.1.1.1"})
        for number in range(11)
    ]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]


# --- Who has left -----------------------------------------------------------------------------------------------


def test_who_has_left_does_not_get_in(client, ana):
    EmployeeFactory(name="Ana", email=ANA, user=ana, is_active=False)
    assert sign_in(client)["Location"] == "/account/inactive/"
    assert "This account is closed" in client.get("/account/inactive/").content.decode()


@pytest.mark.parametrize("path", ["sign-in", "password/reset"])
@pytest.mark.parametrize("entered", ["\0", "a" * 5000 + "@x.example", "ana", "🥐@demo.example", ""])
def test_what_is_no_address_is_said_and_kept(client, path, entered):
    response = client.post(f"/account/{path}/", {"login": entered, "email": entered, "password": "x"})
    assert response.status_code == 200
    assert response.context["form"].errors
