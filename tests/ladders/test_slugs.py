import pytest

from paths.ladders.slugs import level_slug, short_title, skill_slug, unused


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Junior Backend Engineer", "junior"),
        ("Mid-Level Backend Engineer", "mid-level"),
        ("Principal Backend Engineer", "principal"),
        ("backend engineer II", "ii"),
        ("Backend Engineer", "backend-engineer"),
        ("Architect", "architect"),
        ("主任", "level"),
    ],
)
def test_a_level_is_addressed_by_its_title_without_the_role(title, slug):
    assert level_slug(title, "Backend Engineer") == slug


def test_a_title_is_short_where_its_role_is_plain():
    assert short_title("Senior Backend Engineer", "Backend Engineer") == "Senior"
    assert short_title("Backend Engineer", "Backend Engineer") == "Backend Engineer"


def test_c_c_plus_plus_and_c_sharp_have_addresses_of_their_own():
    assert len({skill_slug(name) for name in ("C", "C++", "C#")}) == 3


def test_a_taken_address_gets_a_number():
    assert unused("sql", {"sql", "sql-2"}) == "sql-3"
