"""Every address of the site, as every kind of visitor."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from paths.growth.urls import urlpatterns as papers
from paths.promotions.urls import urlpatterns as cases
from tests.factories import EditionFactory, LevelProfileFactory, RoleFactory, SkillFactory
from tests.visitors import VISITORS, browser_of

pytestmark = pytest.mark.django_db

OPEN = dict.fromkeys(VISITORS, 200)
LADDER = {"closed": OPEN | {"stranger": 302}, "public": OPEN}
NOTHING_NAMED = {"closed": dict.fromkeys(VISITORS, 400) | {"stranger": 302}, "public": dict.fromkeys(VISITORS, 400)}
SIGNED_IN = OPEN | {"stranger": 302}
FOR_STRANGERS = dict.fromkeys(VISITORS, 302) | {"stranger": 200}
STAFF = OPEN | {"stranger": 302, "employee": 302}
GONE = dict.fromkeys(VISITORS, 404)
# Papers have tables of their own, with everybody around a paper: tests/growth/test_every_paper.py,
# tests/promotions/test_every_case_url.py.
ELSEWHERE = {pattern.name for pattern in [*papers, *cases]}
# People show again that it is they before they change how they sign in.
AWAY = dict.fromkeys(VISITORS, 302)
# The baker has no draft: who may see drafts is told that there is none, others that they may not.
DRAFT = dict.fromkeys(VISITORS, 403) | {"stranger": 302, "hr_editor": 404, "hr_publisher": 404, "administrator": 404}

# name -> (arguments, what each visitor gets). A new address fails until it is in here.
EXPECTED = {
    "home": ([], LADDER),
    "role": (["baker"], LADDER),
    "level": (["baker", "senior"], LADDER),
    "role_interview": (["baker"], LADDER),
    "role_portfolio": (["baker"], LADDER),
    "role_print": (["baker"], LADDER),
    "role_markdown": (["baker"], LADDER),
    "role_json": (["baker"], LADDER),
    "level_advert": (["baker", "senior"], LADDER),
    "role_changes": (["baker"], LADDER),
    "role_change": (["baker", "1.0"], {"closed": dict.fromkeys(VISITORS, 404) | {"stranger": 302}, "public": GONE}),
    "role_edition": (["baker", "1.0"], LADDER),
    "role_edition_level": (["baker", "1.0", "senior"], LADDER),
    "role_draft": (["baker"], DRAFT),
    "role_draft_level": (["baker", "senior"], DRAFT),
    "changes_feed": ([], LADDER),
    "pay_progression": (["baker", "senior"], LADDER),
    "family": (["engineering"], LADDER),
    "compare": ([], LADDER),
    "compare_markdown": ([], NOTHING_NAMED),
    "compare_json": ([], NOTHING_NAMED),
    "skill_list": ([], LADDER),
    "skill": (["bread"], LADDER),
    "search": ([], LADDER),
    "healthz": ([], OPEN),
    "readyz": ([], OPEN),
    "sign_in_as": ([], dict.fromkeys(VISITORS, 404)),
    "account": ([], SIGNED_IN),
    "mfa_index": ([], SIGNED_IN),
    "mfa_list_webauthn": ([], SIGNED_IN),
    "mfa_authenticate": ([], AWAY),
    "mfa_reauthenticate": ([], AWAY),
    "mfa_reauthenticate_webauthn": ([], AWAY),
    "mfa_activate_totp": ([], AWAY),
    "mfa_deactivate_totp": ([], GONE | {"stranger": 302}),
    "mfa_view_recovery_codes": ([], GONE | {"stranger": 302}),
    "mfa_generate_recovery_codes": ([], AWAY),
    "mfa_download_recovery_codes": ([], GONE | {"stranger": 302}),
    "mfa_add_webauthn": ([], AWAY),
    "mfa_login_webauthn": ([], AWAY),
    "mfa_edit_webauthn": ([1], AWAY),
    "mfa_remove_webauthn": ([1], AWAY),
    "sign_on": ([], dict.fromkeys(VISITORS, 405)),
    "sign_on_return": ([], GONE),
    "socialaccount_login_cancelled": ([], GONE),
    "account_login": ([], FOR_STRANGERS),
    "account_logout": ([], OPEN | {"stranger": 302}),
    "account_inactive": ([], OPEN),
    "account_signup": ([], FOR_STRANGERS),
    "account_reauthenticate": ([], SIGNED_IN),
    "account_change_password": ([], SIGNED_IN),
    "account_set_password": ([], dict.fromkeys(VISITORS, 302)),
    "account_reset_password": ([], OPEN),
    "account_reset_password_done": ([], OPEN),
    "account_reset_password_from_key": (["1", "x-y"], OPEN),
    "account_reset_password_from_key_done": ([], OPEN),
    "admin:index": ([], STAFF),
}


@pytest.fixture
def baker():
    """A published ladder."""
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    LevelProfileFactory(edition=edition, level__slug="senior", title="Senior Baker")
    SkillFactory(name="Bread", slug="bread")


def names(resolver: URLResolver, prefix: str = "") -> set[str]:
    found = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{prefix}{pattern.name}")
        elif pattern.namespace != "admin":
            found |= names(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
    return found


def test_every_address_is_in_the_table():
    assert names(get_resolver()) - ELSEWHERE == {name for name in EXPECTED if not name.startswith("admin:")}


@pytest.mark.parametrize("openness", ["closed", "public"])
@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_gets_what_is_theirs(settings, baker, visitor, openness):
    settings.LADDERS_PUBLIC = openness == "public"
    client = browser_of(visitor)
    for name, (arguments, expected) in EXPECTED.items():
        response = client.get(reverse(name, args=arguments))
        wanted = expected.get(openness, expected)[visitor]
        assert response.status_code == wanted, (name, visitor, response.status_code)


@pytest.mark.parametrize("name", ["home", "role", "level", "account_change_password"])
def test_a_stranger_who_asks_for_a_fragment_is_sent_to_the_whole_sign_in_page(baker, client, name):
    response = client.get(reverse(name, args=EXPECTED[name][0]), headers={"HX-Request": "true"})
    assert response["HX-Redirect"].startswith("/account/sign-in/")
    assert not response.content


@pytest.mark.parametrize("path", ["/nothing", "/roles/nothing/", "/roles/baker/nothing/", "/roles/%F0%9F%A5%90/"])
def test_what_is_not_there_is_a_friendly_404(settings, baker, client, path):
    settings.LADDERS_PUBLIC = True
    response = client.get(path)
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()
