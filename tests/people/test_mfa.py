"""One's own account: second factors, passkeys and recovery codes. A browser uses them in browser/test_accounts.py."""

import base64
import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from paths.people.models import User
from tests.factories import AuthenticatorFactory, EmployeeFactory, SocialAccountFactory, UserFactory
from tests.people.passkeys import Passkey
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
ANA = "ana@demo.example"


@pytest.fixture
def ana(client):
    """Ana, signed in by her password."""
    user = User.objects.create_user(ANA, PASSWORD, name="Ana Moreira")
    sign_in(client)
    return user


def sign_in(client):
    return client.post("/account/sign-in/", {"login": ANA, "password": PASSWORD})


def show_again_that_it_is_you(client):
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def code_of(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def secret(client, ana):
    """The secret of Ana's authenticator app, which she has set up."""
    show_again_that_it_is_you(client)
    secret = client.get("/account/authenticator-app/add/").context["form"].secret
    assert client.post("/account/authenticator-app/add/", {"code": code_of(secret)}).status_code == 302
    client.logout()
    return secret


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_account_page_says_who_one_is(client, ana):
    page = client.get("/account/").content.decode()
    for words in ("Ana Moreira", ANA, "Change password", "Set up an app", "Add a passkey"):
        assert words in page


def test_everybody_signed_in_finds_their_data_on_the_account_page(client, ana):
    link = re.search(r'href="([^"]+)">Download my data<', client.get("/account/").content.decode())[1]
    assert client.get(link).json()["account"]["email"] == ANA


def test_the_account_page_takes_few_queries(client, ana, django_assert_num_queries):
    for _ in range(3):
        AuthenticatorFactory(user=ana)
    client.get("/account/")
    with django_assert_num_queries(3):
        assert client.get("/account/").content.decode().count("Rename") == 6


def test_the_account_page_names_the_company_account(client, ana, settings):
    settings.OIDC_ISSUER, settings.OIDC_NAME = "https://id.acme.example", "Acme"
    assert "You have not signed in with it yet." in client.get("/account/").content.decode()
    SocialAccountFactory(user=ana, extra_data={"email": "ana@acme.example"})
    assert "You sign in with ana@acme.example." in client.get("/account/").content.decode()


def test_the_account_page_is_ones_own(client, ana):
    AuthenticatorFactory(data={"name": "Key of somebody else", "credential": {}})
    assert "Key of somebody else" not in client.get("/account/").content.decode()


# --- Authenticator app ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["authenticator-app/add/", "passkeys/add/", "recovery-codes/new/", "passkeys/1/rename/", "passkeys/1/remove/"],
)
def test_before_anything_changes_one_shows_again_that_it_is_oneself(client, ana, path):
    assert client.get(f"/account/{path}")["Location"].startswith("/account/reauthenticate/?next=")


def test_the_key_is_a_picture_and_a_text(client, ana):
    show_again_that_it_is_you(client)
    response = client.get("/account/authenticator-app/add/")
    page = response.content.decode()
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page)[1]
    assert b"<svg" in base64.b64decode(picture)
    assert response.context["form"].secret in page
    assert "img-src 'self' data:" in response["Content-Security-Policy"]


def test_a_wrong_code_turns_nothing_on(client, ana):
    show_again_that_it_is_you(client)
    client.get("/account/authenticator-app/add/")
    assert "not correct" in client.post("/account/authenticator-app/add/", {"code": "1"}).content.decode()
    assert not Authenticator.objects.exists()


def test_with_the_app_the_password_alone_opens_nothing(client, secret):
    assert sign_in(client)["Location"] == "/account/code/"
    assert not is_signed_in(client)
    assert client.get("/account/").status_code == 302


def test_the_code_opens(client, secret, monkeypatch):
    sign_in(client)
    assert "not correct" in client.post("/account/code/", {"code": "000000"}).content.decode()
    later = time.time() + 60
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: later)
    assert client.post("/account/code/", {"code": code_of(secret)})["Location"] == "/"
    assert is_signed_in(client)


def test_a_code_counts_once(client, secret, monkeypatch):
    later = time.time() + 60
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: later)
    sign_in(client)
    client.post("/account/code/", {"code": code_of(secret)})
    client.logout()
    sign_in(client)
    client.post("/account/code/", {"code": code_of(secret)})
    assert not is_signed_in(client)


