"""Where there is no demo company, or another one."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from paths.ladders.models import JobFamily, Role
from paths.people.models import User

pytestmark = pytest.mark.django_db


def test_a_site_that_has_roles_is_left_alone():
    Role.objects.create(name="Own", slug="own", family=JobFamily.objects.create(name="F", slug="f"))
    call_command("load_demo", if_empty=True)
    assert Role.objects.count() == 1


def test_nobody_else_can_be_signed_in_as(client, settings):
    settings.DEMO = True
    User.objects.create_user("real@company.example")
    for email in ("real@company.example", "", "nobody"):
        assert client.post(reverse("sign_in_as"), {"email": email}).status_code == 404
