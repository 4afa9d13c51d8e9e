"""Uploading and downloading the sheet of people in the admin."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paths.people import joining
from paths.people.joining import import_people, people
from paths.people.linking import note_verified_address
from paths.people.models import Employee
from paths.people.sheet import COLUMNS, table_of
from paths.shared.sheets import read_csv, write_csv
from paths.shared.workbooks import write_xlsx
from tests.documents.test_upload_document import hidden, page_of
from tests.factories import EmployeeFactory, LevelFactory, UserFactory
from tests.growth.bakery import bakery
from tests.visitors import VISITORS, browser_of

pytestmark = pytest.mark.django_db
IMPORT, EXPORT = "/admin/people/import/", "/admin/people/employees.csv"


@pytest.fixture
def omar():
    return browser_of("hr_partner")


@pytest.fixture
def bo():
    level = LevelFactory(role__slug="baker", slug="senior")
    return EmployeeFactory(name="Bo", email="bo@demo.example", user=None, level=level, location="Berlin")


@pytest.fixture
def ana(bo):
    return EmployeeFactory(name="Ana", email="ana@demo.example", user=None, level=None, manager=bo)


def sheet(*rows):
    """A table of people: e-mail, name, manager, level, location, active; what is left out is empty."""
    return (COLUMNS, *((*row, *("",) * (len(COLUMNS) - len(row))) for row in rows))


def look(client, table, name="people.csv"):
    data = write_xlsx(table, "People") if name.endswith("xlsx") else write_csv(table).encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def confirm(client, response, **other):
    return client.post(IMPORT, {**hidden(response), **other})


@pytest.mark.parametrize("visitor", VISITORS)
def test_only_people_who_look_after_people_may(visitor):
    client = browser_of(visitor)
    allowed = visitor in {"hr_partner", "administrator"}
    expected = 200 if allowed else 302 if visitor in {"stranger", "employee"} else 403
    assert (reverse("admin:employee_import"), reverse("admin:employee_export")) == (IMPORT, EXPORT)
    assert client.get(IMPORT).status_code == expected
    assert client.get(EXPORT).status_code == expected
    before = Employee.objects.count()
    assert look(client, sheet(("di@demo.example", "Di"))).status_code == expected
    assert Employee.objects.count() == before


def test_it_is_looked_at_first_and_then_confirmed(omar, ana):
    table = sheet(
        ("di@demo.example", "Di", "ed@demo.example"),
        ("ed@demo.example", "Ed", "bo@demo.example", "baker/senior", "Porto"),
        ("ana@demo.example", "Ana", "di@demo.example", "", "Rome"),
        ("bo@demo.example", "Bo", "", "baker/senior", "Berlin", "no"),
    )
    response = look(omar, table)
    page = page_of(response)
    assert Employee.objects.count() == 2
    for said in (
        "<strong>2</strong> join",
        "<strong>1</strong> leave",
        "reports to Ed",
        "Bo → Di",
        "location — → Rome",
        "Bo leaves, and 1 person still reports to them.",
    ):
        assert said in page, said
    assert confirm(omar, response)["Location"] == reverse("admin:paths_employee_changelist")
    rows = Employee.objects.order_by("name").values_list(
        "name", "manager__name", "level__slug", "location", "is_active"
    )
    assert list(rows) == [
        ("Ana", "Di", None, "Rome", True),
        ("Bo", None, "senior", "Berlin", False),
        ("Di", "Ed", None, "", True),
        ("Ed", "Bo", "senior", "Porto", True),
    ]


def test_the_sheet_as_it_is_downloaded_changes_nothing(omar, ana):
    EmployeeFactory(name="=1+1", email="-x@demo.example", user=None, is_active=False)
    downloaded = omar.get(EXPORT).content
    response = omar.post(IMPORT, {"file": SimpleUploadedFile("a.csv", downloaded)})
    assert "There is nothing to confirm." in page_of(response)
    assert read_csv(downloaded, max_bytes=10_000) == table_of(people())


def test_nobody_reads_pay_or_a_formula_in_the_download(omar, ana):
    EmployeeFactory(name="=HYPERLINK(0)", email="x@demo.example", user=None)
    text = omar.get(EXPORT).content.decode()
    assert ",'=HYPERLINK(0)," in text
    assert text.splitlines()[0] == "\ufeffe-mail,name,manager e-mail,level,location,active"


def test_the_people_who_are_not_in_the_file_are_left_alone(omar, ana):
    response = look(omar, sheet(("di@demo.example", "Di")))
    assert "<strong>2</strong> not in this file, left alone" in page_of(response)
    confirm(omar, response)
    ana.refresh_from_db()
    assert (ana.is_active, ana.manager.name) == (True, "Bo")


def test_a_workbook_will_do(omar):
    assert confirm(omar, look(omar, sheet(("di@demo.example", "Di")), "people.xlsx")).status_code == 302
    assert Employee.objects.get().name == "Di"


def test_who_joins_is_known_by_the_account_whose_address_they_have_shown(omar):
    user = UserFactory(email="di@demo.example")
    note_verified_address(user)
    response = look(omar, sheet(("Di@demo.example", "Di")))
    assert "can sign in already" in page_of(response)
    confirm(omar, response)
    assert user.employee.name == "Di"


def test_an_account_that_never_showed_its_address_is_tied_once_it_does(omar):
    user = UserFactory(email="di@demo.example")
    EmailAddress.objects.create(user=user, email="di@demo.example", verified=False)
    response = look(omar, sheet(("di@demo.example", "Di")))
    assert "can sign in already" not in page_of(response)
    confirm(omar, response)
    di = Employee.objects.get(email="di@demo.example")
    assert di.user is None
    note_verified_address(user)
    Client().force_login(user)
    di.refresh_from_db()
    assert di.user == user


def test_a_manager_reads_what_is_shared_only_once_the_address_of_the_sheet_is_shown_to_be_theirs(omar):
    bakers = bakery()
    conversation = bakers.shared(rye=2)
    somebody = UserFactory(email="mo@demo.example")
    ana = (bakers.ana.email, "Ana", "mo@demo.example", "baker/junior")
    confirm(omar, look(omar, sheet(("mo@demo.example", "Mo"), ana)))
    bakers.ana.refresh_from_db()
    assert bakers.ana.manager.name == "Mo"
    client = Client()
    client.force_login(somebody)
    assert client.get(conversation.get_absolute_url()).status_code == 404
    note_verified_address(somebody)
    client.force_login(somebody)
    assert client.get(conversation.get_absolute_url()).status_code == 200


def test_an_account_that_is_somebody_elses_is_left_to_them(omar):
    other = EmployeeFactory(email="other@demo.example", user__email="di@demo.example")
    confirm(omar, look(omar, sheet(("di@demo.example", "Di"))))
    other.refresh_from_db()
    assert other.user.email == "di@demo.example"
    assert Employee.objects.get(email="di@demo.example").user is None


def test_what_is_wrong_is_said_by_row_and_nothing_is_written(omar, ana):
    response = look(omar, sheet(("di@demo.example", "Di"), ("x", ""), ("bo@demo.example", "Bo", "", "baker/boss")))
    assert response.status_code == 422
    assert "Row 3: The name is missing." in page_of(response)
    assert "Row 4: There is no level “baker/boss”" in page_of(response)
    assert Employee.objects.count() == 2


def test_a_circle_is_refused_by_name(omar, ana):
    response = look(omar, sheet(("bo@demo.example", "Bo", "ana@demo.example", "baker/senior", "Berlin")))
    assert response.status_code == 422
    assert "Row 2: These people would report to each other in a circle:" in page_of(response)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\x00\x01\x02", "control character"),
        ("a.csv", b"name\nDi", "There is no column called"),
        ("a.csv", b"x" * 1_000_001, "too large"),
        ("a.txt", b"name", "“txt” is not allowed"),
        ("a.xlsx", b"PK\x03\x04", "could not be read as a workbook"),
    ],
)
def test_bad_files_are_refused_in_words(omar, name, data, said):
    response = omar.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 422
    assert said in page_of(response)


def test_somebody_who_changed_meanwhile_is_shown_anew(omar, ana):
    shown = look(omar, sheet(("ana@demo.example", "Ana", "", "", "Rome")))
    Employee.objects.filter(pk=ana.pk).update(location="Oslo")
    response = confirm(omar, shown)
    assert response.status_code == 409
    assert "Oslo → Rome" in page_of(response)
    assert confirm(omar, response).status_code == 302


def test_somebody_else_who_changed_meanwhile_does_not_matter(omar, ana):
    shown = look(omar, sheet(("ana@demo.example", "Ana", "", "", "Rome")))
    EmployeeFactory()
    assert confirm(omar, shown).status_code == 302


def test_another_sheet_or_seal_is_not_taken_for_the_one_that_was_shown(omar):
    shown, other = (look(omar, sheet(("di@demo.example", name))) for name in ("Di", "Do"))
    for name in ("packed", "seal"):
        assert confirm(omar, shown, **{name: hidden(other)[name]}).status_code == 409
    assert not Employee.objects.exists()


def test_who_may_not_add_people_is_told_so(omar):
    user = omar.get(IMPORT).wsgi_request.user
    user.user_permissions.set(user.groups.get().permissions.filter(codename="change_employee"))
    user.groups.clear()
    response = look(omar, sheet(("di@demo.example", "Di")))
    assert response.status_code == 422
    assert "you may not add people" in page_of(response)


def test_the_history_says_who_imported_what(ana):
    omar = UserFactory()
    table = sheet(("di@demo.example", "Di", "ed@demo.example"), ("ed@demo.example", "Ed"), ("ana@demo.example", "Ana"))
    before = Employee.history.count()
    import_people(table=table, by=omar, source="people.csv")
    records = list(Employee.history.all()[: Employee.history.count() - before])
    assert {record.history_user for record in records} == {omar}
    assert {record.history_change_reason for record in records} == {
        "Imported from people.csv: 2 joined, 0 left, 1 moved, 0 changed."
    }
    assert sorted((record.name, record.history_type) for record in records) == [
        ("Ana", "~"),
        ("Di", "+"),
        ("Di", "~"),
        ("Ed", "+"),
    ]


def test_a_crash_in_the_middle_leaves_nothing(ana, monkeypatch):
    def crash(*_arguments, **_options):
        raise RuntimeError

    monkeypatch.setattr(joining, "update_rows_with_history", crash)
    with pytest.raises(RuntimeError):
        import_people(table=sheet(("di@demo.example", "Di"), ("ana@demo.example", "Ana")), by=None)
    assert Employee.objects.count() == 2


def crowd(number):
    rows = ((f"p{n}@demo.example", f"P {n}", f"p{n // 2 - 1}@demo.example" if n > 1 else "") for n in range(number))
    return sheet(*rows)


def test_queries_stay_however_many_people_there_are(omar):
    def queries(act):
        with CaptureQueriesContext(connection) as context:
            act()
        return len(context)

    few, many = (queries(lambda n=n: look(omar, crowd(n))) for n in (4, 40))
    assert few == many <= 30
    shown = look(omar, crowd(40))
    assert queries(lambda: confirm(omar, shown)) <= 30
    assert queries(lambda: omar.get(EXPORT)) <= 6


def test_ten_thousand_people_go_the_whole_way(omar):
    response = look(omar, crowd(9_999))
    assert "<strong>9999</strong> join" in page_of(response)
    assert confirm(omar, response).status_code == 302
    assert Employee.objects.filter(manager__isnull=False).count() == 9_997


def test_somebody_added_in_the_same_moment_is_not_added_twice(omar, monkeypatch):
    shown = look(omar, sheet(("di@demo.example", "Di")))
    create = joining.bulk_create_with_history

    def late(*arguments, **options):
        Employee.objects.create(email="di@demo.example", name="Another Di")
        monkeypatch.setattr(joining, "bulk_create_with_history", create)
        return create(*arguments, **options)

    monkeypatch.setattr(joining, "bulk_create_with_history", late)
    assert confirm(omar, shown).status_code == 409


def test_who_loses_the_right_to_add_people_in_between_is_told_so(omar):
    shown = look(omar, sheet(("di@demo.example", "Di")))
    user = omar.get(IMPORT).wsgi_request.user
    user.user_permissions.set(user.groups.get().permissions.filter(codename="change_employee"))
    user.groups.clear()
    assert confirm(omar, shown).status_code == 422
    assert not Employee.objects.exists()


# The form of one person


def save(client, employee, **changed):
    fields = {"name": employee.name, "email": employee.email, "location": "", "is_active": "on"}
    address = reverse("admin:paths_employee_change", args=[employee.pk])
    return client.post(address, {**fields, **changed})


def test_the_form_refuses_a_circle_by_name(omar, ana, bo):
    response = save(omar, bo, manager=ana.pk)
    assert response.status_code == 200
    assert "These people would report to each other in a circle:" in page_of(response)
    bo.refresh_from_db()
    assert bo.manager is None


def test_the_form_takes_any_other_manager(omar, ana, bo):
    cy = EmployeeFactory(name="Cy", email="cy@demo.example", user=None, level=None)
    assert save(omar, cy, manager=ana.pk, location="Rome").status_code == 302
    cy.refresh_from_db()
    assert (cy.manager, cy.location) == (ana, "Rome")


def test_the_form_ties_nobody_by_an_address(omar):
    note_verified_address(UserFactory(email="cy@demo.example"))
    fields = {"name": "Cy", "email": "cy@demo.example", "location": "", "is_active": "on"}
    assert omar.post(reverse("admin:paths_employee_add"), fields).status_code == 302
    cy = Employee.objects.get(email="cy@demo.example")
    assert cy.user is None
    assert save(omar, cy, email="cy.other@demo.example").status_code == 302
    cy.refresh_from_db()
    assert (cy.email, cy.user) == ("cy.other@demo.example", None)


def test_the_list_leads_to_both_pages(omar):
    page = page_of(omar.get(reverse("admin:paths_employee_changelist")))
    assert IMPORT in page
    assert EXPORT in page
