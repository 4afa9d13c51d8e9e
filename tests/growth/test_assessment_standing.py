"""Where somebody stands, as counts and as a picture: pure, so without a database."""

import datetime
import uuid
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from paths.growth.picture import FEWEST_AXES, picture_of, reach
from paths.growth.progress import HEIGHT, WIDTH, Copy, lines_of
from paths.growth.scales import highest
from paths.growth.standing import Answer, standing_of
from paths.ladders.choices import Kind
from paths.ladders.content import Expected, SkillAsked

DAY = datetime.date(2026, 3, 5)


@st.composite
def asked(draw):
    """An expectation of any kind, and any answer that it offers."""
    key = uuid.UUID(int=draw(st.integers(0, 2**64)))
    kind = draw(st.sampled_from(list(Kind)))
    skill = SkillAsked(1, "Rye", "rye", draw(st.integers(1, 4))) if kind == Kind.SKILL else None
    category = draw(st.sampled_from(["", "Craft", "Shop", "Oven", "Till"]))
    expected = Expected(key, kind, category, "Bake", skill=skill, required=draw(st.booleans()))
    values = st.integers(0, highest(expected))
    answer = draw(
        st.one_of(st.just(Answer()), st.just(Answer(None, True)), values.map(Answer), st.just(Answer(note="Later")))
    )
    return expected, answer


def stand(pairs):
    return standing_of([expected for expected, _ in pairs], {expected.key: answer for expected, answer in pairs})


rows = st.lists(asked(), max_size=30, unique_by=lambda pair: pair[0].key)


@given(rows)
def test_no_row_is_lost_or_counted_twice(pairs):
    standing = stand(pairs)
    assert sorted(row.expected.key for row in standing.rows) == sorted(expected.key for expected, _ in pairs)
    counts = standing.counts
    assert counts.met + counts.below + counts.no_opportunity + counts.unanswered == counts.total
    assert counts.total == sum(expected.required for expected, _ in pairs)


@given(rows)
def test_the_steps_add_up_to_the_whole(pairs):
    standing = stand(pairs)
    for name in ("total", "met", "below", "no_opportunity", "unanswered"):
        assert sum(getattr(step.counts, name) for step in standing.steps) == getattr(standing.counts, name)
    assert len({step.slug for step in standing.steps}) == len(standing.steps)


@given(rows)
def test_the_gaps_are_what_is_below_the_largest_first(pairs):
    standing = stand(pairs)
    sizes = [row.below for row in standing.gaps]
    assert len(sizes) == standing.counts.below
    assert sizes == sorted(sizes, reverse=True)
    assert all(sizes)


@given(rows)
def test_it_is_finished_when_every_row_is_answered(pairs):
    assert stand(pairs).is_finished == all(answer.is_given for _, answer in pairs)


@given(rows)
def test_a_bar_is_as_full_as_the_count_beside_it_says(pairs):
    for bar in picture_of(stand(pairs)).bars:
        assert round(Decimal(bar.met.rstrip("%")) * bar.counts.total / 100, 1) == bar.counts.met


@given(rows)
def test_a_radar_has_an_axis_for_each_bar_and_needs_three(pairs):
    picture = picture_of(stand(pairs))
    assert (picture.radar is not None) == (len(picture.bars) >= FEWEST_AXES)
    if picture.radar:
        assert len(picture.radar.axes) == len(picture.bars)
        for x, y in (
            point.split(",") for points in (picture.radar.here, picture.radar.required) for point in points.split()
        ):
            assert 0 <= float(x) <= picture.radar.width
            assert 0 <= float(y) <= picture.radar.height


def skill(name, needed, answer, category="Craft"):
    return Expected(uuid.uuid4(), Kind.SKILL, category, name, skill=SkillAsked(1, name, name, needed)), answer


def test_a_bar_leaves_out_what_there_is_no_opportunity_for():
    standing = stand([skill("Rye", 2, Answer(1)), skill("Oats", 4, Answer(None, True))])
    assert reach(standing.rows) == (0.25, 0.5)


def test_a_line_of_progress_rises_with_what_is_met():
    pairs = [skill("Rye", 2, Answer(1)), skill("Oats", 2, Answer(2))]
    later = [(expected, Answer(2)) for expected, _ in pairs]
    (line,) = lines_of([Copy(DAY, stand(pairs)), Copy(DAY, stand(later))])
    assert [(mark.counts.met, mark.counts.total) for mark in line.marks] == [(1, 2), (2, 2)]
    assert line.marks[1].y < line.marks[0].y


def test_a_category_that_was_not_asked_then_has_no_mark():
    first = stand([skill("Rye", 2, Answer(2))])
    second = stand([skill("Rye", 2, Answer(2)), skill("Till", 1, Answer(0), "Shop")])
    craft, shop = lines_of([Copy(DAY, first), Copy(DAY, second)])
    assert [bool(mark.counts) for mark in craft.marks] == [True, True]
    assert [bool(mark.counts) for mark in shop.marks] == [False, True]


@given(st.lists(rows, min_size=1, max_size=5))
def test_every_mark_of_progress_stays_on_its_drawing(papers):
    for line in lines_of([Copy(DAY, stand(pairs)) for pairs in papers]):
        assert len(line.marks) == len(papers)
        for mark in line.marks:
            assert 0 <= mark.x <= WIDTH
            assert 0 <= mark.y <= HEIGHT
