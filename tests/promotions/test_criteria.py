"""Which of the company's criteria a case has to meet."""

from __future__ import annotations

import pytest

from paths.promotions.models import Criterion
from tests.factories import JobFamilyFactory
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


def asked(people):
    return set(opened(people).items.filter(kind="company").values_list("text", flat=True))


def test_those_of_another_family_are_not_asked(people):
    Criterion.objects.create(text="Only there", family=JobFamilyFactory(name="Elsewhere", slug="elsewhere"))
    Criterion.objects.create(text="Only here", family=people.senior.role.family)
    assert asked(people) == {"Only here"}


def test_those_of_another_level_are_not_asked(people):
    Criterion.objects.create(text="Only there", level=people.ana.level)
    Criterion.objects.create(text="Only here", level=people.senior)
    assert asked(people) == {"Only here"}


def test_those_of_several_things_are_asked_only_where_all_fit(people):
    family = people.senior.role.family
    Criterion.objects.create(text="Both", family=family, level=people.senior)
    Criterion.objects.create(text="One of them", family=family, level=people.ana.level)
    assert asked(people) == {"Both"}
