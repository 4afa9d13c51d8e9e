"""Where people go next: which levels are near, what names mean, and what the page of a level says of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.browse.places import Places
from paths.ladders.editions import publish
from paths.ladders.neighbours import LevelSummary, nearest, neighbours, seen_from
from tests.browse.bakery import asks, ladder, leads, words
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory, UserFactory


def level(number, role="baker", years=(None, None), title="", **asked):
    """A level in short; skills are named by one letter."""
    low, high = (None if end is None else Decimal(end) for end in years)
    skills = {ord(skill): depth for skill, depth in asked.items()}
    return LevelSummary(number, f"level-{number}", title or f"Level {number}", 1, role.title(), role, low, high, skills)


HERE = level(1, a=2, b=3, c=1)


def test_a_skill_counts_when_it_is_asked_as_deep_or_deeper_here():
    found = seen_from(HERE, level(2, a=2, b=2, c=2, d=1))
    assert (found.met, found.asked) == (2, 4)


def test_the_share_of_skills_decides_who_is_nearest():
    half, most = level(2, "miller", a=1, x=1), level(3, "cook", a=1, b=1, c=1, x=1)
    assert [found.level for found in neighbours(HERE, [half, most])] == [most, half]


def test_a_role_stands_there_once_with_its_nearest_level():
    far, near = level(2, "miller", a=1, x=1, y=1), level(3, "miller", a=1)
    assert [found.level for found in neighbours(HERE, [far, near])] == [near]


def test_who_shares_nothing_or_is_of_the_same_role_is_no_neighbour():
    assert neighbours(HERE, [level(2, "miller", x=1), level(3, "cook"), level(4, a=1), level(5, "smith", a=4)]) == ()


def test_there_are_three_at_most():
    assert len(neighbours(HERE, [level(n, f"role-{n}", a=1) for n in range(2, 9)])) == 3


def test_a_step_back_comes_last_however_much_it_shares():
    here = level(1, years=(4, 7), a=2, b=2)
    back, beside = level(2, "miller", (0, 2), a=1, b=1), level(3, "cook", (4, 6), a=1, x=1)
    assert [found.level for found in neighbours(here, [back, beside])] == [beside, back]


@given(
    st.lists(st.dictionaries(st.sampled_from("abcxyz"), st.integers(1, 4)), max_size=8).flatmap(
        lambda asked: st.permutations([level(n, f"role-{n % 4}", (n % 5, None), **of) for n, of in enumerate(asked, 2)])
    )
)
def test_the_order_they_are_read_in_changes_nothing(levels):
    in_order = sorted(levels, key=lambda level: level.level_id)
    assert neighbours(HERE, levels) == neighbours(HERE, in_order)
    assert nearest(HERE, levels) == nearest(HERE, in_order)


LEVELS = [
    level(1, "backend", title="Senior Backend Engineer"),
    level(2, "manager", title="Engineering Manager"),
    level(3, "manager", title="Team Lead"),
    level(4, "sales", title="Team Captain"),
    level(5, "sales", title="Regional Head"),
    level(6, "support", title="Regional Head"),
]
ROLES = [("Backend Engineer", "backend"), ("Engineering Manager", "manager"), ("Sales", "sales")]


@pytest.mark.parametrize(
    ("name", "role", "number", "is_role"),
    [
        ("backend", "backend", None, True),
        ("Engineering Manager", "manager", 2, True),
        ("Senior Backend Engineer", "backend", 1, False),
        ("senior backend", "backend", 1, False),
        ("Team Lead", "manager", 3, False),
    ],
)
def test_a_name_means_a_role_or_a_level(name, role, number, is_role):
    place = Places(ROLES, LEVELS).find(name)
    assert (place.role_slug, place.level and place.level.level_id, place.is_role) == (role, number, is_role)


@pytest.mark.parametrize("name", ["Team", "Regional Head", "Product Management", ""])
def test_a_name_that_could_mean_two_levels_or_nothing_means_none(name):
    assert Places(ROLES, LEVELS).find(name) is None


@pytest.fixture
def open_ladders(settings):
    settings.LADDERS_PUBLIC = True


pages = pytest.mark.usefixtures("open_ladders", "db")


@pages
def test_a_fork_shows_both_rungs_above_and_compares_with_both(client):
    (junior,) = ladder("Baker", "junior")
    for slug in ("senior", "leading"):
        asks(
            LevelProfileFactory(edition=junior.edition, level__slug=slug, title=f"{slug.title()} Baker", rank=5), rye=2
        )
    asks(junior, rye=2)
    response = client.get("/roles/baker/junior/")
    assert words(response).count("One rung up") == 2
    assert "1 of 1 skill already asked of you here" in words(response)
    assert "/compare/?level=baker/junior&amp;level=baker/senior&amp;level=baker/leading" in response.content.decode()


@pages
def test_the_highest_level_is_compared_with_the_one_below_and_a_single_one_with_none(client):
    ladder("Baker", "junior", "senior")
    ladder("Miller", "only")
    assert "Compare with the level below" in words(client.get("/roles/baker/senior/"))
    assert "level=baker/junior&amp;level=baker/senior" in client.get("/roles/baker/senior/").content.decode()
    page = words(client.get("/roles/miller/"))
    assert "Compare with" not in page
    assert "Where people go next" not in page


@pages
def test_a_written_move_shows_wherever_it_is_written_and_only_where_it_leads_away(client):
    ladder("Baker", "senior")
    (miller,) = ladder("Miller", "senior")
    leads(miller, "Baker", "Miller")
    assert "Miller A move people make" in words(client.get("/roles/baker/senior/"))
    assert "A move people make" not in words(client.get("/roles/miller/senior/"))


@pages
def test_a_move_from_a_level_is_only_on_the_page_of_that_level(client):
    _junior, senior = ladder("Baker", "junior", "senior")
    leads(senior, "Senior Baker", "Opening a café")
    assert "Opening a café A move people make" in words(client.get("/roles/baker/senior/"))
    assert "A move people make" not in words(client.get("/roles/baker/junior/"))


@pages
def test_a_move_to_a_role_is_compared_with_its_nearest_level(client):
    (baker,) = ladder("Baker", "senior")
    low, high = ladder("Miller", "junior", "senior")
    asks(baker, rye=3, salt=2)
    asks(low, rye=4, stone=1, salt=1)
    asks(high, rye=2, salt=2, stone=1)
    leads(baker, "Baker", "Miller")
    response = client.get("/roles/baker/senior/")
    assert "As Senior Miller, 2 of 3 skills already asked of you here" in words(response)
    assert "level=baker/senior&amp;level=miller/senior" in response.content.decode()


@pages
def test_neighbours_in_other_roles_stand_beside_written_moves_each_role_once(client):
    (baker,), (miller,), (cook,) = ladder("Baker", "senior"), ladder("Miller", "senior"), ladder("Cook", "senior")
    for profile in (baker, miller, cook):
        asks(profile, rye=2)
    leads(baker, "Baker", "Miller")
    page = words(client.get("/roles/baker/senior/"))
    assert "Senior Cook Cook 1 of 1 skill already asked of you here" in page
    assert page.count("Senior Miller") == 2  # once for its skills, once in the name of the comparison


@pages
def test_desirable_skills_and_drafts_do_not_count(client):
    (baker,), (miller,) = ladder("Baker", "senior"), ladder("Miller", "senior")
    for profile in (baker, miller):
        asks(profile, rye=2)
    ExpectationFactory(profile=miller, of_skill=True, required=False)
    draft = EditionFactory(draft=True, role=RoleFactory(name="Cook"))
    asks(LevelProfileFactory(edition=draft, title="Cook"), rye=1)
    page = words(client.get("/roles/baker/senior/"))
    assert "1 of 1 skill already asked of you here" in page
    assert "Cook" not in page


@pages
def test_a_fragment_brings_the_comparison_at_the_head_along(client):
    ladder("Baker", "junior", "senior")
    answer = client.get("/roles/baker/junior/", headers={"HX-Request": "true", "HX-Target": "ladder"})
    assert '<p id="actions" class="actions" hx-swap-oob="true">' in answer.content.decode()
    assert 'hx-swap-oob="true"' not in client.get("/roles/baker/junior/").content.decode()


@pages
def test_a_ladder_that_is_published_is_a_neighbour_at_once(client):
    (baker,) = ladder("Baker", "senior")
    asks(baker, rye=2)
    assert "Cook" not in words(client.get("/roles/baker/"))
    draft = EditionFactory(draft=True, role=RoleFactory(name="Cook"))
    asks(LevelProfileFactory(edition=draft, title="Head Cook"), rye=1)
    publish(draft=draft, by=None, note="As baked.")
    assert "Head Cook" in words(client.get("/roles/baker/"))


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [1, 6])
def test_the_page_takes_twelve_queries_however_many_ladders_there_are_and_three_when_kept(
    client, django_assert_num_queries, roles
):
    client.force_login(UserFactory())
    for number in range(roles):
        for profile in ladder(f"Role {number}", "junior", "senior", "head"):
            asks(profile, rye=2, salt=1, water=3)
            leads(profile, f"Role {number}", "Role 1")
    with django_assert_num_queries(12):
        client.get("/roles/role-0/senior/")
    with django_assert_num_queries(3):
        client.get("/roles/role-0/senior/")
