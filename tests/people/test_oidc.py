"""Signing in with the company's own account, against a real provider that runs beside the tests."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken

from paths.people.models import Employee, User
from tests.factories import EmployeeFactory, UserFactory
from tests.people.oidc_provider import ASKED, CLIENT, SECRET, running_provider

pytestmark = pytest.mark.django_db
ANA = "ana@acme.example"


@pytest.fixture(scope="session")
def provider():
    with running_provider() as issuer:
        yield issuer


@pytest.fixture(autouse=True)
def company(settings, provider):
    settings.OIDC_ISSUER = provider
    settings.OIDC_CLIENT_ID = CLIENT
    settings.OIDC_CLIENT_SECRET = SECRET
    settings.OIDC_NAME = "Acme"


@pytest.fixture
def sign_on(client):
    """Go to the provider as somebody and come back: the site's answer."""

    def sign_on(email=ANA, *, sub="1", wrong="", name="Ana", after="", meanwhile=lambda: None):
        there = client.post("/account/sign-on/", {"next": after} if after else {})
        assert there.status_code == 302, there.content.decode()
        asked = {name: values[0] for name, values in parse_qs(urlsplit(there["Location"]).query).items()}
        person = {"sub": sub, "email": email, "wrong": wrong, "name": name}
        at_provider = urlsplit(there["Location"])._replace(query="").geturl()
        back = requests.post(at_provider, {key: asked[key] for key in ASKED} | person, allow_redirects=False, timeout=5)
        meanwhile()
        return client.get(back.headers["Location"].removeprefix("http://testserver"))

    return sign_on


def who(client):
    """The e-mail address of whoever is signed in; None of nobody."""
    user_id = client.session.get("_auth_user_id")
    return User.objects.get(pk=user_id).email if user_id else None


def sentence(response):
    return " ".join(response.content.decode().split())


# --- Who gets in ------------------------------------------------------------------------------------------------


def test_a_user_is_found_by_their_verified_address(client, sign_on):
    user = UserFactory(email=ANA)
    response = sign_on()
    assert (response.status_code, response["Location"], who(client)) == (302, "/", ANA)
    assert SocialAccount.objects.get().user == user


def test_the_address_may_be_written_in_capitals(client, sign_on):
    UserFactory(email=ANA)
    sign_on("Ana@ACME.example")
    assert who(client) == ANA


def test_people_come_back_to_the_page_they_wanted(sign_on):
    UserFactory(email=ANA)
    assert sign_on(after="/skills/")["Location"] == "/skills/"


def test_nobody_is_sent_to_another_site(sign_on):
    UserFactory(email=ANA)
    assert sign_on(after="https://evil.example/")["Location"] == "/"


def test_an_employee_without_a_user_gets_one(client, sign_on):
    employee = EmployeeFactory(email=ANA, name="Ana Moreira", user=None)
    sign_on(name="Somebody Else")
    employee.refresh_from_db()
    assert (who(client), employee.user.name) == (ANA, "Ana Moreira")
    assert not employee.user.has_usable_password()
    assert not employee.user.is_staff


def test_an_employee_is_tied_to_the_user_with_their_address(sign_on):
    user, employee = UserFactory(email=ANA), EmployeeFactory(name="Ana Moreira", email=ANA, user=None)
    sign_on()
    employee.refresh_from_db()
    assert employee.user == user
    assert employee.history.first().user == user


def test_who_is_added_as_an_employee_later_is_tied_when_they_come_again(client, sign_on):
    UserFactory(email=ANA)
    sign_on()
    employee = EmployeeFactory(name="Ana Moreira", email=ANA, user=None)
    client.logout()
    sign_on()
    employee.refresh_from_db()
    assert employee.user.email == ANA


def test_the_second_time_it_is_the_same_account(client, sign_on):
    EmployeeFactory(name="Ana Moreira", email=ANA, user=None)
    sign_on()
    client.logout()
    sign_on()
    assert who(client) == ANA
    assert (User.objects.count(), SocialAccount.objects.count(), EmailAddress.objects.count()) == (1, 1, 1)


def test_an_address_that_only_the_profile_tells_counts_as_well(client, sign_on):
    UserFactory(email=ANA)
    sign_on(wrong="email only in the profile")
    assert who(client) == ANA


def test_a_tie_wins_over_the_address(client, sign_on):
    UserFactory(email=ANA)
    bo = UserFactory(email="bo@acme.example")
    sign_on("bo@acme.example", sub="7")
    client.logout()
    sign_on(ANA, sub="7")
    assert who(client) == bo.email


