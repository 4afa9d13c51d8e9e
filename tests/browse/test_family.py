"""The career map: what is drawn where, what stands beneath it as a list, and whose pay it may show."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.browse.career_map import GAP, LONGEST, NAME_LEFT, RIGHT, Ruler, draw
from paths.browse.map_arrows import Joint
from paths.browse.map_marks import Span
from tests.browse.bakery import CASES, figures_in, ladder, leads, paid_bakery, seen, visit, words
from tests.factories import EditionFactory, JobFamilyFactory, RoleFactory, SalaryBandFactory, UserFactory

BAKING = "/families/baking/"


def span(key, start, end, label="Junior"):
    return Span(key, label, *(None if value is None else Decimal(value) for value in (start, end)))


spans = st.lists(
    st.tuples(
        st.none() | st.integers(0, 40),
        st.none() | st.integers(0, 20),
        st.text(st.characters(categories=["L"]), min_size=1, max_size=60),
    ),
    max_size=12,
).map(
    lambda rungs: [
        span(key, start, None if start is None or length is None else start + length, label)
        for key, (start, length, label) in enumerate(rungs)
    ]
)


@given(st.lists(spans, max_size=4))
def test_no_label_or_bar_lies_on_another_and_all_is_in_the_picture(ladders):
    picture = draw(ladders, [])
    for row, of_row in zip(picture.rows, ladders, strict=True):
        assert [stop.span for stop in row.stops] == of_row
        for n, stop in enumerate(row.stops):
            assert stop.left >= 0
            assert stop.left + stop.area <= RIGHT + GAP
            assert row.top < stop.text_y < stop.y < row.bottom
            for other in row.stops[n + 1 :]:
                apart = stop.left + stop.area <= other.left or other.left + other.area <= stop.left
                assert apart or stop.y != other.y
    assert picture.height == (picture.rows[-1].bottom if picture.rows else picture.top)


def test_rungs_that_follow_each_other_stand_in_one_line_and_those_that_overlap_do_not():
    row = draw([[span(1, 0, 2), span(2, 2, 4), span(3, 3, 6)]], []).rows[0]
    first, second, third = (stop.y for stop in row.stops)
    assert first == second != third


def test_rungs_of_two_ladders_with_the_same_years_stand_below_each_other():
    one, two = draw([[span(1, 2, 4)], [span(2, 0, 2), span(3, 2, 4)]], []).rows
    assert (one.stops[0].x, one.stops[0].width) == (two.stops[1].x, two.stops[1].width)


def test_a_rung_without_an_end_runs_to_the_edge_and_one_without_years_stands_apart():
    open_end, loose = draw([[span(1, 4, None), span(2, None, None)]], []).rows[0].stops
    assert open_end.x + open_end.width == pytest.approx(RIGHT, abs=3)
    assert (open_end.is_placed, loose.is_placed) == (True, False)


def test_ladders_without_any_years_are_drawn_without_a_scale():
    picture = draw([[span(1, None, None), span(2, None, None)]], [])
    assert picture.ticks == ()
    assert picture.rows[0].stops[0].x == NAME_LEFT


@pytest.mark.parametrize(("low", "high"), [(0, 15), (70_000, 500_000), (3, 3), (0, 1), (900_000_000, 9_000_000_000)])
def test_the_scale_has_a_few_round_lines_and_holds_everything(low, high):
    ruler = Ruler.over([span(1, low, high), span(2, low, None)])
    assert ruler.low <= low <= high <= ruler.high
    assert 2 <= len(ruler.ticks()) <= 14
    assert all(NAME_LEFT <= tick.x <= RIGHT for tick in ruler.ticks())


def test_a_long_label_is_cut():
    (stop,) = draw([[span(1, 0, 2, "Verantwortungsbereichsabgrenzung" * 3)]], []).rows[0].stops
    assert stop.label.endswith("…")
    assert len(stop.label) == LONGEST


def test_arrows_between_the_same_two_ladders_are_one_with_two_heads():
    ladders = [[span(1, 0, 2)], [span(2, 0, 2)], [span(3, 0, 2)]]
    there, back = (Joint(0), Joint(1), "there"), (Joint(1), Joint(0), "back")
    both, single = draw(ladders, [there, back, there, (Joint(2), Joint(0), "on")]).arrows
    assert (both.both, single.both) == (True, False)
    assert both.text == "there · back"


@pytest.mark.parametrize(
    ("source", "target"),
    [(Joint(0, 1), Joint(1, 2)), (Joint(1, 2), Joint(0, 1)), (Joint(0), Joint(1, 2)), (Joint(0, 1), Joint(1))],
)
def test_an_arrow_may_begin_and_end_at_a_rung_or_a_ladder(source, target):
    (arrow,) = draw([[span(1, 0, 2)], [span(2, 4, 6)]], [(source, target, "on")]).arrows
    assert re.fullmatch(r"M\d+ \d+C\d+ \d+ \d+ \d+ \d+ \d+", arrow.path)


def test_a_move_to_where_one_is_has_no_arrow():
    assert draw([[span(1, 0, 2)]], [(Joint(0, 1), Joint(0, 1), ""), (Joint(0), Joint(0), "")]).arrows == ()


@pytest.fixture
def open_ladders(settings):
    settings.LADDERS_PUBLIC = True


pages = pytest.mark.usefixtures("open_ladders", "db")


@pages
def test_every_rung_is_a_link_with_a_title_and_stands_in_the_list_too(client):
    ladder("Baker", "junior", "senior", junior=(0, 2), senior=(2, None))
    page = client.get(BAKING).content.decode()
    picture = page[page.index('<svg class="map"') : page.index("</svg>", page.index('<svg class="map"'))]
    assert 'role="group" aria-labelledby="map-title"' in picture
    assert "<title>Junior Baker, 0–2 years</title>" in picture
    assert "<title>Senior Baker, 2+ years</title>" in picture
    assert picture.count('<a class="stop" href="/roles/baker/') == 2
    beneath = page[page.index('id="as-list"') :]
    assert '<a href="/roles/baker/junior/">Junior Baker</a>' in beneath
    assert '<a href="/roles/baker/senior/">Senior Baker</a>' in beneath


@pages
def test_written_moves_are_arrows_and_stand_in_words(client):
    (baker,), _miller = ladder("Baker", "senior"), ladder("Miller", "junior")
    leads(baker, "Baker", "Miller", "Learn the stones")
    leads(baker, "Senior Baker", "Junior Miller")
    leads(baker, "Baker", "Opening a café")
    page = client.get(BAKING)
    assert page.content.decode().count('class="arrow"') == 2
    assert "Baker → to Miller Learn the stones" in words(page)
    assert "Baker → to Opening a café" in words(page)


@pages
def test_a_move_from_another_family_is_in_words_but_not_drawn(client):
    (baker,), _clerk = ladder("Baker", "senior"), ladder("Clerk", "junior", family="office")
    leads(baker, "Clerk", "Baker")
    page = client.get(BAKING)
    assert 'class="arrow"' not in page.content.decode()
    assert '<a href="/roles/clerk/">Clerk</a>' in page.content.decode()
    assert "Clerk → to Baker" in words(page)


@pages
@pytest.mark.parametrize("slug", ["nothing", "empty", "drafts"])
def test_a_family_without_a_published_ladder_is_not_there(client, slug):
    JobFamilyFactory(name="Empty", slug="empty")
    EditionFactory(draft=True, role=RoleFactory(family=JobFamilyFactory(name="Drafts", slug="drafts")))
    assert client.get(f"/families/{slug}/").status_code == 404


@pages
def test_only_the_family_is_on_its_map(client):
    ladder("Baker", "junior")
    ladder("Clerk", "junior", family="office")
    assert "Clerk" not in words(client.get(BAKING))


@pages
def test_home_and_role_lead_to_the_map(client):
    ladder("Baker", "junior")
    assert f'href="{BAKING}"' in client.get("/").content.decode()
    assert f'href="{BAKING}"' in client.get("/roles/baker/").content.decode()


@pages
def test_htmx_gets_only_the_map(client, settings):
    settings.PAY_VISIBILITY = "everyone"
    paid_bakery()
    answer = client.get(f"{BAKING}?by=pay", headers={"HX-Request": "true", "HX-Target": "map"})
    assert "<html" not in answer.content.decode()
    assert '<div id="map">' in answer.content.decode()
    assert "The map is drawn by pay now." in words(answer)
    assert "HX-Request" in answer["Vary"]


@pages
@pytest.mark.parametrize(
    "slugs",
    [["only"], [f"rung-{n}" for n in range(12)], ["-".join(["very-long-name"] * 9)]],
    ids=["one level", "twelve levels", "long names"],
)
@pytest.mark.parametrize("query", ["", "?by=pay", "?by=nonsense", "?by=%F0%9F%A5%90"])
def test_any_ladder_can_be_drawn(client, slugs, query):
    ladder("Baker", *slugs)
    assert client.get(BAKING + query).status_code == 200


@pages
def test_a_ladder_without_levels_is_on_the_map(client):
    ladder("Baker")
    assert "Baker No levels yet." in words(client.get(BAKING))


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "visitor"), CASES)
@pytest.mark.parametrize("query", ["", "?by=pay"])
def test_no_figure_reaches_whom_it_may_not_reach(settings, rule, visitor, query):
    settings.LADDERS_PUBLIC, settings.PAY_VISIBILITY = True, rule
    levels = paid_bakery()
    # Everybody else looks first: what is kept for them must not be shown to anybody else.
    for other in ("compensation", "employee", "stranger"):
        visit(other, levels["own"]).get(BAKING + query)
    answer = visit(visitor, levels["own"]).get(BAKING + query)
    allowed = seen(rule, visitor)
    assert figures_in(answer) == (allowed if query else set())
    assert ("By pay" in words(answer)) == bool(allowed)


@pytest.mark.django_db
def test_a_figure_nobody_may_see_leaves_no_mark_on_the_scale(settings):
    settings.LADDERS_PUBLIC, settings.PAY_VISIBILITY = True, "own_ladder"
    levels = paid_bakery()
    SalaryBandFactory(level=levels["other"].level, minimum=900_000, maximum=990_000, location="Zürich")
    page = visit("employee", levels["own"]).get(f"{BAKING}?by=pay").content.decode()
    assert "900K" not in page
    assert page.count('class="stop loose"') == 1


@pytest.mark.django_db
def test_pay_in_a_rarer_currency_stays_in_words(client, settings):
    settings.LADDERS_PUBLIC, settings.PAY_VISIBILITY = True, "everyone"
    paid_bakery()
    (clerk,) = ladder("Clerk", "junior")
    SalaryBandFactory(level=clerk.level, minimum=99_999, maximum=100_999, currency="USD")
    page = client.get(f"{BAKING}?by=pay").content.decode()
    assert page.count('class="stop loose"') == 1
    assert "$99,999" in page


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [1, 6])
@pytest.mark.parametrize("query", ["", "?by=pay"])
def test_the_map_takes_seven_queries_however_much_is_on_it_and_three_when_kept(
    client, django_assert_num_queries, roles, query
):
    client.force_login(UserFactory())
    for number in range(roles):
        for profile in ladder(f"Role {number}", "junior", "senior", "head"):
            SalaryBandFactory(level=profile.level)
            leads(profile, f"Role {number}", "Role 1")
    with django_assert_num_queries(7):
        client.get(BAKING + query)
    with django_assert_num_queries(3):
        client.get(BAKING + query)
