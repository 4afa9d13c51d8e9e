"""What each group may do on every page of the admin, in one table, and that the README says the same."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from paths.shared.admin import GoneRows, HistoryAdmin
from tests import factories
from tests.test_admin import PAGES, address, row_of
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
README = Path(__file__).resolve().parents[1] / "README.md"

ALL = "view add change delete"
WRITE = "view add change"
# Group -> model -> what its members may do with rows of it. What is not named is closed to them.
MAY: dict[str, dict[str, str]] = {
    "HR editors": {"jobfamily": WRITE, "role": WRITE, "skill": WRITE, "edition": "view"},
    "HR publishers": {"jobfamily": "view", "role": "view", "skill": "view", "edition": "view"},
    "Compensation": {"salaryband": ALL, "payexception": ALL},
    "HR partners": {"employee": WRITE, "cycle": ALL, "criterion": ALL, "promotionrule": "view change"},
    # Some things nobody does here, whoever they are: what is published stays, people are erased on a page of its own.
    "administrators": {
        "jobfamily": ALL,
        "role": ALL,
        "skill": ALL,
        "edition": "view",
        "salaryband": ALL,
        "payexception": ALL,
        "user": ALL,
        "group": "view",
        "employee": WRITE,
        "cycle": ALL,
        "criterion": ALL,
        "promotionrule": "view change",
        "authenticator": "view delete",
        "socialaccount": "view delete",
    },
    "nobody": {},
}
# What the README's table says each group may do, and the rights that takes.
SAID: dict[str, dict[str, set[str]]] = {
    "HR editors": {
        "edit job families, roles and skills": {
            f"{verb}_{noun}" for verb in ("view", "add", "change") for noun in ("jobfamily", "role", "skill")
        },
        "write drafts, import them": {"change_edition"},
        "see them on the site": {"view_edition"},
    },
    "HR publishers": {
        "look at everything a ladder says": {"view_jobfamily", "view_role", "view_skill", "view_edition"},
        "review drafts and publish them": {"publish_edition"},
    },
    "Compensation": {
        "look after salary bands": {"view_salaryband", "change_salaryband"},
        "add, raise, import and export bands": {"add_salaryband"},
        "delete those of the future": {"delete_salaryband"},
        "make exceptions for job families": {f"{verb}_payexception" for verb in ("view", "add", "change", "delete")},
    },
    "HR partners": {
        "look after people": {"view_employee", "add_employee", "change_employee"},
        "erasing a person": {"erase_employee"},
        "promotion cycles": {f"{verb}_cycle" for verb in ("view", "add", "change", "delete")},
        "the company’s criteria": {f"{verb}_criterion" for verb in ("view", "add", "change", "delete")},
        "decisions on cases": {"view_promotionrule", "change_promotionrule"},
    },
}


def member_of(group: str) -> Client:
    """A client of somebody who is in that group and in no other."""
    if group == "administrators":
        return browser_of("administrator")
    user = factories.UserFactory(is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def rows():
    """Model -> a row of it that whoever has the right may change and delete."""
    made = {model: row_of(model) for model in PAGES}
    soon = timezone.localdate() + datetime.timedelta(days=9)
    for row in (
        factories.SalaryBandFactory(effective_on=soon),
        factories.JobFamilyFactory(name="Empty", slug="empty"),
    ):
        made[type(row)] = row
    return made


def asked(model, row, may):
    """Every page about a row: (what is asked, method, address, what is sent, whether they may)."""
    pages = admin.site._registry[model]
    changelist, change = address(model, "changelist"), address(model, "change", row.pk)
    delete, history = address(model, "delete", row.pk), address(model, "history", row.pk)
    yield "list", "get", changelist, {}, "view" in may
    yield "add", "get", address(model, "add"), {}, "add" in may
    yield "send new", "post", address(model, "add"), {}, "add" in may
    yield "look", "get", change, {}, "view" in may
    yield "send changes", "post", change, {}, "change" in may
    yield "history", "get", history, {}, "view" in may
    if isinstance(pages, HistoryAdmin):
        state = f"{history}{row.history.latest().pk}/"
        yield "old state", "get", state, {}, "view" in may
        yield "put old state back", "post", state, {"_save": "1"}, False
    if isinstance(pages, GoneRows):
        yield "deleted", "get", address(model, "deleted"), {}, "view" in may
    for name in pages.autocomplete_fields:
        source = model._meta.get_field(name)
        at = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": name}
        if source.related_model is model:
            yield f"complete {name}", "get", reverse("admin:autocomplete"), at, "view" in may
    if model._meta.model_name == "user":
        password = reverse("admin:auth_user_password_change", args=[row.pk])
        yield "password", "get", password, {}, "change" in may
        yield "send password", "post", password, {}, "change" in may
    yield "ask to delete", "get", delete, {}, "delete" in may
    yield "delete", "post", delete, {"post": "yes"}, "delete" in may


@pytest.mark.parametrize("group", MAY)
def test_each_group_does_on_every_page_of_every_model_what_the_table_says(group):
    client, wrong, there = member_of(group), [], rows()
    assert {model._meta.model_name for model in there} >= MAY[group].keys()
    for model, row in there.items():
        may = MAY[group].get(model._meta.model_name, "").split()
        for what, method, path, sent, wanted in asked(model, row, may):
            answer = getattr(client, method)(path, sent).status_code
            if (answer != 403) is not wanted or answer not in (200, 302, 403):
                wrong.append((model._meta.model_name, what, answer))
        if model._base_manager.filter(pk=row.pk).exists() is ("delete" in may):
            wrong.append((model._meta.model_name, "is gone", "delete" not in may))
    assert wrong == []


@pytest.mark.parametrize("group", MAY)
def test_nobody_deletes_several_at_once_what_they_may_not_delete_one_by_one(group):
    client, gone = member_of(group), []
    for model, row in rows().items():
        if "delete" in MAY[group].get(model._meta.model_name, ""):
            continue
        several = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        client.post(address(model, "changelist"), several)
        if not model._base_manager.filter(pk=row.pk).exists():
            gone.append(model._meta.model_name)
    assert gone == []


def test_every_group_is_in_the_tables():
    assert set(Group.objects.values_list("name", flat=True)) == set(SAID) == set(MAY) - {"administrators", "nobody"}


@pytest.mark.parametrize("group", SAID)
def test_a_group_has_exactly_the_rights_that_the_readme_names(group):
    row = next(line for line in README.read_text().splitlines() if line.startswith(f"| {group} |"))
    assert [words for words in SAID[group] if words not in row] == []
    rights = Permission.objects.filter(group__name=group).values_list("content_type__app_label", "codename")
    assert set(rights) == {("paths", right) for rights in SAID[group].values() for right in rights}