def test_a_tied_person_gets_in_also_while_the_address_is_not_verified(client, sign_on):
    UserFactory(email=ANA)
    sign_on()
    client.logout()
    sign_on("changed@acme.example", wrong="unverified")
    assert who(client) == ANA


def test_another_provider_has_other_people(client, sign_on, settings, provider):
    bo = UserFactory(email="bo@acme.example")
    SocialAccount.objects.create(user=bo, provider="http://of-the-past.example", uid="1")
    UserFactory(email=ANA)
    sign_on(sub="1")
    assert who(client) == ANA


# --- Who does not -----------------------------------------------------------------------------------------------


def nothing_has_changed(client, users=0):
    return who(client) is None and User.objects.count() == users and not SocialAccount.objects.exists()


@pytest.mark.parametrize("wrong", ["unverified", "no word of verifying", "verified as a text"])
def test_an_address_that_is_not_verified_opens_nothing(client, sign_on, wrong):
    UserFactory(email=ANA)
    response = sign_on(wrong=wrong)
    assert response.status_code == 403
    assert "without a verified e-mail address" in sentence(response)
    assert nothing_has_changed(client, users=1)


def test_letters_that_only_look_alike_are_other_letters(client, sign_on):
    UserFactory(email="kim@acme.example")
    sign_on("\N{KELVIN SIGN}im@acme.example")
    assert nothing_has_changed(client, users=1)


def test_who_is_unknown_is_told_whom_to_ask(client, sign_on):
    response = sign_on()
    assert response.status_code == 403
    assert "Ask HR to add you" in sentence(response)
    assert nothing_has_changed(client)


def test_who_has_left_gets_no_account(client, sign_on):
    EmployeeFactory(name="Ana Moreira", email=ANA, user=None, is_active=False)
    assert "Your account here is closed" in sentence(sign_on())
    assert nothing_has_changed(client)


def test_a_closed_account_stays_closed(client, sign_on):
    UserFactory(email=ANA, is_active=False)
    assert "Your account here is closed" in sentence(sign_on())
    assert nothing_has_changed(client, users=1)


def test_an_account_that_is_closed_after_the_first_time_stays_closed(client, sign_on):
    UserFactory(email=ANA)
    sign_on()
    client.logout()
    User.objects.update(is_active=False)
    assert sign_on()["Location"] == "/account/inactive/"
    assert who(client) is None


def test_a_user_whose_employee_has_left_is_signed_out_and_does_not_get_in(client, sign_on):
    EmployeeFactory(email=ANA, user=UserFactory(email=ANA))
    sign_on()
    Employee.objects.update(is_active=False)
    assert client.get("/account/").status_code == 302
    assert sign_on()["Location"] == "/account/inactive/"
    assert client.get("/account/").status_code == 302


def test_a_second_account_with_the_address_of_somebody_does_not_take_them_over(client, sign_on):
    user = UserFactory(email=ANA)
    sign_on(sub="1")
    client.logout()
    response = sign_on(sub="2")
    assert response.status_code == 403
    assert "Ask an administrator" in sentence(response)
    assert who(client) is None
    assert SocialAccount.objects.get().uid == "1"
    assert SocialAccount.objects.get().user == user


def test_an_employee_of_another_user_is_not_taken_over(client, sign_on):
    employee = EmployeeFactory(email=ANA, user=UserFactory(email="ana.m@acme.example"))
    response = sign_on()
    employee.refresh_from_db()
    assert response.status_code == 403
    assert employee.user.email == "ana.m@acme.example"
    assert nothing_has_changed(client, users=1)


def test_a_user_does_not_take_over_the_employee_of_another(client, sign_on):
    employee = EmployeeFactory(email=ANA, user=UserFactory(email="ana.m@acme.example"))
    UserFactory(email=ANA)
    sign_on()
    employee.refresh_from_db()
    assert (who(client), employee.user.email) == (ANA, "ana.m@acme.example")


def test_the_way_there_cannot_be_turned_into_tying_ones_own_account_to_another(client, sign_on):
    bo = UserFactory(email="bo@acme.example")
    UserFactory(email=ANA)
    client.force_login(bo)
    there = client.post("/account/sign-on/?process=connect", {"process": "connect"})
    assert there.status_code == 302
    assert [state["process"] for state, *_ in client.session["socialaccount_states"].values()] == ["login"]


# --- What the provider may not get wrong ------------------------------------------------------------------------

