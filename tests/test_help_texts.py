"""Every field that HR fills in says what belongs into it."""

import importlib

import pytest
from django import forms
from django.contrib import admin
from django.test import RequestFactory

from paths.shared.forms import Upload
from tests.factories import UserFactory

# The pages of the admin and all that they use.
importlib.import_module("paths.admin_urls")
ROOMS = ("ladders", "people", "pay", "documents", "shared")
ASIDE = {"known_as", "seen", "ORDER", "DELETE"}
# Django's and allauth's own forms speak for themselves.
OURS = [pages for model, pages in admin.site._registry.items() if model.__module__.startswith("paths.")]


def forms_below(base):
    for form in base.__subclasses__():
        yield form
        yield from forms_below(form)


def of_the_desk(form):
    """Whether a form is ours and on a page of the admin. What others inherit from, and what the admin makes, is not."""
    app, room, *_module = [*form.__module__.split("."), ""]
    allauths = any(base.__module__.startswith("allauth") for base in form.__mro__)
    return (
        app == "paths"
        and room in ROOMS
        and not allauths
        and form is not Upload
        and form.__module__ != "paths.shared.admin"
    )


FORMS = sorted({form for form in forms_below(forms.BaseForm) if of_the_desk(form)}, key=lambda form: form.__qualname__)


def silent(fields):
    shown = {name: field for name, field in fields.items() if name not in ASIDE and not field.widget.is_hidden}
    return [name for name, field in shown.items() if not str(field.help_text).strip()]


def test_the_forms_of_all_rooms_are_among_them():
    names = {form.__name__ for form in FORMS}
    assert {"LevelForm", "StageForm", "PublishForm", "DocumentForm", "SheetForm", "RaiseForm", "PreviewForm"} < names
    assert {"EraseForm", "EmployeeForm", "BandForm", "ExceptionForm", "LadderForm"} < names


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_field_of_a_form_of_our_own_has_a_help_text(form):
    assert silent(form.base_fields) == []


@pytest.mark.django_db
@pytest.mark.parametrize("pages", OURS, ids=lambda pages: pages.model.__name__)
def test_a_field_of_a_form_in_the_admin_has_a_help_text(pages):
    request = RequestFactory().get("/")
    request.user = UserFactory(is_superuser=True, is_staff=True)
    assert silent(pages.get_form(request, None, change=False).base_fields) == []
