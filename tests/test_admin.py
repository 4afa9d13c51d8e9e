"""Django’s own pages of the admin: that they open, what they list and name, and what they keep to themselves.

What each group may do with rows of every model stands in test_desk_rights.py, our own pages in test_every_desk_url.py.
"""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from paths.shared.admin import HistoryAdmin
from tests import factories
from tests.visitors import GROUPS, browser_of

pytestmark = pytest.mark.django_db
PAGES = sorted(admin.site._registry, key=lambda model: model._meta.model_name)

# What each group may list; a model that is not named is closed to it.
MAY_LIST = {
    "hr_editor": {"jobfamily", "role", "skill", "edition"},
    "hr_publisher": {"jobfamily", "role", "skill", "edition"},
    "compensation": {"salaryband", "payexception"},
    "hr_partner": {"employee", "cycle", "criterion", "promotionrule"},
}


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def row_of(model):
    """A row of any registered model, from its factory."""
    by_model = {factory._meta.model: factory for factory in vars(factories).values() if hasattr(factory, "_meta")}
    return by_model[model]() if model in by_model else model.objects.create(name="x")


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.model_name)
def test_an_administrator_opens_every_page(model):
    row, client = row_of(model), browser_of("administrator")
    for path in (
        address(model, "changelist"),
        address(model, "changelist") + "?q=x",
        address(model, "change", row.pk),
        address(model, "history", row.pk),
    ):
        assert client.get(path, follow=True).status_code == 200, path
    request, pages = client.get("/healthz").wsgi_request, admin.site._registry[model]
    add, delete = client.get(address(model, "add")), client.get(address(model, "delete", row.pk))
    assert add.status_code == (200 if pages.has_add_permission(request) else 403)
    assert delete.status_code == (200 if pages.has_delete_permission(request, row) else 403)


@pytest.mark.parametrize("visitor", GROUPS)
def test_each_group_lists_only_what_is_theirs(visitor):
    client = browser_of(visitor)
    listed = {model._meta.model_name for model in PAGES if client.get(address(model, "changelist")).status_code == 200}
    assert listed == MAY_LIST[visitor]


@pytest.mark.parametrize("visitor", GROUPS)
def test_the_index_names_only_what_is_theirs(visitor):
    page = browser_of(visitor).get(reverse("admin:index")).content.decode()
    named = {model._meta.model_name for model in PAGES if address(model, "changelist") in page}
    assert named == MAY_LIST[visitor]


@pytest.mark.parametrize("visitor", ["hr_editor", "hr_publisher", "hr_partner"])
def test_pay_is_in_no_admin_page_of_those_who_may_not_see_it(visitor):
    profile = factories.LevelProfileFactory()
    factories.EmployeeFactory(level=profile.level)
    factories.SalaryBandFactory(level=profile.level, minimum=51_234, maximum=61_234)
    client = browser_of(visitor)
    for model in PAGES:
        pages = [address(model, "changelist"), *(address(model, "change", row.pk) for row in model.objects.all()[:3])]
        for path in pages:
            body = client.get(path).content.decode()
            assert "51234" not in body, path
            assert "51,234" not in body, path


def test_what_is_published_is_to_be_looked_at_only():
    edition = factories.EditionFactory()
    client = browser_of("administrator")
    for page in ("change", "delete"):
        response = client.post(address(type(edition), page, edition.pk), {"overview": "changed", "post": "yes"})
        assert response.status_code == 403
    assert client.get(address(type(edition), "add")).status_code == 403


def test_strangers_are_sent_to_our_own_sign_in_page(client):
    first = client.get("/admin/", follow=True)
    assert first.redirect_chain[-1][0].startswith("/account/sign-in/")


def test_people_without_the_right_are_told_so():
    assert browser_of("employee").get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("visitor", GROUPS)
def test_an_autocomplete_offers_only_what_one_may_look_at(visitor):
    client, asked = browser_of(visitor), 0
    for model, pages in admin.site._registry.items():
        for name in pages.autocomplete_fields:
            source = model._meta.get_field(name)
            found = client.get(
                reverse("admin:autocomplete"),
                {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": name},
            )
            may = source.related_model._meta.model_name in MAY_LIST[visitor]
            assert found.status_code == (200 if may else 403), (model, name)
            asked += 1
    assert asked


@pytest.mark.parametrize("visitor", GROUPS)
def test_a_history_is_read_by_those_who_may_look_at_the_row_and_changed_by_nobody(visitor):
    client = browser_of(visitor)
    for model in PAGES:
        row = row_of(model)
        path = address(model, "history", row.pk)
        may = model._meta.model_name in MAY_LIST[visitor]
        assert client.get(path, follow=True).status_code == (200 if may else 403), path
        if isinstance(admin.site._registry[model], HistoryAdmin):
            state = f"{path}{row.history.latest().pk}/"
            assert client.get(state, follow=True).status_code in (200, 403), state
            assert client.post(state, {"_save": "1"}).status_code in (403, 404), state


def test_a_group_is_looked_at_only_because_a_migration_makes_it():
    client = browser_of("administrator")
    group = Group.objects.get(name="HR editors")
    assert client.get(address(Group, "change", group.pk)).status_code == 200
    assert client.post(address(Group, "change", group.pk), {"name": "Other"}).status_code == 403
    assert client.get(address(Group, "add")).status_code == 403
