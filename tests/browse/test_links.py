import pytest

from paths.browse.links import RoleLinks

LINKS = RoleLinks(
    [
        ("Backend Engineer", "backend"),
        ("Data Engineer", "data-engineer"),
        ("Data Analyst", "data-analyst"),
        ("Data", "data"),
        ("Engineering Manager", "manager"),
    ]
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Backend Engineer", "backend"),
        ("backend", "backend"),
        ("  ENGINEERING   manager ", "manager"),
        ("Data", "data"),
        ("Data Engineer", "data-engineer"),
        ("Design", ""),
        ("", ""),
    ],
)
def test_a_role_is_found_by_its_name_or_first_words(name, slug):
    assert LINKS.slug(name) == slug


def test_a_name_that_could_mean_two_roles_means_none():
    links = RoleLinks([("Data Engineer", "a"), ("Data Analyst", "b")])
    assert links.slug("Data") == ""


def test_a_page_does_not_link_to_itself():
    assert LINKS.find("Backend", "backend") == ""
