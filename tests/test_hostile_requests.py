"""No request breaks anything: every address, every query and every field, with values that no browser sends.

The same requests on every run: SEED decides. Another seed finds other things, as does a larger number of ROUNDS.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import get_resolver, reverse

from careersite.wsgi import application
from paths.shared.saving import stamp_of
from tests.growth.bakery import browser
from tests.hostile import BEYOND_64_BITS, HEADERS, IN_ADDRESSES, ODD_DIGITS, VALUES, Form, Page, filled, routes, slots
from tests.hostile_site import Site, hostile_site

pytestmark = pytest.mark.django_db

SEED = int(os.environ.get("HOSTILE_SEED", "1"))
ROUNDS = int(os.environ.get("HOSTILE_ROUNDS", "1"))
# Who asks, and what their addresses begin with. What only sends them away is walked as a stranger.
VISITORS = {
    "stranger": re.compile("/"),
    "employee": re.compile("/(?!admin/)"),
    "manager": re.compile("/(growth|team|promotions)/"),
    "administrator": re.compile("/(admin|promotions)/"),
}
OURS = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"}
OURS |= {"X-Frame-Options"}
REFUSED = {400, 403, 404, 405, 413, 429}
# What signing in and out writes is nobody's words.
WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(?!django_|cache)')
# A NUL in an address is refused before anything else is looked at.
IN_QUERIES = [value for value in VALUES if "\0" not in value]
NUMBERS = ["", "🥐", *BEYOND_64_BITS, *ODD_DIGITS]
# Every name that the code looks for in the query of an address, and some that only Django's admin knows.
GET = re.compile(r'GET\.get(?:list)?\(\s*"(\w+)"')
PATHS = Path(apps.get_app_config("paths").path)
ASKED = sorted({name for file in PATHS.rglob("*.py") for name in GET.findall(file.read_text())})
LOOKUPS = ["p", "o", "e", "all", "q", "_to_field", "_changelist_filters", "id__in", "id__exact", "id__gt", "id__range"]
LOOKUPS += ["pk__in", "id", "is_active__exact", "family__id__exact", "level__role__id__exact", "location", "state"]
LOOKUPS += ["effective_on__year", "effective_on__month", "effective_on__day", "groups__id__exact", "role__id__in"]


class Asking:
    """Somebody's browser. What a request has changed is taken back after it, so that each meets the same site."""

    def __init__(self, who: Any) -> None:
        self.client = browser(who)
        self.cookies = self.client.cookies.output(header="", sep="; ")
        self.before = rows()
        self.wrong: dict[str, str] = {}

    def __call__(self, method: str, path: str, data: Any = None, **more: Any) -> HttpResponse:
        self.client.cookies = SimpleCookie(self.cookies)
        wrote: list[str] = []

        def watch(execute: Callable[..., Any], sql: str, *about: Any) -> Any:
            if WRITES.match(sql):
                wrote.append(sql[:80])
            return execute(sql, *about)

        with noting_errors() as raised, transaction.atomic(), connection.execute_wrapper(watch):
            response = getattr(self.client, method)(path, data, **more)
            if not raised:
                raised = self.half_written(response, wrote)
            transaction.set_rollback(True)
        if response.status_code >= 500 or raised:
            self.note(f"{response.status_code} {raised}", method, path, data, more)
        if missing := OURS - set(response.headers):
            self.note(f"{response.status_code} without {sorted(missing)}", method, path, data, more)
        return response

    def half_written(self, response: HttpResponse, wrote: list[str]) -> list[str]:
        return wrote[:1] if response.status_code in REFUSED and wrote and rows() != self.before else []

    def note(self, what: str, *request: Any) -> None:
        self.wrong.setdefault(what, " ".join(str(part)[:300] for part in request))


class noting_errors:  # noqa: N801
    """What was raised that nobody expected: the kind of error, and where."""

    def __enter__(self) -> list[str]:
        self.found: list[str] = []
        got_request_exception.connect(self.note)
        return self.found

    def __exit__(self, *_about: object) -> None:
        got_request_exception.disconnect(self.note)

    def note(self, **_about: Any) -> None:
        kind, _error, trace = sys.exc_info()
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = trace and trace.tb_frame.f_code.co_filename.rpartition("site-packages/")[2]
        self.found.append(f"{kind and kind.__name__} in {where}:{trace and trace.tb_lineno}")


def rows() -> str:
    """A text that stands for every row of ours."""
    return stamp_of(*(model._base_manager.order_by("pk") for model in apps.get_app_config("paths").get_models()))


