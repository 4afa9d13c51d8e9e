"""Somebody can always look after the site: the last administrator stays, and of any other one is asked first."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from paths.people.administrators import administrators
from paths.people.erasing import MayNotErase, erase_person
from paths.people.joining import import_people
from paths.people.linking import note_verified_address
from paths.people.models import Employee, User
from paths.people.sheet import COLUMNS
from paths.shared.sheets import Table, UnreadableSheet, write_csv
from tests.factories import EmployeeFactory, UserFactory
from tests.racing import at_once

pytestmark = pytest.mark.django_db
LAST = "Nobody else could look after this site"
RIGHTS = ["is_active", "is_superuser", "is_staff"]


def administrator(name="Ada", *, employed=False):
    user = UserFactory(name=name, email=f"{name.lower()}@demo.example", is_staff=True, is_superuser=True)
    if employed:
        EmployeeFactory(user=user, name=name, email=user.email, level=None)
    return user


@pytest.fixture
def partner():
    user = UserFactory(is_staff=True, name="Hana")
    user.groups.set(Group.objects.filter(name="HR partners"))
    return user


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def words(response):
    return " ".join(response.content.decode().split())


def save_account(client, user, *cleared, **more):
    kept = {name: "on" for name in RIGHTS if name not in cleared}
    page = reverse("admin:paths_user_change", args=[user.pk])
    return client.post(page, {"email": user.email, "name": user.name} | kept | more)


def save_record(client, employee, **more):
    fields = {"name": employee.name, "email": employee.email, "level": "", "manager": "", "location": ""}
    page = reverse("admin:paths_employee_change", args=[employee.pk])
    return client.post(page, fields | {"user": employee.user_id or ""} | more)


def confirm(client, response):
    """Press the button of the page that asks."""
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode()))
    fields = {name: html.unescape(value) for name, value in fields.items()}
    return client.post(response.request["PATH_INFO"], fields | {"takes_an_administrator_away": "yes"})


def sheet(*rows):
    return [COLUMNS, *((*row, *("",) * (len(COLUMNS) - 1 - len(row)), "no") for row in rows)]


def table(*rows) -> Table:
    return tuple(tuple(row) for row in sheet(*rows))


# --- The last one stays ---


@pytest.mark.parametrize("right", RIGHTS)
def test_the_last_administrator_keeps_what_makes_one(right):
    ada = administrator()
    response = save_account(browser(ada), ada, right)
    assert response.status_code == 200
    assert LAST in words(response)
    assert administrators().get() == ada


def test_an_administrator_who_cannot_sign_in_is_none_who_is_left():
    ada, bo = administrator(), administrator("Bo", employed=True)
    Employee.objects.filter(user=bo).update(is_active=False)
    assert LAST in words(save_account(browser(ada), ada, "is_superuser"))


@pytest.mark.parametrize("by", ["themselves", "partner"])
def test_the_record_of_the_last_administrator_stays_active(partner, by):
    ada = administrator(employed=True)
    response = save_record(browser(ada if by == "themselves" else partner), ada.employee)
    assert LAST in words(response)
    assert administrators().get() == ada


@pytest.mark.parametrize("page", ["add", "change"])
def test_the_account_of_the_last_administrator_does_not_become_that_of_somebody_who_has_left(page):
    ada = administrator()
    fields = {"name": "Left", "email": "left@demo.example", "level": "", "manager": "", "location": "", "user": ada.pk}
    there = EmployeeFactory(name="Left", email="left@demo.example", user=None, level=None, is_active=False)
    if page == "add":
        there.delete()
    address = reverse(f"admin:paths_employee_{page}", args=[there.pk] if page == "change" else [])
    assert LAST in words(browser(ada).post(address, fields))
    assert administrators().get() == ada


def test_a_sheet_does_not_let_the_last_administrator_leave(partner):
    ada = administrator(employed=True)
    with pytest.raises(UnreadableSheet, match=LAST):
        import_people(table=table((ada.email, ada.name)), by=partner)
    assert administrators().get() == ada


def test_a_sheet_does_not_make_the_account_of_the_last_that_of_somebody_who_has_left(partner):
    ada = administrator()
    note_verified_address(ada)
    with pytest.raises(UnreadableSheet, match=LAST):
        import_people(table=table((ada.email, ada.name)), by=partner)
    assert administrators().get() == ada


def test_the_last_administrator_is_not_erased():
    ada = administrator(employed=True)
    other = UserFactory(is_superuser=True)
    with pytest.raises(MayNotErase, match=LAST):
        erase_person(employee=ada.employee, typed_name="Ada", to_their_manager=False, by=other)
    assert administrators().get() == ada


@pytest.mark.parametrize("by_list", [False, True], ids=["alone", "by list"])
def test_all_administrators_are_not_deleted_together(by_list):
    ada = administrator()
    client = browser(ada)
    chosen = [ada.pk] if not by_list else [ada.pk, administrator("Bo").pk]
    if by_list:
        page, fields = reverse("admin:paths_user_changelist"), {"action": "delete_selected", "_selected_action": chosen}
    else:
        page, fields = reverse("admin:paths_user_delete", args=[ada.pk]), {}
    for sure in ({}, {"post": "yes"}):
        assert LAST in words(client.post(page, fields | sure))
    assert administrators().count() == len(chosen)


# --- Of any other one is asked first ---


@pytest.mark.parametrize("right", RIGHTS)
def test_who_takes_an_administrator_away_reads_first_what_it_means(right):
    ada, bo = administrator(), administrator("Bo")
    client = browser(ada)
    asked = save_account(client, bo, right, name="Bo <Baker>")
    assert asked.status_code == 409
    assert "Bo is an administrator of this site. After this they can no longer look after it." in words(asked)
    assert "One administrator is left: Ada." in words(asked)
    assert administrators().count() == 2
    confirmed = confirm(client, asked)
    assert confirmed.status_code == 302
    assert administrators().get() == ada
    bo.refresh_from_db()
    assert bo.name == "Bo <Baker>", "and what was typed is saved"


def test_who_lets_an_administrator_leave_reads_first_what_it_means(partner):
    administrator()
    bo = administrator("Bo", employed=True)
    client = browser(partner)
    asked = save_record(client, bo.employee, location="Berlin")
    assert "Bo is an administrator of this site" in words(asked)
    assert administrators().count() == 2
    assert confirm(client, asked).status_code == 302
    bo.employee.refresh_from_db()
    assert (bo.employee.is_active, bo.employee.location) == (False, "Berlin")


def test_who_takes_nobody_away_is_asked_nothing(partner):
    ada = administrator(employed=True)
    nobody = EmployeeFactory(level=None)
    assert save_account(browser(ada), ada, name="Ada L.").status_code == 302
    assert save_record(browser(partner), nobody).status_code == 302
    assert save_account(browser(ada), UserFactory(), *RIGHTS).status_code == 302


def test_a_sheet_that_lets_an_administrator_leave_says_so_first(partner):
    administrator()
    bo = administrator("Bo", employed=True)
    file = SimpleUploadedFile("people.csv", write_csv(sheet((bo.email, bo.name))).encode())
    shown = words(browser(partner).post(reverse("admin:employee_import"), {"file": file}))
    assert "Bo is an administrator of this site" in shown
    assert administrators().count() == 2


def test_the_pages_that_erase_and_delete_say_so_first():
    ada, bo, cy = administrator(), administrator("Bo", employed=True), administrator("Cy")
    client = browser(ada)
    assert "Bo is an administrator" in words(client.get(reverse("admin:person_erase", args=[bo.employee.pk])))
    assert "Cy is an administrator" in words(client.get(reverse("admin:paths_user_delete", args=[cy.pk])))


# --- At the same moment ---


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["accounts", "records", "erasing", "deleting"])
def test_two_who_take_each_other_away_at_the_same_moment_leave_one(way):
    pair = [administrator(name, employed=way in ("records", "erasing")) for name in ("Ada", "Bo")]

    def takes(by, other, way):
        client = browser(by)

        def job():
            sure = {"takes_an_administrator_away": "yes"}
            if way == "accounts":
                save_account(client, other, "is_active", **sure)
            elif way == "records":
                save_record(client, other.employee, **sure)
            elif way == "deleting":
                client.post(reverse("admin:paths_user_delete", args=[other.pk]), {"post": "yes"})
            else:
                erase_person(employee=other.employee, typed_name=other.name, to_their_manager=False, by=by)

        return job

    # Erasing holds all employees, so two who erase wait for each other anyway: not so somebody who closes an account.
    other_way = "accounts" if way == "erasing" else way
    at_once(takes(*pair, way), takes(*reversed(pair), other_way), refused=MayNotErase)
    assert administrators().count() == 1
    assert User.objects.filter(is_superuser=True).exists()
