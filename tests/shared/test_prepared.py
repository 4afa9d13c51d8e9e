import pytest

from paths.ladders.models import Role
from paths.shared.prepared import Prepared
from tests.factories import RoleFactory

pytestmark = pytest.mark.django_db


def test_a_query_is_compiled_once_and_asked_with_each_value():
    made = []
    find = Prepared(lambda slug: made.append(slug) or Role.objects.filter(slug=slug).values_list("name"))
    RoleFactory(slug="a", name="A")
    RoleFactory(slug="b", name="B")
    assert [find("a"), find("b"), find("c")] == [[("A",)], [("B",)], []]
    assert len(made) == 1


def test_a_value_is_never_part_of_the_statement():
    find = Prepared(lambda slug: Role.objects.filter(slug=slug).values_list("name"))
    RoleFactory()
    assert find("x' OR '1'='1") == []
