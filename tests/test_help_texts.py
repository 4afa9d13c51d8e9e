"""Every field that HR fills in says what belongs into it."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from paths.ladders.forms.ladder import LadderForm, LevelRowForm, PublishForm
from paths.ladders.forms.level import LevelForm, ProjectForm, ShareForm, StatementForm
from paths.ladders.forms.sections import SECTIONS
from tests.factories import UserFactory

ASIDE = {"known_as", "seen", "ORDER", "DELETE"}
FORMS = [LadderForm, LevelRowForm, PublishForm, LevelForm, StatementForm, ShareForm, ProjectForm]
FORMS += [section.rows.form for section in SECTIONS.values()]
# Django's and allauth's own forms speak for themselves.
OURS = [pages for model, pages in admin.site._registry.items() if model.__module__.startswith("paths.")]


def silent(fields):
    return [name for name, field in fields.items() if name not in ASIDE and not str(field.help_text).strip()]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_field_of_the_pages_for_drafts_has_a_help_text(form):
    assert silent(form.base_fields) == []


@pytest.mark.django_db
@pytest.mark.parametrize("pages", OURS, ids=lambda pages: pages.model.__name__)
def test_a_field_of_a_form_in_the_admin_has_a_help_text(pages):
    request = RequestFactory().get("/")
    request.user = UserFactory(is_superuser=True, is_staff=True)
    assert silent(pages.get_form(request, None, change=False).base_fields) == []
