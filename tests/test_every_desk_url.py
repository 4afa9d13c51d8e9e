"""Every address of our own pages of the admin, as every kind of visitor. Django's own pages are in
test_desk_rights.py.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from paths.admin_urls import urlpatterns
from tests.factories import EditionFactory, EmployeeFactory, LevelProfileFactory, RoleFactory, UserFactory
from tests.visitors import VISITORS, browser_of

pytestmark = pytest.mark.django_db

# People in one group only, beside those that tests/visitors.py knows.
PUBLISHER_ONLY = "publisher_who_does_not_edit"
EVERYBODY = [*VISITORS, PUBLISHER_ONLY]
# Strangers sign in first; so do employees, who are then told that they may not (test_admin.py).
OUTSIDE = {"stranger": 302, "employee": 302}
CLOSED = dict.fromkeys(EVERYBODY, 403) | OUTSIDE


def only(*visitors: str, answer: int = 200) -> dict[str, int]:
    return CLOSED | dict.fromkeys([*visitors, "administrator"], answer)


EVERY_GROUP = dict.fromkeys(EVERYBODY, 200) | OUTSIDE
READERS = only("hr_editor", "hr_publisher", PUBLISHER_ONLY)
EDITORS = only("hr_editor", "hr_publisher")
EDITORS_BY_POST = only("hr_editor", "hr_publisher", answer=405)
PAY = only("compensation")
PEOPLE = only("hr_partner")

# name -> (what its address names, what each visitor gets). A new address fails until it is in here.
EXPECTED = {
    "guide": ([], EVERY_GROUP),
    "edition_open": (["role"], EDITORS_BY_POST),
    "edition_edit": (["draft"], READERS),
    "edition_review": (["draft"], READERS),
    "edition_history": (["draft"], READERS),
    "edition_discard": (["draft"], EDITORS),
    "edition_section": (["draft", "section"], EDITORS),
    "edition_download": (["draft", "form"], READERS),
    "level_edit": (["draft", "level"], EDITORS),
    "level_restore": (["draft", "profile"], EDITORS_BY_POST),
    "document_import": ([], EDITORS),
    "sheet_import": ([], EDITORS),
    "pay_raise": ([], PAY),
    "pay_import": ([], PAY),
    "pay_export": ([], PAY),
    "pay_preview": ([], PAY),
    "pay_role": (["slug"], PAY),
    "employee_import": ([], PEOPLE),
    "employee_export": ([], PEOPLE),
    "person_erase": (["employee"], PEOPLE),
}
WORDS = {"section": "roadmap", "form": "md", "slug": "baker"}
NOTHING = {"section": "nothing", "form": "nothing", "slug": "nothing"}


@pytest.fixture
def there():
    """What the addresses name: a published ladder and its draft, with one level in each, and somebody on it."""
    role = RoleFactory(name="Baker", slug="baker")
    profile = LevelProfileFactory(edition=EditionFactory(role=role), title="Senior Baker")
    draft = EditionFactory(draft=True, role=role)
    LevelProfileFactory(edition=draft, level=profile.level, title="Senior Baker")
    employee = EmployeeFactory(level=profile.level)
    named = {"role": role, "draft": draft, "level": profile.level, "profile": profile, "employee": employee}
    return {name: row.pk for name, row in named.items()} | WORDS


def browser(visitor: str) -> Client:
    if visitor != PUBLISHER_ONLY:
        return browser_of(visitor)
    user = UserFactory(is_staff=True)
    user.groups.set([Group.objects.get(name="HR publishers")])
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def address(name: str, there: dict[str, object]) -> str:
    return reverse(f"admin:{name}", args=[there[part] for part in EXPECTED[name][0]])


def wrong(visitor, there, wanted, method="get") -> dict[str, tuple[int, int]]:
    """name -> (wanted, got) where a visitor gets something else. `wanted` answers by name; None stands for anything."""
    client, found = browser(visitor), {}
    for name in EXPECTED:
        status = getattr(client, method)(address(name, there)).status_code
        if wanted(name) not in (None, status):
            found[name] = (wanted(name), status)
    return found


def test_every_address_is_in_the_table():
    assert {pattern.name for pattern in urlpatterns} == set(EXPECTED)


@pytest.mark.parametrize("visitor", EVERYBODY)
def test_each_visitor_gets_what_is_theirs(there, visitor):
    assert wrong(visitor, there, lambda name: EXPECTED[name][1][visitor]) == {}


@pytest.mark.parametrize("visitor", EVERYBODY)
def test_who_may_not_look_may_not_send_anything_either(there, visitor):
    def refused(name):
        wanted = EXPECTED[name][1][visitor]
        return wanted if wanted in (302, 403) else None

    assert wrong(visitor, there, refused, "post") == {}


@pytest.mark.parametrize("visitor", EVERYBODY)
def test_what_is_not_there_is_not_told_to_those_who_may_not_know(there, visitor):
    nowhere = dict.fromkeys(there, 0) | NOTHING

    def wanted(name):
        parts, expected = EXPECTED[name]
        return 404 if parts and expected[visitor] == 200 else expected[visitor]

    assert wrong(visitor, nowhere, wanted) == {}


def test_strangers_come_back_after_signing_in(there, client):
    for name in EXPECTED:
        path = address(name, there)
        assert client.get(path, follow=True).redirect_chain[-1][0] == f"{reverse('account_login')}?next={path}", name


@pytest.mark.parametrize("name", ["edition_edit", "edition_review"])
def test_who_publishes_and_does_not_edit_sends_no_changes(there, name):
    response = browser(PUBLISHER_ONLY).post(address(name, there), {"overview": "Other"})
    assert response.status_code == (403 if name == "edition_edit" else 422)
