"""What only a draft says is named to nobody who reads no drafts: neither role nor level, in no select and no hint."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.urls import reverse

from paths.ladders.choices import EditionStatus
from paths.ladders.known import known_levels, known_roles
from paths.ladders.models import Level, Role
from tests.factories import (
    CriterionFactory,
    EditionFactory,
    LevelProfileFactory,
    RoleFactory,
    SalaryBandFactory,
    UserFactory,
)
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
SECRET = ("Reorganiser", "chief-layoff", "Chief of Layoffs")


@pytest.fixture
def secret():
    """A level of a role of which there is only a draft, and one that a draft adds to a published ladder."""
    draft = EditionFactory(draft=True, role=RoleFactory(name="Reorganiser", slug="reorganiser"))
    return LevelProfileFactory(edition=draft, title="Chief of Layoffs", level__slug="chief-layoff").level


@pytest.fixture
def baker():
    """A published ladder, to which a draft adds a level."""
    role = RoleFactory(name="Baker", slug="baker")
    level = LevelProfileFactory(edition=EditionFactory(role=role), title="Senior Baker", level__slug="senior").level
    draft = EditionFactory(draft=True, role=role)
    LevelProfileFactory(edition=draft, title="Chief of Layoffs", level__slug="chief-layoff")
    return level


def reader(*permissions):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def test_who_reads_no_drafts_knows_what_was_ever_published(baker, secret):
    old = LevelProfileFactory(edition=EditionFactory(status=EditionStatus.SUPERSEDED)).level
    for user in (None, reader(), reader("view_salaryband")):
        assert set(known_levels(user)) == {baker, old}
        assert set(known_roles(user)) == {baker.role, old.role}


def test_who_reads_drafts_knows_all(baker, secret):
    assert set(known_levels(reader("view_edition"))) == set(Level.objects.all())
    assert set(known_roles(reader("view_edition"))) == set(Role.objects.all())


def test_what_is_in_use_is_known_anyway(baker, secret):
    assert set(known_levels(None, Q(pk=secret.pk))) == {baker, secret}


@pytest.mark.parametrize(
    ("visitor", "pages"),
    [
        (
            "compensation",
            [
                "paths_salaryband_add",
                "paths_salaryband_changelist",
                "pay_raise",
                "pay_preview",
                "pay_import",
                "paths_payexception_add",
                "index",
            ],
        ),
        (
            "hr_partner",
            [
                "paths_criterion_add",
                "paths_criterion_changelist",
                "paths_employee_add",
                "paths_employee_changelist",
                "paths_cycle_add",
                "employee_import",
                "index",
            ],
        ),
    ],
)
def test_no_page_of_those_who_read_no_drafts_names_it(baker, secret, visitor, pages):
    client = browser_of(visitor)
    for name in pages:
        response = client.get(reverse(f"admin:{name}"))
        assert response.status_code == 200
        assert [word for word in SECRET if word in response.content.decode()] == [], name


def test_a_level_that_is_guessed_is_neither_named_nor_taken(secret):
    client = browser_of("compensation")
    page = client.get(reverse("admin:paths_salaryband_add"), {"level": secret.pk}).content.decode()
    assert [word for word in SECRET if word in page] == []
    values = {"level": "reorganiser/chief-layoff", "effective_on": "2030-01-01", "minimum": "1", "currency": "EUR"}
    assert "There is no level" in client.post(reverse("admin:paths_salaryband_add"), values).content.decode()
    assert client.get(reverse("admin:pay_role", args=["reorganiser"])).status_code == 404


def test_a_sheet_of_bands_is_given_no_hint_of_it(secret):
    head = "role,level,location,effective on,minimum,maximum,currency,and above,note\n"
    data = f"{head}Reorganizer,Chief,,2030-01-01,1,2,EUR,no,\n".encode()
    response = browser_of("compensation").post(
        reverse("admin:pay_import"), {"sheet": SimpleUploadedFile("a.csv", data)}
    )
    page = response.content.decode()
    assert "There is no role “Reorganizer”" in page
    assert "Reorganiser" not in page


def test_a_band_on_it_makes_it_known_to_those_who_see_bands(secret):
    SalaryBandFactory(level=secret)
    page = browser_of("compensation").get(reverse("admin:pay_raise")).content.decode()
    assert "Reorganiser: chief-layoff" in page


def test_who_reads_drafts_and_looks_after_pay_can_plan_it_before_it_is_published(secret):
    page = browser_of("administrator").get(reverse("admin:paths_salaryband_add")).content.decode()
    assert "Reorganiser: chief-layoff" in page


def test_a_criterion_of_it_can_still_be_changed_by_those_who_look_after_criteria(secret):
    criterion = CriterionFactory(text="Two letters", role=secret.role, level=secret)
    values = {"text": "Three letters", "role": secret.role_id, "level": secret.pk, "position": 0}
    page = reverse("admin:paths_criterion_change", args=[criterion.pk])
    assert browser_of("hr_partner").post(page, values).status_code == 302
    criterion.refresh_from_db()
    assert (criterion.text, criterion.level) == ("Three letters", secret)


def test_the_level_of_a_criterion_is_chosen_by_name_under_its_role(baker):
    page = browser_of("hr_partner").get(reverse("admin:paths_criterion_add")).content.decode()
    assert re.search(rf'<optgroup label="Baker">\s*<option value="{baker.pk}">Baker: Senior</option>', page)
