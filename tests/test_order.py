"""Whatever the order of the tests, each begins with a database as migrations leave it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache

from tests.factories import UserFactory


def what_migrations_made():
    return {
        "groups": sorted(Group.objects.values_list("pk", "name")),
        "rights": sorted(Group.permissions.through.objects.values_list("group", "permission")),
        "permissions": sorted(Permission.objects.values_list("pk", "codename")),
        "content types": sorted(ContentType.objects.values_list("pk", "model")),
    }


@pytest.fixture(scope="module")
def found():
    return []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.django_db(transaction=True)
def test_what_migrations_made_is_there_before_and_after_a_test_with_real_transactions(found, when):
    found.append(what_migrations_made())
    assert found[0] == found[-1]
    assert all(found[-1].values())
    Group.objects.all().delete()
    UserFactory()


@pytest.mark.django_db
def test_what_such_a_test_wrote_is_gone(found):
    assert UserFactory._meta.model.objects.count() == 0
    assert Group.objects.exists()
    cache.set("there", "is a table for it")
    assert cache.get("there")
