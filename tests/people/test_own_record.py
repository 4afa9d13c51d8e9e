"""Where one stands is for others to say: in the admin and by a sheet, whatever one's rights."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from paths.people.models import Employee
from paths.people.sheet import COLUMNS
from paths.shared.sheets import write_csv
from tests.browse.bakery import words
from tests.documents.test_upload_document import hidden
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    LevelProfileFactory,
    RoleFactory,
    SalaryBandFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WHY = "This is your own record: somebody else sets your level, your manager and your location."


@pytest.fixture
def senior(settings):
    """A level with pay that only Compensation and whoever stands on it sees."""
    settings.PAY_VISIBILITY = "hr"
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    level = LevelProfileFactory(edition=edition, title="Senior Baker", level__slug="senior").level
    SalaryBandFactory(level=level, minimum=51_234, maximum=61_234)
    return level


@pytest.fixture
def bo():
    return EmployeeFactory(name="Bo", email="bo@demo.example", user=None, level=None)


@pytest.fixture(params=["HR partners", "administrators"])
def omar(request):
    """Somebody who may edit everybody else's record."""
    user = UserFactory(is_staff=True, name="Omar", email="omar@demo.example", is_superuser="admin" in request.param)
    user.groups.set(Group.objects.filter(name=request.param))
    return user


@pytest.fixture
def client(omar):
    client = Client()
    client.force_login(omar)
    return client


def send(client, person=None, **values):
    usual = {"name": "Omar", "email": "omar@demo.example", "level": "", "manager": "", "location": "", "user": ""}
    if person:
        usual |= {"name": person.name, "email": person.email, "user": person.user_id or ""}
    page = reverse("admin:paths_employee_change", args=[person.pk]) if person else reverse("admin:paths_employee_add")
    return client.post(page, usual | {"is_active": "on"} | values)


def look(client, *rows):
    table = (COLUMNS, *((*row, *("",) * (len(COLUMNS) - len(row))) for row in rows))
    file = SimpleUploadedFile("people.csv", write_csv(table).encode())
    return client.post(reverse("admin:employee_import"), {"file": file})


@pytest.mark.parametrize("field", ["level", "manager", "location"])
def test_nobody_sets_their_own(client, omar, senior, bo, field):
    me = EmployeeFactory(user=omar, level=None)
    value = {"level": senior.pk, "manager": bo.pk, "location": "Berlin"}[field]
    response = send(client, me, **{field: value}, name="O. Mar")
    assert response.status_code == 200
    assert words(response).count(WHY) == 1
    assert 'value="O. Mar"' in response.content.decode()
    me.refresh_from_db()
    assert (me.level, me.manager, me.location) == (None, None, "")


def test_a_partner_does_not_read_pay_by_it(senior):
    user = UserFactory(is_staff=True)
    user.groups.set(Group.objects.filter(name="HR partners"))
    client = Client()
    client.force_login(user)
    me = EmployeeFactory(user=user, level=None)
    send(client, me, level=senior.pk)
    assert "51234" not in client.get("/roles/baker.json").content.decode()


def test_the_rest_of_ones_own_record_can_be_put_right(client, omar, senior):
    me = EmployeeFactory(user=omar, level=senior)
    assert send(client, me, level=senior.pk, name="O. Mar").status_code == 302
    me.refresh_from_db()
    assert (me.name, me.level) == ("O. Mar", senior)


def test_a_record_that_will_be_ones_own_by_its_address_is_treated_as_such(client, omar, senior):
    assert WHY in words(send(client, level=senior.pk))
    assert not Employee.objects.exists()
    assert send(client).status_code == 302
    me = Employee.objects.get(email=omar.email)
    assert WHY in words(send(client, me, level=senior.pk))


def test_nobody_makes_the_record_of_somebody_else_their_own(client, omar, bo):
    response = send(client, bo, email="Omar@demo.example")
    assert "This would make it your own record." in words(response)
    bo.refresh_from_db()
    assert bo.email == "bo@demo.example"


def test_everybody_elses_is_set_as_before(client, senior, bo):
    ana = EmployeeFactory(name="Ana", email="ana@demo.example", user=None, level=None)
    assert send(client, ana, level=senior.pk, manager=bo.pk, location="Berlin").status_code == 302
    ana.refresh_from_db()
    assert (ana.level, ana.manager, ana.location) == (senior, bo, "Berlin")


@pytest.mark.parametrize("cells", [("bo@demo.example",), ("", "baker/senior"), ("", "", "Berlin")])
@pytest.mark.parametrize("is_there", [True, False])
def test_nor_does_a_sheet_set_ones_own(client, omar, senior, bo, cells, is_there):
    if is_there:
        EmployeeFactory(user=omar, name="Omar", level=None)
    response = look(client, ("bo@demo.example", "B. O."), ("omar@demo.example", "Omar", *cells))
    assert f"Row 3: {WHY} Take the row out of the sheet." in words(response)
    assert Employee.objects.count() == 1 + is_there
    assert Employee.objects.get(pk=bo.pk).name == "Bo"


def test_a_sheet_with_ones_own_row_as_it_is_can_be_imported(client, omar, senior, bo):
    EmployeeFactory(user=omar, name="Omar", level=senior, manager=bo, location="Berlin")
    mine = ("omar@demo.example", "Omar", "bo@demo.example", "baker/senior", "Berlin")
    response = look(client, mine, ("bo@demo.example", "Bo", "", "baker/senior"))
    assert client.post(reverse("admin:employee_import"), hidden(response)).status_code == 302
    bo.refresh_from_db()
    assert bo.level == senior


def test_a_sheet_is_given_no_hint_of_a_level_that_only_a_draft_names(client, omar, senior):
    LevelProfileFactory(edition=EditionFactory(draft=True, role=senior.role), level__slug="seniormost")
    response = look(client, ("di@demo.example", "Di", "", "baker/seniormos"))
    assert ("seniormost" in words(response)) is omar.is_superuser
