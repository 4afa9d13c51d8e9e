"""Every kind of visitor, made on demand."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import EmployeeFactory, UserFactory

GROUPS = {
    "hr_editor": ["HR editors"],
    "hr_publisher": ["HR editors", "HR publishers"],
    "compensation": ["Compensation"],
    "hr_partner": ["HR partners"],
}
VISITORS = ["stranger", "employee", *GROUPS, "administrator"]


def browser_of(visitor: str, **about: str) -> Client:
    """A test client signed in as that kind of visitor, of whom `about` may say more. Errors come back as pages."""
    client = Client(raise_request_exception=False)
    if visitor == "employee":
        client.force_login(EmployeeFactory(user=UserFactory(**about)).user)
    elif visitor != "stranger":
        user = UserFactory(is_staff=True, is_superuser=visitor == "administrator", **about)
        user.groups.set(Group.objects.filter(name__in=GROUPS.get(visitor, [])))
        client.force_login(user)
    return client
