"""What was deleted can still be found, with its history, by those who may list what is left."""

import datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from paths.ladders.drafting import LevelRow, save_ladder, stamp_of_ladder
from paths.ladders.drafts import open_draft
from paths.ladders.models import Edition
from paths.pay.keeping import drop_band
from paths.pay.models import SalaryBand
from paths.shared.admin import GoneRows
from tests.browse.bakery import ladder, words
from tests.factories import JobFamilyFactory, PayExceptionFactory, RoleFactory, SalaryBandFactory, UserFactory
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
WITH_LIST = [model for model, pages in admin.site._registry.items() if isinstance(pages, GoneRows)]


def address(model, page, *arguments):
    return reverse(f"admin:paths_{model}_{page}", args=arguments)


@pytest.fixture
def planned():
    senior = ladder("Baker", "junior", "senior")[1].level
    day = timezone.localdate() + datetime.timedelta(days=9)
    return SalaryBandFactory(level=senior, location="Berlin", effective_on=day, minimum=51_234)


def test_a_planned_band_that_was_taken_back_is_listed_with_the_way_to_its_history(planned):
    compensation, number = browser_of("compensation"), planned.pk
    drop_band(band=planned, by=UserFactory(name="Lena"))
    assert (
        f'href="{address("salaryband", "deleted")}"'
        in compensation.get(address("salaryband", "changelist")).content.decode()
    )
    page = compensation.get(address("salaryband", "deleted"))
    assert "Lena Baker: senior · Berlin" in words(page)
    history = address("salaryband", "history", number)
    assert f'href="{history}"' in page.content.decode()
    assert "Deleted" in words(compensation.get(history))


def test_what_is_there_is_not_listed_as_deleted(planned):
    page = browser_of("compensation").get(address("salaryband", "deleted"))
    assert "Nothing was deleted yet." in words(page)


def test_what_a_row_was_named_after_may_be_gone_too(planned):
    number = planned.pk
    planned.delete()
    role = RoleFactory(name="Miller")
    band = SalaryBandFactory(level__role=role)
    other = band.pk
    SalaryBand.objects.filter(pk=other).get().delete()
    band.level.delete()
    page = words(browser_of("compensation").get(address("salaryband", "deleted")))
    assert f"#{other}" in page
    assert f"#{number}" not in page


def test_a_list_of_what_was_deleted_costs_the_same_however_long_it_is(django_assert_max_num_queries):
    client = browser_of("compensation")
    for n in range(12):
        PayExceptionFactory(family=JobFamilyFactory(name=f"Family {n}", slug=f"family-{n}")).delete()
        SalaryBandFactory().delete()
    for model in ("payexception", "salaryband"):
        client.get(address(model, "deleted"))
        with django_assert_max_num_queries(9):
            client.get(address(model, "deleted"))


def test_the_history_of_a_discarded_draft_is_read_as_that_of_any_other():
    role = ladder("Baker", "junior")[0].edition.role
    ruth = UserFactory(name="Ruth")
    draft = open_draft(role=role, by=ruth)
    level = draft.profiles.get().level_id
    save_ladder(draft=draft, values={}, levels=[LevelRow(level, "Young Baker")], seen=stamp_of_ladder(draft), by=ruth)
    editor, number = browser_of("hr_editor"), draft.pk
    editor.post(reverse("admin:edition_discard", args=[number]))
    assert not Edition.objects.drafts().exists()
    history = address("edition", "history", number)
    assert f'href="{history}"' in editor.get(address("edition", "deleted")).content.decode()
    page = words(editor.get(history))
    for said in ("Baker: history of a discarded draft", "Ruth", "Junior Baker", "Young Baker", "Edition removed"):
        assert said in page


@pytest.mark.parametrize("number", ["0", "99999", "x"])
def test_there_is_no_history_of_a_draft_that_never_was(number):
    assert browser_of("hr_editor").get(address("edition", "history", number)).status_code in (302, 404)


@pytest.mark.parametrize("visitor", ["hr_editor", "hr_publisher", "compensation", "hr_partner", "administrator"])
def test_it_is_listed_to_those_who_may_list_what_is_left(visitor):
    client = browser_of(visitor)

    def listed(page):
        names = (model._meta.model_name for model in WITH_LIST)
        return {name for name in names if client.get(address(name, page)).status_code == 200}

    assert listed("changelist") == listed("deleted") != set()


def test_a_right_given_to_one_user_is_in_their_history():
    client, user = browser_of("administrator"), UserFactory(is_staff=True, email="omar@demo.example")
    right = Permission.objects.get(codename="view_salaryband")
    values = {
        "email": user.email,
        "name": user.name,
        "is_active": "on",
        "is_staff": "on",
        "user_permissions": [right.pk],
    }
    assert client.post(address("user", "change", user.pk), values).status_code == 302
    page = words(client.get(address("user", "history", user.pk)))
    assert f"User permissions: [] → [{right}]" in page
