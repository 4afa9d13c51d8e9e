import json
from urllib.parse import urlencode

import pytest

from paths.browse.selection import Choice, compare_address, selected
from paths.demo.loading import load_demo
from paths.ladders.editions import publish
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    LevelFactory,
    LevelProfileFactory,
    RoleFactory,
    SalaryBandFactory,
    SkillFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WORK = ["Weigh flour", "Shape loaves", "Choose suppliers", "Import rare cultures"]
CHOICES = {f"baker/{slug}": Choice(f"baker/{slug}", slug.title(), "Baker", 1) for slug in ("a", "b", "c", "d", "e")}


@pytest.fixture(autouse=True)
def _open(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def baker():
    """A ladder of four levels, each with a responsibility of its own, and dough asked deeper at each."""
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    dough = SkillFactory(name="Dough")
    for depth, slug in enumerate(("junior", "baker", "senior", "head"), start=1):
        profile = LevelProfileFactory(
            edition=edition, level__slug=slug, title=f"{slug.title()} Baker", rank=depth, years_min=2 * depth
        )
        ExpectationFactory(profile=profile, text=WORK[depth - 1])
        ExpectationFactory(profile=profile, of_skill=True, skill=dough, proficiency=depth)
    return edition


def compared(client, *levels, **options):
    return client.get(address_of(*levels, **options))


def address_of(*levels, path="/compare/", **options):
    return f"{path}?{urlencode([*(('level', level) for level in levels), *options.items()], safe='/')}"


def words(response):
    return response.content.decode()


def test_two_levels_stand_side_by_side_with_what_changes_in_a_sentence(client, baker):
    page = words(compared(client, "baker/junior", "baker/senior"))
    assert "What changes from Junior to Senior" in page
    assert "Senior asks 1 new thing, deepens 1, no longer names 1." in page


def test_a_statement_is_marked_in_words_as_well(client, baker):
    page = words(compared(client, "baker/junior", "baker/senior"))
    assert '<span class="vh">expected deeper: </span>Dough' in page
    assert '<span class="vh">new here: </span>Choose suppliers' in page
    assert "no longer named" in page


def test_only_what_changes_leaves_out_what_is_carried_on(client, baker):
    same = SkillFactory(name="Ovens")
    for profile in baker.profiles.all():
        ExpectationFactory(profile=profile, of_skill=True, skill=same)
    levels = ("baker/junior", "baker/senior")
    assert "Ovens" not in words(compared(client, *levels))
    assert "Ovens" in words(compared(client, *levels, show="everything"))


def test_levels_that_ask_for_the_same_are_said_to(client, baker):
    profile = baker.profiles.get(title="Junior Baker")
    twin = LevelProfileFactory(edition=baker, level__slug="twin", title="Twin Baker")
    for expectation in profile.expectations.all():
        expectation.pk, expectation.profile = None, twin
        expectation.save()
    page = words(compared(client, "baker/junior", "baker/twin"))
    assert "These levels ask for the same." in page


def test_four_levels_can_be_compared_across_roles(client, baker):
    other = LevelProfileFactory(level__slug="cook", title="Cook")
    page = words(compared(client, "baker/junior", "baker/baker", "baker/head", f"{other.edition.role.slug}/cook"))
    assert page.count('scope="col"') == 4
    assert "What changes through Junior Baker, Baker Baker, Head Baker and Cook" in page


def test_columns_move_and_go_by_plain_links(client, baker):
    page = words(compared(client, "baker/junior", "baker/senior", "baker/head"))
    assert "/compare/?level=baker/senior&amp;level=baker/junior&amp;level=baker/head" in page
    assert "/compare/?level=baker/junior&amp;level=baker/head" in page


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "Choose two to four levels"),
        (["baker/junior"], "Choose a second level to compare Junior Baker with."),
        (["baker/junior", "baker/nothing"], "There is no published level at “baker/nothing”"),
        (["baker/junior", "baker/junior"], "Junior Baker was named twice and is shown once."),
        (["baker/junior", "cook/draft"], "There is no published level at “cook/draft”"),
        (
            ["baker/junior", "baker/baker", "baker/senior", "baker/head", "baker/fifth"],
            "Four levels fit side by side, so Fifth Baker is left out.",
        ),
        (["<script>alert(1)</script>", "'; DROP TABLE"], "&lt;script&gt;"),
        (["x" * 5000], "There is no published level at"),
    ],
)
def test_bad_input_gets_the_page_with_a_sentence(client, baker, levels, said):
    LevelProfileFactory(edition=baker, level__slug="fifth", title="Fifth Baker", rank=9)
    draft = EditionFactory(role=RoleFactory(name="Cook", slug="cook"), draft=True)
    LevelProfileFactory(edition=draft, level__slug="draft", title="Secret Cook")
    response = compared(client, *levels)
    assert response.status_code == 200
    assert said in words(response)
    assert "Secret Cook" not in words(response)


def test_an_empty_select_is_left_out_of_the_address(client, baker):
    response = compared(client, "baker/junior", "", "baker/senior", "")
    assert response["Location"] == "/compare/?level=baker/junior&level=baker/senior"


def test_htmx_gets_the_form_alone_and_the_address_to_push(client, baker):
    response = client.get(
        "/compare/",
        {"level": ["baker/junior", "baker/senior", ""], "show": "everything"},
        headers={"HX-Request": "true", "HX-Target": "comparison"},
    )
    assert response["HX-Push-Url"] == "/compare/?level=baker/junior&level=baker/senior&show=everything"
    assert words(response).strip().startswith("<title>What changes from Junior to Senior")
    assert "<html" not in words(response)
    assert "HX-Request" in response["Vary"]


