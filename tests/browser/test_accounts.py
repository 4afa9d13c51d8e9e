"""Signing in with the company's account, with passkeys and with codes, as somebody at a screen does it."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.measures import cut_off
from tests.people.oidc_provider import CLIENT, SECRET, running_provider
from tests.running import running_site

ANA, LENA, DILEK = "ana.moreira@demo.example", "lena.brandt@demo.example", "dilek.kaya@demo.example"
PASSWORD = "correct horse battery"
SET_PASSWORDS = f"""
from django.contrib.auth.hashers import make_password
from paths.people.models import User
User.objects.update(password=make_password({PASSWORD!r}))
"""
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def provider():
    with running_provider() as issuer:
        yield issuer


@pytest.fixture(scope="module")
def company_site(provider):
    """The address of a site with company sign-on, where everybody has the same password too."""
    oidc = {"OIDC_ISSUER": provider, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET, "OIDC_NAME": "Acme"}
    with running_site(**oidc) as running:
        running.manage("shell", "-c", SET_PASSWORDS)
        yield running.url


@pytest.fixture
def open_company(open_page, company_site, provider):
    """Open a page of that site. Its way to the provider is no trouble."""
    yield lambda path, **options: open_page(path, at=company_site, alone=True, **options)
    open_page.trouble[:] = [trouble for trouble in open_page.trouble if not trouble.startswith(f"{provider}/")]


def sign_in(page, email, password=PASSWORD):
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def show_that_it_is_you(page):
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def with_a_device(page):
    """A page on a device that keeps passkeys, and whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def add_a_passkey(page, name="Laptop", alone=True):
    page.goto("/account/passkeys/add/")
    show_that_it_is_you(page)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Sign in with it alone").set_checked(alone)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def sign_out(page):
    page.goto("/account/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def is_signed_in(page, name):
    expect(page.get_by_label(f"your account: {name}")).to_be_visible()


# --- The company's account --------------------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_to_the_company_and_back(open_company, company_site, javascript):
    page = open_company("/account/sign-in/?next=/skills/", javascript=javascript)
    page.get_by_role("button", name="Sign in with Acme").click()
    expect(page.get_by_role("heading", name="Acme accounts")).to_be_visible()
    page.get_by_label("Subject").fill("ana")
    page.get_by_label("E-mail").fill(ANA)
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{company_site}/skills/")
    is_signed_in(page, "Ana Moreira")
    page.goto("/account/")
    expect(page.get_by_text(f"You sign in with {ANA}.")).to_be_visible()


@pytest.mark.parametrize(
    ("email", "wrong", "words"),
    [
        (DILEK, "nonce", "did not work"),
        (DILEK, "unverified", "without a verified e-mail address"),
        ("stranger@demo.example", "", "Ask HR to add you"),
        (DILEK, "changed their mind", "would rather not"),
    ],
)
def test_who_does_not_get_in_reads_why(open_company, open_page, axe, email, wrong, words):
    page = open_company("/account/sign-in/")
    page.get_by_role("button", name="Sign in with Acme").click()
    page.get_by_label("Subject").fill("somebody")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Wrong").fill(wrong)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(words)
    assert axe(page) == []
    # Chromium notes a page that answers 401 or 403.
    open_page.trouble[:] = [trouble for trouble in open_page.trouble if "status of 40" not in trouble]


# --- Passkeys and codes -----------------------------------------------------------------------------------------


def test_a_passkey_alone_signs_in(open_company):
    page = with_a_device(open_company("/account/sign-in/"))
    sign_in(page, LENA)
    add_a_passkey(page)
    page.goto("/account/")
    expect(page.locator(".keys")).to_contain_text("Laptop")
    sign_out(page)
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_signed_in(page, "Lena Brandt")


def test_a_passkey_as_the_second_step(open_company):
    page = with_a_device(open_company("/account/sign-in/"))
    sign_in(page, "paolo.conti@demo.example")
    add_a_passkey(page, alone=False)
    sign_out(page)
    sign_in(page, "paolo.conti@demo.example")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    is_signed_in(page, "Paolo Conti")


def test_a_passkey_that_is_not_there_is_said(open_company):
    page = open_company("/account/sign-in/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | {"isUserVerified": False}})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="That did not work")).to_be_visible()


def test_without_scripts_nothing_offers_passkeys(open_company):
    page = open_company("/account/sign-in/", javascript=False)
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    sign_in(page, DILEK)
    page.goto("/account/passkeys/add/")
    show_that_it_is_you(page)
    expect(page.get_by_role("button", name="Add the passkey")).to_be_hidden()
    expect(page.get_by_text("This browser cannot keep passkeys")).to_be_visible()


@pytest.mark.parametrize(
    ("javascript", "email"), [(True, "omar.haddad@demo.example"), (False, "ruth.adler@demo.example")]
)
def test_an_authenticator_app(open_company, javascript, email):
    page = open_company("/account/sign-in/", javascript=javascript)
    sign_in(page, email)
    page.goto("/account/authenticator-app/add/")
    show_that_it_is_you(page)
    picture, key = page.get_by_role("img", name="QR code"), page.locator("#totp-key").inner_text()
    expect(picture).to_be_visible()
    assert picture.evaluate("(picture) => picture.naturalWidth") > 100
    page.get_by_label("Code").fill(code_of(key))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    recovery = page.locator(".codes li").first.inner_text()
    sign_out(page)
    sign_in(page, email)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Admin")).to_be_visible()


def code_of(key):
    """What an app that knows the key shows now; a fresh one, if it would change while it is typed."""
    while int(time.time()) % 30 > 25:
        time.sleep(1)
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


# --- For everybody ----------------------------------------------------------------------------------------------


def test_every_page_of_ones_account_is_accessible_and_fits_on_a_phone(open_company, axe_by_day_and_night):
    page = with_a_device(open_company("/account/sign-in/"))
    sign_in(page, "admin@demo.example")
    add_a_passkey(page)
    key = page.goto("/account/") and page.get_by_role("link", name="Rename Laptop").get_attribute("href")
    paths = ["/account/", "/account/password/change/", "/account/authenticator-app/add/", "/account/passkeys/add/"]
    paths += ["/account/recovery-codes/", "/account/recovery-codes/new/", key, key.replace("rename", "remove")]
    paths += ["/account/reauthenticate/", "/account/reauthenticate/code/", "/account/reauthenticate/passkey/"]
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = axe_by_day_and_night(page)
        page.set_viewport_size(PHONE)
        found[path] += cut_off(page)
        page.set_viewport_size(DESK)
    assert {at: violations for at, violations in found.items() if violations} == {}


def test_who_tries_too_often_reads_when_to_try_again(open_company, open_page, axe):
    page = open_company("/account/sign-in/")
    for _ in range(6):
        sign_in(page, "nobody@demo.example", "wrong")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"Try again in \d+ minutes\."))
    assert axe(page) == []
    open_page.trouble[:] = [trouble for trouble in open_page.trouble if "status of 429" not in trouble]
