"""People against the statements of a role: distances, the order one asks for, and what many lack. No database."""

from __future__ import annotations

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.growth.heat_map import Told, cell_of, chances_wanted, heat_map, lacks
from paths.growth.standing import Answer, standing_of
from paths.ladders.choices import Kind, Proficiency
from paths.ladders.content import Expected, SkillAsked

SPACE = UUID(int=0)


def asks(text, *, skill=None, required=True, proficiency=Proficiency.PRACTITIONER):
    key = uuid5(SPACE, f"{text} {proficiency}")
    if skill is None:
        return Expected(key, Kind.RESPONSIBILITY, "", text, required=required)
    asked = SkillAsked(skill, text, text.lower(), proficiency)
    return Expected(key, Kind.SKILL, "Craft", text, skill=asked, required=required)


def told(name, *answers, person_id=0, target="Baker"):
    """What somebody shared: pairs of a statement and its answer."""
    said = {expected.key: answer for expected, answer in answers}
    standing = standing_of([expected for expected, _answer in answers], said)
    return Told(person_id or sum(map(ord, name)), name, target, f"/{name}/", standing)


RYE, SWEEP, TEACH = asks("Rye", skill=7), asks("Sweep"), asks("Teach")
ANA = told("Ana", (RYE, Answer(1)), (SWEEP, Answer(3)))
BO = told("Bo", (RYE, Answer(3)), (TEACH, Answer(None, no_opportunity=True, note="An apprentice.")))
CY = told("Cy", (RYE, Answer(2)), (TEACH, Answer()))


def signs(person):
    return [cell.sign for cell in person.cells]


def names(found):
    return [person.name for person in found.people]


def test_each_cell_says_how_far_somebody_is_from_their_own_target():
    found = heat_map([BO, ANA, CY])
    assert [column.text for column in found.columns] == ["Rye", "Sweep", "Teach"]
    assert [signs(person) for person in found.people] == [["−2", "+1", ""], ["0", "", "n/o"], ["−1", "", "·"]]


@pytest.mark.parametrize(
    ("gap", "words"), [(-3, "3 below"), (-1, "1 below"), (0, "met"), (2, "2 above"), (None, "not answered")]
)
def test_a_cell_says_in_words_what_it_shows_by_colour(gap, words):
    assert str(cell_of(True, gap, False).words) == words


def test_a_skill_is_one_column_however_deep_each_level_asks_it():
    deep = told("Di", (asks("Rye", skill=7, proficiency=Proficiency.EXPERT), Answer(3)))
    found = heat_map([ANA, deep])
    assert [column.text for column in found.columns].count("Rye") == 1
    assert signs(found.people[1])[0] == "−1", "against the own target"


def test_people_stand_by_name_unless_a_statement_is_asked_for():
    assert names(heat_map([CY, BO, ANA])) == ["Ana", "Bo", "Cy"]
    assert names(heat_map([CY, BO, ANA], sort="-")) == ["Cy", "Bo", "Ana"]
    assert names(heat_map([CY, BO, ANA], sort="s7")) == ["Ana", "Cy", "Bo"]
    assert names(heat_map([CY, BO, ANA], sort="-s7")) == ["Bo", "Cy", "Ana"]


def test_who_said_nothing_of_a_statement_stands_last_either_way():
    for sort in (SWEEP.key.hex, f"-{SWEEP.key.hex}"):
        assert names(heat_map([CY, BO, ANA], sort=sort)) == ["Ana", "Bo", "Cy"]


def test_a_statement_that_is_none_is_as_if_nothing_was_asked():
    found = heat_map([BO, ANA], sort="-nonsense")
    assert (names(found), found.sorted_by, found.is_reversed) == (["Ana", "Bo"], "", False)


def test_who_cannot_be_seen_yet_is_named_beside_the_map_and_not_in_it():
    hidden = Told(9, "Di", "Baker", "/Di/", None)
    found = heat_map([hidden, ANA])
    assert names(found) == ["Ana"]
    assert found.hidden == (hidden,)


def test_what_most_people_lack_comes_first_and_what_is_only_desirable_not_at_all():
    extra = asks("Sing", required=False)
    people = [
        told("Ana", (SWEEP, Answer(0)), (RYE, Answer(1)), (extra, Answer(0))),
        told("Bo", (SWEEP, Answer(3)), (RYE, Answer(1))),
    ]
    assert [(lack.asked.text, lack.below, lack.of) for lack in lacks(people, most=8)] == [
        ("Rye", 2, 2),
        ("Sweep", 1, 2),
    ]
    assert len(lacks(people, most=1)) == 1


def test_somebody_with_two_papers_counts_once_with_the_newer():
    newer, older = told("Ana", (RYE, Answer(3)), person_id=1), told("Ana", (RYE, Answer(0)), person_id=1)
    assert lacks([newer, older], most=8) == ()


def test_no_opportunity_is_no_lack_and_is_gathered_with_what_would_give_one():
    assert "Teach" not in [lack.asked.text for lack in lacks([BO], most=8)]
    (chance,) = chances_wanted([BO, ANA, BO])
    assert (chance.asked.text, chance.people) == ("Teach", (("Bo", "An apprentice."),))


STATEMENTS = [RYE, SWEEP, TEACH, asks("Crêpes", skill=8), asks("Sing", required=False)]
PAPERS = st.lists(
    st.builds(
        lambda name, chosen, values: told(name, *((one, Answer(values[n])) for n, one in enumerate(chosen))),
        st.sampled_from(["Ana", "Bo", "Cy", "Di"]),
        st.lists(st.sampled_from(STATEMENTS), unique=True),
        st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=5, max_size=5),
    ),
    max_size=6,
)


@given(PAPERS, st.sampled_from(["", "-", "s7", "-s7", SWEEP.key.hex, "x"]))
def test_every_row_has_a_cell_for_each_column_and_nobody_is_lost(papers, sort):
    found = heat_map(papers, sort=sort)
    assert sorted(names(found)) == sorted(paper.name for paper in papers)
    assert {len(person.cells) for person in found.people} <= {len(found.columns)}
    assert sum(number for _name, number in found.categories) == len(found.columns)
    for lack in lacks(papers, most=8):
        assert 0 < lack.below <= lack.of