WRONG = [
    "issuer",
    "audience",
    "several audiences",
    "expired",
    "nonce",
    "no nonce",
    "no subject",
    "long subject",
    "key",
    "signed with its own secret",
    "not signed",
    "no ID token",
    "no JSON",
    "profile of somebody else",
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_not_right_opens_nothing(client, sign_on, wrong):
    UserFactory(email=ANA)
    response = sign_on(wrong=wrong)
    assert response.status_code == 401
    assert "Signing in with Acme did not work" in sentence(response)
    assert nothing_has_changed(client, users=1)


def test_a_code_for_another_verifier_opens_nothing(client, sign_on):
    def forget_the_verifier():
        session = client.session
        for state, *_ in session["socialaccount_states"].values():
            state["pkce_code_verifier"] = "another" * 8
        session.save()

    UserFactory(email=ANA)
    assert sign_on(meanwhile=forget_the_verifier).status_code == 401
    assert nothing_has_changed(client, users=1)


def test_another_state_opens_nothing(client, sign_on):
    UserFactory(email=ANA)
    assert sign_on(meanwhile=client.session.flush).status_code in {302, 401}
    assert nothing_has_changed(client, users=1)


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?code=x&state=y", "?state=y", "?error=server_error&state=y", "?state=" + "z" * 5000]
)
def test_an_answer_that_was_never_asked_for_opens_nothing(client, query):
    response = client.get(f"/account/sign-on/return/{query}")
    assert response.status_code == 401
    assert "did not work" in sentence(response)


def test_an_answer_counts_once(client, sign_on):
    UserFactory(email=ANA)
    response = sign_on()
    client.logout()
    assert client.get(response.wsgi_request.get_full_path()).status_code == 401
    assert who(client) is None


def test_a_provider_that_calls_itself_something_else_is_not_trusted(client, settings, provider):
    settings.OIDC_ISSUER = provider.replace("localhost", "127.0.0.1")
    assert client.post("/account/sign-on/").status_code == 401


def test_a_provider_that_does_not_answer_is_no_mistake_of_the_visitor(client, settings):
    settings.OIDC_ISSUER = "http://localhost:9"
    response = client.post("/account/sign-on/")
    assert response.status_code == 401
    assert "did not work" in sentence(response)


def test_who_changes_their_mind_is_not_signed_in(client, sign_on):
    response = sign_on(wrong="changed their mind")
    assert response["Location"] == "/account/sign-on/cancelled/"
    assert "would rather not" in sentence(client.get(response["Location"]))


# --- Around it --------------------------------------------------------------------------------------------------


def test_what_is_asked_for_is_protected_by_state_nonce_and_pkce(client):
    there = urlsplit(client.post("/account/sign-on/")["Location"])
    asked = parse_qs(there.query)
    assert asked.keys() >= {"state", "nonce", "code_challenge"}
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/account/sign-on/return/"]
    assert SECRET not in there.query


def test_neither_tokens_nor_more_than_the_address_is_kept(sign_on):
    UserFactory(email=ANA)
    sign_on()
    assert not SocialToken.objects.exists()
    assert SocialAccount.objects.get().extra_data == {"email": ANA}


def test_a_second_factor_is_asked_for_here_as_well(client, sign_on):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(UserFactory(email=ANA), generate_totp_secret())
    assert sign_on()["Location"] == "/account/code/"
    assert who(client) is None


def test_the_sign_in_page_offers_it(client):
    page = client.get("/account/sign-in/?next=/skills/").content.decode()
    assert "Sign in with Acme" in page
    assert "I have forgotten my password" in page


def test_without_the_settings_there_is_no_company_sign_on(client, settings):
    settings.OIDC_ISSUER = ""
    settings.OIDC_NAME = ""
    assert "sign-on" not in client.get("/account/sign-in/").content.decode()
    assert client.post("/account/sign-on/").status_code == 404
    assert client.get("/account/sign-on/return/?code=x&state=y").status_code == 404
    assert client.get("/account/sign-on/cancelled/").status_code == 404


def test_looking_at_the_way_there_begins_nothing(client):
    assert client.get("/account/sign-on/").status_code == 405


def test_with_oidc_only_there_are_no_passwords(client, settings):
    settings.OIDC_ONLY = True
    User.objects.create_user(ANA, "correct horse battery")
    page = client.get("/account/sign-in/").content.decode()
    assert "Sign in with Acme" in page
    assert "Password" not in page
    entered = {"login": ANA, "password": "correct horse battery"}
    assert client.post("/account/sign-in/", entered).status_code == 403
    for path in ("password/reset/", "password/reset/key/1-x-y/", "passkeys/sign-in/"):
        assert client.get(f"/account/{path}").status_code == 404
    assert who(client) is None
