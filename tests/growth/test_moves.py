"""Where somebody could go next, by the skills they have."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from paths.growth.models import Rating
from paths.growth.moves import beside, comparable
from paths.growth.near import Asked, Rung, Said, ladders_near, near
from paths.pay.figures import PayFigure
from tests.factories import (
    AssessmentFactory,
    EditionFactory,
    ExpectationFactory,
    LevelProfileFactory,
    RoleFactory,
    SalaryBandFactory,
)
from tests.growth.people import bakery, page, signed_in

MOVES = "/growth/moves/"


def rung(level_id, role_id=1, rank=None, skills=()):
    asked = tuple(Asked(uuid4(), skill_id, f"Skill {skill_id}", depth) for skill_id, depth in skills)
    return Rung(
        level_id,
        f"l{level_id}",
        f"Level {level_id}",
        rank or level_id,
        role_id,
        f"Role {role_id}",
        f"r{role_id}",
        asked,
    )


ELSEWHERE = UUID(int=1)


def of_skills(answers):
    """What was said of skills at other statements: skill id -> answer."""
    return Said(tuple((ELSEWHERE, skill_id, value) for skill_id, value in answers.items()))


def test_a_skill_counts_by_its_statement_and_else_by_the_skill_wherever_it_was_rated():
    level = rung(1, skills=[(7, 3), (8, 2)])
    first, _second = level.skills
    assert near(level, of_skills({7: 3, 8: 1})).met == 1
    found = near(level, Said(((first.key, None, 2),)))
    assert [(lack.name, lack.has) for lack in found.below] == [("Skill 7", 2)]
    assert [lack.name for lack in found.unanswered] == ["Skill 8"]


def test_what_was_said_last_of_a_statement_or_its_skill_counts():
    level = rung(1, skills=[(7, 3)])
    (asked,) = level.skills
    here, elsewhere = (asked.key, 7, 2), (ELSEWHERE, 7, 4)
    assert near(level, Said((here, elsewhere))).met == 1
    assert near(level, Said((elsewhere, here))).met == 0


def test_on_ones_own_ladder_the_next_rung_is_near_and_nothing_below():
    levels = [rung(number, skills=[(number, 2)]) for number in (1, 2, 3)]
    (ladder,) = ladders_near(levels, of_skills({3: 4}), own=1)
    assert ladder.nearest.rung.level_id == 2
    assert [each.rung.level_id for each in ladder.others] == [3]
    assert ladders_near(levels, Said(), own=3) == ()


def test_on_another_ladder_the_highest_level_of_which_half_is_met():
    levels = [rung(1, skills=[(1, 1)]), rung(2, skills=[(1, 1), (2, 2)]), rung(3, skills=[(1, 2), (2, 3), (3, 3)])]
    (ladder,) = ladders_near(levels, of_skills({1: 1}), own=None)
    assert ladder.nearest.rung.level_id == 2
    (ladder,) = ladders_near(levels, of_skills({9: 4}), own=None)
    assert ladder.nearest.rung.level_id == 1, "else the lowest"


def test_on_another_ladder_where_too_little_is_met_the_level_of_which_most_is():
    short = rung(3, skills=[(9, 4)])
    levels = [rung(1, skills=[(1, 1), (2, 1), (3, 1)]), rung(2, skills=[(1, 1), (2, 2), (3, 2), (4, 2)]), short]
    (ladder,) = ladders_near(levels, of_skills({1: 1}), own=None)
    assert ladder.nearest.rung.level_id == 1
    (ladder,) = ladders_near(levels, of_skills({8: 4}), own=None)
    assert ladder.nearest.rung.level_id == 1, "that a high level names few skills brings it no nearer"


def test_ladders_with_least_missing_come_first_and_those_without_skills_not_at_all():
    far, close, empty = rung(1, 1, skills=[(1, 4), (2, 4)]), rung(2, 2, skills=[(3, 1)]), rung(3, 3)
    found = ladders_near([far, close, empty], of_skills({3: 1}), own=None)
    assert [ladder.nearest.rung.level_id for ladder in found] == [2, 1]


skills = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 4)), max_size=5, unique_by=lambda pair: pair[0])
said = st.dictionaries(st.integers(1, 5), st.integers(0, 4))


@given(st.lists(st.tuples(st.integers(1, 3), skills), max_size=8), said, st.integers(0, 8))
def test_every_level_is_there_once_and_more_answers_never_take_away(levels, answers, own):
    rungs = [rung(number, role, skills=asked) for number, (role, asked) in enumerate(levels, start=1)]
    found = ladders_near(rungs, of_skills(answers), own)
    shown = [each.rung.level_id for ladder in found for each in (ladder.nearest, *ladder.others)]
    assert len(shown) == len(set(shown))
    assert own not in shown
    for each in (near(level, of_skills(answers)) for level in rungs):
        better = near(each.rung, of_skills(dict.fromkeys(range(1, 6), 4)))
        assert each.met + len(each.missing) == each.total
        assert better.met == better.total >= each.met


def figure(low, high=None, *, more=False, currency="EUR", location=""):
    return PayFigure(Decimal(low), high and Decimal(high), currency, more, location=location)


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        (figure(50_000, 60_000), figure(55_000, 70_000), "overlaps with yours at €55K – 60K"),
        (figure(50_000, 60_000), figure(61_000, 70_000), "begins above yours ends: €61K – 70K"),
        (figure(50_000, 60_000), figure(30_000, 40_000), "ends below where yours begins: €30K – 40K"),
        (figure(50_000, 60_000, more=True), figure(90_000), "overlaps with yours at €90K+"),
        (figure(50_000), figure(40_000, 80_000), "overlaps with yours at €50K – 80K"),
    ],
)
def test_how_two_bands_lie_to_each_other(own, other, said):
    assert said in beside(own, other)


def test_only_bands_of_one_place_and_currency_are_compared():
    everywhere, berlin = figure(1_000), figure(2_000, location="Berlin")
    dollars = figure(3_000, currency="USD")
    assert comparable([everywhere, berlin], [berlin], "berlin") == (berlin, berlin)
    assert comparable([everywhere, berlin], [everywhere], "Berlin") == (everywhere, everywhere)
    assert comparable([berlin], [berlin], "Paris") is None
    assert comparable([everywhere], [dollars], "") is None
    assert comparable([], [everywhere], "") is None


@pytest.fixture
def there(db):
    """The bakery, and a café whose barista needs rye at 2 and crêpes at 1."""
    found = bakery()
    cafe = EditionFactory(role=RoleFactory(name="Barista", slug="barista"))
    found.barista = LevelProfileFactory(edition=cafe, title="Barista One", level__slug="one")
    for skill, depth in ((found.rye, 2), (found.crepes, 1)):
        ExpectationFactory(profile=found.barista, of_skill=True, skill=skill, proficiency=depth)
    return found


@pytest.fixture
def ana(there):
    return signed_in(there.ana)


def rate_rye(there, value):
    assessment = AssessmentFactory(employee=there.ana, profile=there.senior)
    Rating.objects.create(
        assessment=assessment, key=there.rye_3.key, skill=there.rye, value=value, rated_at=timezone.now()
    )


def test_who_has_rated_nothing_is_told_where_to_begin(ana):
    assert "You have not rated any skill yet" in page(ana.get(MOVES))


def test_the_page_counts_and_names_what_is_missing(there, ana):
    rate_rye(there, 2)
    response = ana.get(MOVES)
    cards = {ladder["role"]: ladder["nearest"] for ladder in response.context["ladders"]}
    assert cards["Barista"]["near"].met == 1
    assert [lack.name for lack in cards["Barista"]["near"].unanswered] == ["Crêpes"]
    assert [(lack.name, lack.has, lack.needs) for lack in cards["Baker"]["near"].below] == [("Rye", 2, 3)]
    assert "1 of 2" in page(response)
    assert "Practitioner" in page(response)
    assert "%" not in page(response).partition("<main")[2]


def test_the_latest_answer_counts(there, ana):
    rate_rye(there, 4)
    rate_rye_again = AssessmentFactory(employee=there.ana, profile=there.barista)
    Rating.objects.create(assessment=rate_rye_again, key=uuid4(), skill=there.rye, value=1, rated_at=timezone.now())
    cards = {ladder["role"]: ladder["nearest"] for ladder in ana.get(MOVES).context["ladders"]}
    assert cards["Barista"]["near"].met == 0


def test_an_older_answer_to_the_very_statement_does_not_hide_a_newer_one_about_the_skill(there, ana):
    rate_rye(there, 1)
    again = AssessmentFactory(employee=there.ana, profile=there.barista)
    Rating.objects.create(assessment=again, key=uuid4(), skill=there.rye, value=3, rated_at=timezone.now())
    cards = {ladder["role"]: ladder["nearest"] for ladder in ana.get(MOVES).context["ladders"]}
    assert [lack.name for lack in cards["Baker"]["near"].missing] == ["Crêpes"]


def test_a_level_is_compared_with_ones_own_in_one_click(there, ana):
    rate_rye(there, 2)
    assert 'href="/compare/?level=baker/junior&amp;level=barista/one"' in page(ana.get(MOVES))
    response = ana.get("/compare/?level=baker/junior&level=barista/one")
    assert "Barista One" in page(response)


@pytest.mark.parametrize(("rule", "seen"), [("signed_in", True), ("own_ladder", False), ("hr", False)])
def test_pay_is_compared_only_where_both_bands_may_be_seen(settings, there, ana, rule, seen):
    settings.PAY_VISIBILITY = rule
    rate_rye(there, 2)
    SalaryBandFactory(level=there.junior.level, minimum=50_000, maximum=60_000)
    SalaryBandFactory(level=there.barista.level, minimum=55_000, maximum=77_000)
    assert ("77K" in page(ana.get(MOVES))) is seen


def test_somebody_without_a_level_has_moves_too(there):
    assessment = AssessmentFactory(employee=there.bo, profile=there.senior)
    Rating.objects.create(assessment=assessment, key=there.rye_3.key, skill=there.rye, value=3, rated_at=timezone.now())
    shown = page(signed_in(there.bo).get(MOVES))
    assert "Barista One" in shown
    assert "Compare with my level" not in shown


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_in_so_many_queries(there, ana, django_assert_max_num_queries, many):
    rate_rye(there, 2)
    for _role in range(many):
        ExpectationFactory(profile=LevelProfileFactory(), of_skill=True)
    with django_assert_max_num_queries(11):
        ana.get(MOVES)