def test_guessing_codes_has_to_wait(client, secret):
    sign_in(client)
    answers = [client.post("/account/code/", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_a_recovery_code_opens_once(client, secret):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client)
    client.post("/account/code/", {"code": code})
    assert is_signed_in(client)
    client.logout()
    sign_in(client)
    client.post("/account/code/", {"code": code})
    assert not is_signed_in(client)


def test_recovery_codes_are_shown_to_whom_they_belong(client, secret, ana):
    client.force_login(ana)
    assert client.get("/account/recovery-codes/")["Location"].startswith("/account/reauthenticate/")
    show_again_that_it_is_you(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    page, sheet = client.get("/account/recovery-codes/"), client.get("/account/recovery-codes/download/")
    assert len(codes) == 10
    assert all(code in page.content.decode() for code in codes)
    assert sheet.content.decode().split() == codes
    client.post("/account/recovery-codes/new/")
    assert codes[0] not in client.get("/account/recovery-codes/").content.decode()


def test_turning_the_app_off_takes_the_recovery_codes_along(client, secret, ana):
    client.force_login(ana)
    show_again_that_it_is_you(client)
    assert client.post("/account/authenticator-app/remove/")["Location"] == "/account/"
    assert not Authenticator.objects.exists()


# --- Passkeys ---------------------------------------------------------------------------------------------------

BAD = ["", "null", "[]", "1", '"x"', "{}", '{"response": 1}', '{"id": "x", "response": {"userHandle": 5}}', "{", "\0"]
WELL_FORMED = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "response": {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "AAAA"},
}
NOT_MADE_FOR_US = WELL_FORMED | {"response": {"clientDataJSON": "AAAA", "attestationObject": "AAAA"}}


@pytest.mark.parametrize("credential", [*BAD, json.dumps(WELL_FORMED)])
def test_what_is_no_passkey_opens_nothing(client, credential):
    UserFactory()
    client.get("/account/passkeys/sign-in/", headers={"Accept": "application/json"})
    response = client.post("/account/passkeys/sign-in/", {"credential": credential})
    assert response["Location"] == "/account/sign-in/"
    assert not is_signed_in(client)


@pytest.mark.parametrize("credential", [*BAD, json.dumps(WELL_FORMED), json.dumps(NOT_MADE_FOR_US)])
def test_what_is_no_passkey_is_not_added(client, ana, credential):
    show_again_that_it_is_you(client)
    client.get("/account/passkeys/add/")
    response = client.post("/account/passkeys/add/", {"name": "Laptop", "credential": credential})
    assert response.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", [*BAD, json.dumps(WELL_FORMED)])
def test_what_is_no_passkey_is_no_second_factor(client, secret, credential):
    sign_in(client)
    assert client.post("/account/code/", {"credential": credential}).status_code == 200
    assert not is_signed_in(client)


def test_passkeys_of_others_are_not_there(client, ana):
    show_again_that_it_is_you(client)
    other = AuthenticatorFactory()
    for page in ("rename", "remove"):
        assert client.post(f"/account/passkeys/{other.pk}/{page}/", {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "Laptop"


def test_a_passkey_can_be_renamed_and_removed(client, ana):
    show_again_that_it_is_you(client)
    own = AuthenticatorFactory(user=ana)
    client.post(f"/account/passkeys/{own.pk}/rename/", {"name": "Phone"})
    assert "Phone" in client.get("/account/").content.decode()
    assert client.post(f"/account/passkeys/{own.pk}/remove/")["Location"] == "/account/"
    assert not Authenticator.objects.exists()


def test_a_passkey_opens_by_itself(client):
    ana = EmployeeFactory(user__email=ANA).user
    assert Passkey(ana).sign_in(client)["Location"] == "/"
    assert is_signed_in(client)


def test_the_passkey_of_somebody_else_opens_nothing(client):
    passkey, other = Passkey(UserFactory()), UserFactory()
    passkey.user = other
    passkey.sign_in(client)
    assert not is_signed_in(client)


def left(ana):
    ana.employee.is_active = False
    ana.employee.save()


def closed(ana):
    ana.is_active = False
    ana.save()


@pytest.mark.parametrize("gone", [left, closed])
def test_the_passkey_of_who_has_left_opens_nothing_and_says_that_the_account_is_closed(client, gone):
    ana = EmployeeFactory(user__email=ANA).user
    passkey = Passkey(ana)
    gone(ana)
    assert passkey.sign_in(client)["Location"] == "/account/inactive/"
    assert not is_signed_in(client)
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("gone", [left, closed])
def test_who_leaves_while_signed_in_with_a_passkey_is_signed_out(client, gone):
    ana = EmployeeFactory(user__email=ANA).user
    Passkey(ana).sign_in(client)
    assert client.get("/account/").status_code == 200
    gone(ana)
    assert client.get("/account/").status_code == 302


def test_who_leaves_between_the_password_and_the_code_gets_no_further(client, secret, ana, monkeypatch):
    employee = EmployeeFactory(user=ana, name="Ana", email=ANA)
    sign_in(client)
    employee.is_active = False
    employee.save()
    later = time.time() + 60
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: later)
    client.post("/account/code/", {"code": code_of(secret)})
    assert client.get("/account/").status_code == 302


# --- In the admin -----------------------------------------------------------------------------------------------


def test_the_admin_shows_no_secrets_and_takes_away_what_is_lost(client, secret):
    app = Authenticator.objects.get(type="totp")
    admin = browser_of("administrator")
    path = f"/admin/mfa/authenticator/{app.pk}"
    for page in (f"{path}/change/", "/admin/mfa/authenticator/", f"{path}/delete/"):
        response = admin.get(page)
        assert response.status_code == 200
        assert secret not in response.content.decode()
    assert admin.post(f"{path}/change/", {"type": "webauthn"}).status_code == 403
    admin.post(f"{path}/delete/", {"post": "yes"})
    sign_in(client)
    assert is_signed_in(client)


@pytest.mark.parametrize("model", ["socialaccount/socialapp", "socialaccount/socialtoken", "account/emailaddress"])
def test_what_is_of_no_use_is_not_in_the_admin(model):
    assert browser_of("administrator").get(f"/admin/{model}/").status_code == 404


# --- Elsewhere --------------------------------------------------------------------------------------------------


def test_other_pages_ask_nothing_about_second_factors(client, ana, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get("/")
        client.get("/skills/")
    assert not [
        query for query in queries.captured_queries if "mfa_" in query["sql"] or "socialaccount" in query["sql"]
    ]
