import re
from collections import Counter

import pytest
from django.urls import resolve, reverse
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from paths.documents.names import LevelNames
from paths.ladders.slugs import RESERVED, level_slug, short_title, skill_slug, unused
from tests.test_every_url import EXPECTED


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Junior Backend Engineer", "junior"),
        ("Mid-Level Backend Engineer", "mid-level"),
        ("Principal Backend Engineer", "principal"),
        ("backend engineer II", "ii"),
        ("Backend Engineer", "backend-engineer"),
        ("Architect", "architect"),
        ("Backend Engineering Lead", "backend-engineering-lead"),
        ("Head of Backend Engineers", "head-of-backend-engineers"),
        ("主任", "level"),
    ],
)
def test_a_level_is_addressed_by_its_title_without_the_role(title, slug):
    assert level_slug(title, "Backend Engineer") == slug


@pytest.mark.parametrize("title", ["Interview", "Portfolio Backend Engineer", "PRINT"])
def test_no_level_takes_the_address_of_a_page_of_its_role(title):
    word = title.split()[0].lower()
    assert level_slug(title, "Backend Engineer") == f"{word}-level"
    assert reverse("level", args=["baker", word]) == reverse(f"role_{word}", args=["baker"])
    assert resolve(reverse("level", args=["baker", f"{word}-level"])).url_name == "level"


def test_every_word_that_stands_where_a_level_could_is_reserved():
    pages = {reverse(name, args=there) for name, (there, _) in EXPECTED.items() if name.startswith("role_")}
    words = {found[1] for page in pages if (found := re.match(r"/roles/baker/([^/]+)/", page))}
    assert words == RESERVED


WORD = st.sampled_from(
    ["Backend", "Engineer", "Engineering", "Engineers", "Lead", "Co-Engineer", "II", "Engineer’s", "µ"]
)
WORDS = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


@given(WORDS, WORDS)
def test_a_short_name_is_made_of_whole_words_of_the_title(title, role):
    for short in (short_title(title, role), LevelNames(role, [title]).short[0]):
        assert short
        assert not Counter(short.split()) - Counter(title.split())
    assert level_slug(title, role) in (slugify(short_title(title, role)), slugify(title), "level")


def test_a_title_is_short_where_its_role_is_plain():
    assert short_title("Senior Backend Engineer", "Backend Engineer") == "Senior"
    assert short_title("Backend Engineer", "Backend Engineer") == "Backend Engineer"


def test_c_c_plus_plus_and_c_sharp_have_addresses_of_their_own():
    assert len({skill_slug(name) for name in ("C", "C++", "C#")}) == 3


def test_a_taken_address_gets_a_number():
    assert unused("sql", {"sql", "sql-2"}) == "sql-3"