def test_the_switch_keeps_to_what_it_knows(client, baker):
    page = words(compared(client, "baker/junior", "baker/senior", show="nonsense"))
    assert 'value="changes" checked' in page


def test_words_that_came_in_are_marked_and_the_spaces_around_them_not(client):
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    for rank, (slug, text) in enumerate(
        [("a", "Review changes to the sourdough library"), ("b", "Set the direction of the sourdough library")]
    ):
        ExpectationFactory(profile=LevelProfileFactory(edition=edition, level__slug=slug, rank=rank), text=text)
    page = words(compared(client, "baker/a", "baker/b"))
    assert "<ins>Set</ins> the <ins>direction of the</ins> sourdough" in page
    assert "<del>Review changes to</del> the sourdough library" in page


def test_a_new_edition_shows_at_once(client, baker):
    compared(client, "baker/junior", "baker/senior")
    draft = EditionFactory(role=baker.role, draft=True)
    for profile in baker.profiles.select_related("level"):
        fresh = LevelProfileFactory(edition=draft, level=profile.level, title=profile.title, rank=profile.rank)
        ExpectationFactory(profile=fresh, text=f"Sing to the starter as {profile.title}")
    publish(draft=draft, by=None, note="As baked.")
    assert "Sing to the starter" in words(compared(client, "baker/junior", "baker/senior"))


# --- Pay --------------------------------------------------------------------------------------------------------


@pytest.fixture
def paid(baker):
    for profile, minimum in zip(baker.profiles.order_by("rank"), (41_000, 52_000, 63_000, 74_000), strict=True):
        SalaryBandFactory(level=profile.level, minimum=minimum, maximum=minimum + 10_000)
    return baker


def test_pay_is_compared_in_percent(client, paid):
    client.force_login(UserFactory())
    page = words(compared(client, "baker/junior", "baker/senior"))
    assert "€63K – 73K" in page
    assert "+43 to +54%" in page


ADDRESSES = ["/compare/", "/compare.md", "/compare.json"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("rule", "own", "seen"),
    [
        ("everyone", None, {"41", "63"}),
        ("signed_in", None, set()),
        ("signed_in", "other", {"41", "63"}),
        ("own_ladder", "other", set()),
        ("own_ladder", "senior", {"41", "63"}),
        ("hr", "senior", {"63"}),
        ("hr", "other", set()),
    ],
)
def test_only_pay_that_is_the_readers_to_see_is_in_the_answer(client, settings, paid, address, rule, own, seen):
    settings.PAY_VISIBILITY = rule
    if own:
        level = LevelFactory() if own == "other" else paid.role.levels.get(slug=own)
        client.force_login(EmployeeFactory(level=level).user)
    for headers in ({}, {"HX-Request": "true", "HX-Target": "comparison"}):
        page = client.get(address_of("baker/junior", "baker/senior", path=address), headers=headers).content.decode()
        assert {figure for figure in ("41", "63") if f"{figure}K" in page or f'"{figure}000"' in page} == seen
        assert ("%" in page.split("Statements")[0] and "to +" in page) is False or len(seen) == 2


# --- Taking it away ---------------------------------------------------------------------------------------------


def test_a_comparison_is_taken_away_as_markdown(client, baker):
    response = client.get("/compare.md", {"level": ["baker/junior", "baker/senior"]})
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert "- Dough (expected deeper, Practitioner)" in words(response)
    assert "- Weigh flour (no longer named in the next level)" in words(response)


def test_a_comparison_is_taken_away_as_json(client, baker):
    data = json.loads(words(client.get("/compare.json", {"level": ["baker/junior", "baker/senior"]})))
    assert [level["title"] for level in data["levels"]] == ["Junior Baker", "Senior Baker"]
    assert data["levels"][1]["counts"]["new"] == 1


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_nothing_to_compare_is_said_plainly(client, baker, address):
    response = client.get(address, {"level": "baker/junior"})
    assert (response.status_code, "second level" in words(response)) == (400, True)


# --- Cost -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("statements", [1, 40])
def test_four_columns_cost_the_same_queries_however_much_they_say(client, django_assert_num_queries, statements):
    client.force_login(EmployeeFactory().user)
    levels = []
    for n in range(4):
        profile = LevelProfileFactory(level__slug=f"level-{n}")
        levels.append(f"{profile.edition.role.slug}/level-{n}")
        for position in range(statements):
            ExpectationFactory(profile=profile, text=f"Bake loaf {position} of kind {n}")
    with django_assert_num_queries(26):  # session, user, stamp, choices, bands; editions, and five of each of four
        compared(client, *levels)
    with django_assert_num_queries(3):
        compared(client, *levels)


def test_another_comparison_of_the_same_editions_reads_none_of_them_again(client, baker, django_assert_num_queries):
    compared(client, "baker/junior", "baker/senior")
    with django_assert_num_queries(3):
        compared(client, "baker/junior", "baker/head")


# --- Selection --------------------------------------------------------------------------------------------------


def test_addresses_may_be_written_with_slashes_around_them():
    assert [choice.address for choice in selected(["/baker/a/", " baker/b "], CHOICES).choices] == [
        "baker/a",
        "baker/b",
    ]


def test_the_default_is_not_said_in_the_address():
    assert compare_address(["baker/a", "baker/b"]) == "/compare/?level=baker/a&level=baker/b"
    assert compare_address(["baker/a"], "everything") == "/compare/?level=baker/a&show=everything"
    assert compare_address([]) == "/compare/"


def test_the_demo_says_what_the_next_rung_asks(client):
    load_demo()
    page = words(compared(client, "backend-engineer/senior", "backend-engineer/staff"))
    assert "What changes from Senior to Staff" in page