def ask_every_address(ask: Asking, site: Site, begins: re.Pattern[str], random: Random) -> Iterator[Form]:
    """Every address as it should be, then with each of its slots spoilt. Yields the forms of all pages."""
    for route in filter(begins.match, sorted(set(routes(get_resolver().url_patterns)))):
        right = [site.value(route, slot) for slot in slots(route)]
        path, names = filled(route, right), LOOKUPS if route.startswith("/admin/") else ASKED
        answer = ask("get", path)
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            yield from Page(path, answer.content.decode()).forms
        for _round in range(ROUNDS):
            for number in range(len(right)):
                spoilt = [*right[:number], random.choice(IN_ADDRESSES), *right[number + 1 :]]
                ask(random.choice(["get", "get", "post"]), filled(route, spoilt))
            if answer.status_code == 200:
                ask("get", path, {name: random.choice(IN_QUERIES) for name in names})
            ask("post", path, {name: random.choice(VALUES) for name in ASKED})


def ask_every_form(ask: Asking, forms: Iterator[Form], random: Random) -> None:
    """Each form once with all of its fields spoilt, and once with one of them."""
    for form in {form.key: form for form in forms}.values():
        values = VALUES if form.method == "post" else IN_QUERIES
        for _round in range(ROUNDS):
            ask(form.method, form.action, {name: random.choice(values) for name in form.fields})
            one = random.choice(sorted(form.fields) or [""])
            ask(form.method, form.action, {**form.fields, one: random.choice(values)})


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    # Requests are made as our servers make them.
    monkeypatch.setattr("django.test.client.WSGIRequest", application.request_class)
    return hostile_site()


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_request_breaks_anything_or_is_half_done(site, visitor):
    ask, random = Asking(site.people[visitor]), Random(f"{SEED} {visitor}")
    ask_every_form(ask, ask_every_address(ask, site, VISITORS[visitor], random), random)
    for headers in HEADERS:
        ask(
            random.choice(["get", "post"]), reverse(random.choice(["home", "account_login", "growth"])), headers=headers
        )
    assert ask.wrong == {}


def test_no_filter_of_a_list_breaks_it(site):
    ask, row = Asking(site.people["administrator"]), site.row_at("/admin/paths/role/")
    for lookup in ("id__in", "id__range", "name__regex", "family__id__exact", "family__id__in", "o", "p", "_to_field"):
        for value in ("", "²", "1,²", "1,2,3", "(", str(2**63), f"1,{2**64}", "9" * 4301):
            ask("get", reverse("admin:paths_role_changelist"), {lookup: value})
    for year in ("9999999999", "0", "²"):
        ask("get", reverse("admin:paths_salaryband_changelist"), {"effective_on__year": year})
    for page in ("change", "delete"):
        ask("get", reverse(f"admin:paths_role_{page}", args=[row]), {"_to_field": ""})
    assert ask.wrong == {}


def test_no_number_of_a_row_breaks_what_reads_it_or_shows_it_again(site):
    ask, administrator = Asking(site.people["administrator"]), site.people["administrator"]
    level = {"levels-TOTAL_FORMS": "1", "levels-INITIAL_FORMS": "1", "levels-0-title": "Baker", "add": "levels"}
    for value in NUMBERS:
        edition = reverse("admin:edition_edit", args=[site.known["edition_id"]])
        ask("post", edition, {**level, "levels-0-known_as": value})
        ask("post", reverse("admin:paths_employee_add"), {"manager": value, "user": value, "level": value})
        user = reverse("admin:paths_user_change", args=[administrator.pk])
        ask("post", user, {"groups": [value], "user_permissions": [value]})
        ask("post", reverse("admin:paths_role_changelist"), {"action": "delete_selected", "_selected_action": value})
        ask("post", reverse("admin:edition_open", args=[site.known["role_id"]]), {"like": value})
        ask("get", reverse("admin:pay_preview"), {"who": "somebody", "level": value})
    assert ask.wrong == {}


def test_no_number_of_a_row_breaks_what_employees_read(site):
    ask, case = Asking(site.people["manager"]), site.rows["/promotions/"]
    for value in NUMBERS:
        ask("post", reverse("case_comment", args=[case]), {"item": value, "text": "Rye"})
        ask("get", reverse("team"), {"of": value})
        ask("get", reverse("case_open"), {"for": value})
    assert ask.wrong == {}


@pytest.mark.parametrize("name", ["mfa_login_webauthn", "account_login", "account_reset_password"])
def test_no_value_breaks_what_strangers_may_send(site, name):
    ask = Asking(None)
    for value in VALUES:
        ask("post", reverse(name), {"credential": value, "login": value, "email": value, "password": value})
    assert ask.wrong == {}
