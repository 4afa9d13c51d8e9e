"""Every address of the admin that Django or another library brings along, as every kind of visitor.

Those of allauth are in test_every_url.py; what each group may do on the pages of a model is in test_desk_rights.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth import get_user
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, reverse
from django.utils.timezone import now

from paths.admin_urls import urlpatterns as our_own
from paths.ladders.models import Role
from paths.shared.admin import HistoryAdmin
from tests.factories import EditionFactory, RoleFactory
from tests.test_every_desk_url import EXPECTED as OUR_OWN
from tests.visitors import VISITORS, browser_of

pytestmark = pytest.mark.django_db

OUTSIDE = {"stranger": 302, "employee": 302}
STAFF = dict.fromkeys(VISITORS, 200) | OUTSIDE
SENT_ON = dict.fromkeys(VISITORS, 302)
NOTHING = dict.fromkeys(VISITORS, 404) | OUTSIDE
# Of the admin's own: route -> (an address there, what each visitor gets). A new one fails until it is in here.
OF_THE_SITE = {
    "": ("", STAFF),
    "login/": ("login/", SENT_ON | {"employee": 403}),
    "logout/": ("logout/", dict.fromkeys(VISITORS, 405) | OUTSIDE),
    "autocomplete/": ("autocomplete/", dict.fromkeys(VISITORS, 403) | OUTSIDE),
    "jsi18n/": ("jsi18n/", STAFF),
    "^(?P<app_label>paths|auth|mfa|socialaccount)/$": ("paths/", SENT_ON),
    "(?P<url>.*)$": ("nothing/at/all/", NOTHING),
}
# Of every model: what its own address is followed by.
OF_A_MODEL = {"", "add/", "<path:object_id>/change/", "<path:object_id>/delete/", "<path:object_id>/history/"}
OF_A_MODEL |= {"deleted/", "^([^/]+)/history/([^/]+)/$"}
# These only lead on to the form of a row, whether or not there is one.
LEADS_ON = "<path:object_id>/"
OF_ONE_MODEL = {"paths/user/<id>/password/"}


def routes(urls: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str | None]]:
    for url in urls:
        route = before + str(url.pattern)
        if isinstance(url, URLPattern):
            yield route, url.name
        else:
            yield from routes(url.url_patterns, route)


def test_every_address_of_the_admin_is_in_a_table():
    models = [f"{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry]
    of_models = {f"{model}{route}" for model in models for route in OF_A_MODEL | {LEADS_ON}}
    brought = set(routes(admin.site.get_urls())) - set(routes(our_own))
    assert {route for route, _name in brought} - of_models == OF_THE_SITE.keys() | OF_ONE_MODEL
    assert {name for _route, name in routes(our_own)} == OUR_OWN.keys()


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_gets_what_is_theirs(visitor):
    client, index = browser_of(visitor), reverse("admin:index")
    found = {route: client.get(index + address).status_code for route, (address, _wanted) in OF_THE_SITE.items()}
    assert found == {route: wanted[visitor] for route, (_address, wanted) in OF_THE_SITE.items()}


@pytest.mark.parametrize("visitor", VISITORS)
def test_the_short_address_of_a_row_tells_nobody_whether_there_is_one(visitor):
    client, row = browser_of(visitor), RoleFactory()
    for model in admin.site._registry:
        there = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for pk in (row.pk, row.pk + 1000):
            answer = client.get(f"{there}{pk}/")
            # Strangers sign in first; the form that others are led to asks for the right itself.
            assert answer.status_code == 302
            leads_to = f"?next={there}{pk}/" if visitor in OUTSIDE else f"{there}{pk}/change/"
            assert answer["Location"].endswith(leads_to)


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_address_tells_which_roles_only_a_draft_names(visitor):
    role, of_roles = EditionFactory(draft=True).role, ContentType.objects.get_for_model(Role).pk
    answer = browser_of(visitor).get(f"{reverse('admin:index')}r/{of_roles}/{role.pk}/")
    assert answer.status_code == NOTHING[visitor]
    assert role.slug not in answer.headers.get("Location", "")


def test_the_form_of_a_role_still_leads_to_its_page():
    role = EditionFactory(published_at=now()).role
    page = browser_of("hr_editor").get(reverse("admin:paths_role_change", args=[role.pk])).content.decode()
    assert f'href="{role.get_absolute_url()}" class="viewsitelink"' in page


@pytest.mark.parametrize("visitor", ["hr_editor", "hr_publisher", "compensation", "hr_partner"])
def test_who_may_not_look_at_rows_of_a_model_is_told_so_before_anything_is_looked_up(visitor):
    client, perms, told = browser_of(visitor), ("view", "add", "change", "delete"), {}
    user = get_user(client)
    for model in admin.site._registry:
        label = f"{model._meta.app_label}.{{}}_{model._meta.model_name}"
        if any(user.has_perm(label.format(perm)) for perm in perms):
            continue
        there = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        pages = ["change/", "delete/", "history/"]
        pages += ["history/1/"] if isinstance(admin.site._registry[model], HistoryAdmin) else []
        for path in (f"{there}{pk}/{page}" for page in pages for pk in (0, 1, 2**63, "²")):
            told |= {client.get(path).status_code: path, client.post(path).status_code: path}
    assert told.keys() == {403}, told
