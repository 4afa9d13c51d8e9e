"""What holds of any levels whatever."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from paths.ladders.choices import Kind
from paths.ladders.compare import compare, compare_editions
from paths.ladders.comparison import Column, Mark
from paths.ladders.content import Expected, SkillAsked
from paths.ladders.likeness import alike
from paths.ladders.matching import match_levels
from paths.ladders.wording import Edit
from tests.ladders.samples import profile

WORDS = (
    "own",
    "lead",
    "backups",
    "mentoring",
    "mentors",
    "the",
    "incidents",
    "outage",
    "budget",
    "Cost",
    "APIs",
    "team",
)
PHRASES = [" ".join(Random(number).choices(WORDS, k=1 + number % 5)) for number in range(60)]
KEYS = [UUID(int=number) for number in range(1, 25)]
SKILLS = [SkillAsked(number, f"Skill {number}", f"skill-{number}", depth) for number in range(4) for depth in (1, 2, 3)]

phrases = st.sampled_from(PHRASES)
expectations = st.builds(
    lambda key, kind, category, text, skill, required, grows_from: Expected(
        key, kind, category, text, (), skill if kind == Kind.SKILL else None, required, grows_from
    ),
    st.sampled_from(KEYS),
    st.sampled_from(list(Kind)),
    st.sampled_from(["", "Tools", "tools ", "Data"]),
    phrases,
    st.sampled_from(SKILLS),
    st.booleans(),
    st.sampled_from([None, *KEYS]),
)
levels = st.builds(
    lambda statements, shares, rank: profile(*statements, rank=rank, shares=shares),
    st.lists(expectations, max_size=7, unique_by=lambda expected: expected.key),
    st.lists(st.tuples(phrases, st.sampled_from([None, 0, 15, 20])), max_size=3),
    st.sampled_from([1, 2, 3]),
)
editions = st.lists(levels, max_size=2).flatmap(
    lambda made: st.sampled_from([1, 2]).map(
        lambda first: [replace(level, level_id=number) for number, level in enumerate(made, first)]
    )
)


def compared(*profiles):
    return compare([Column(each) for each in profiles])


def counted(statements):
    return Counter(id(statement.expected) for statement in statements)


def new(comparison):
    return counted(each for each in comparison.statements(1) if each.mark is Mark.NEW)


def no_longer_named(comparison):
    return counted(each for each in comparison.statements(0) if each.no_longer_named)


@given(levels)
def test_a_level_does_not_differ_from_itself(level):
    comparison = compared(level, level)
    assert not comparison.changes
    assert all(each.mark is Mark.CARRIED and not each.reworded for each in comparison.statements(1))
    assert not any(cell.is_new or cell.points for line in comparison.shares for cell in line.cells if cell)


@given(levels, levels)
def test_what_is_new_one_way_is_no_longer_named_the_other(left, right):
    assert new(compared(left, right)) == no_longer_named(compared(right, left))


@given(levels, levels)
def test_the_same_statements_belong_together_either_way(left, right):
    there = {(match.left, match.right, match.bond) for match in match_levels(left.expectations, right.expectations)}
    back = {(match.right, match.left, match.bond) for match in match_levels(right.expectations, left.expectations)}
    assert there == back


@given(st.lists(phrases, max_size=8), st.lists(phrases, max_size=8))
def test_texts_are_as_alike_either_way(left, right):
    there = {(pair.left, pair.right, pair.likeness) for pair in alike(left, right)}
    back = {(pair.right, pair.left, pair.likeness) for pair in alike(right, left)}
    assert there == back


@given(levels, levels)
def test_a_skill_that_is_deeper_one_way_is_eased_the_other(left, right):
    def skills(comparison, mark):
        return Counter(
            frozenset((id(each.before), id(each.expected)))
            for each in comparison.statements(1)
            if each.expected.skill and each.mark is mark
        )

    assert skills(compared(left, right), Mark.DEEPER) == skills(compared(right, left), Mark.EASED)


@given(st.lists(levels, min_size=2, max_size=4))
def test_every_statement_stands_once_and_in_its_own_column(profiles):
    comparison = compared(*profiles)
    for column, each in enumerate(profiles):
        assert counted(comparison.statements(column)) == Counter(map(id, each.expectations))
        assert comparison.columns[column].counts.total == len(each.expectations)


@given(st.lists(levels, min_size=2, max_size=4))
def test_every_activity_stands_once_and_in_its_own_column(profiles):
    comparison = compared(*profiles)
    for column, each in enumerate(profiles):
        cells = [line.cells[column] for line in comparison.shares if line.cells[column]]
        assert Counter(cell.activity for cell in cells) == Counter(share.activity for share in each.shares)


@given(levels, levels, levels)
def test_three_columns_say_of_neighbours_what_two_say(first, second, third):
    whole, lower, upper = compared(first, second, third), compared(first, second), compared(second, third)

    def said(comparison, column):
        return {id(each.expected): (each.mark, each.bond, each.before) for each in comparison.statements(column)}

    assert said(whole, 1) == said(lower, 1)
    assert said(whole, 2) == said(upper, 1)
    assert no_longer_named(whole) == no_longer_named(lower)
    assert whole.columns[2].counts == upper.columns[1].counts


@given(st.lists(levels, min_size=3, max_size=4))
def test_neighbours_on_a_line_belong_together(profiles):
    for group in compared(*profiles).groups:
        for line in group.lines:
            for left, right in pairwise(line.cells):
                if left and right:
                    assert right.before is left.expected


@given(levels, levels)
def test_segments_join_to_the_texts_they_tell_apart(left, right):
    for each in compared(left, right).statements(1):
        if each.reworded:
            assert "".join(part.text for part in each.wording if part.edit is not Edit.ADDED) == each.before.text
            assert "".join(part.text for part in each.wording if part.edit is not Edit.REMOVED) == each.expected.text
        else:
            assert each.wording == ()


@given(editions)
def test_an_edition_does_not_differ_from_itself(edition):
    assert not compare_editions(edition, edition).changes


@given(editions, editions)
def test_editions_lose_one_way_what_they_gain_the_other(before, after):
    there, back = compare_editions(before, after), compare_editions(after, before)
    assert sum((new(level.comparison) for level in there.levels), Counter()) == sum(
        (no_longer_named(level.comparison) for level in back.levels), Counter()
    )


@given(editions, editions)
def test_every_statement_of_two_editions_stands_once(before, after):
    changes = compare_editions(before, after)
    for column, edition in enumerate((before, after)):
        stands = sum((counted(level.comparison.statements(column)) for level in changes.levels), Counter())
        assert stands == Counter(id(each) for level in edition for each in level.expectations)


@given(editions, editions)
def test_what_moved_from_a_level_moved_to_another(before, after):
    levels_of = compare_editions(before, after).levels
    came = {
        (each.moved_from, level.after.level_id)
        for level in levels_of
        for each in level.comparison.statements(1)
        if each.moved_from
    }
    old, new_ids = {each.level_id for each in before}, {each.level_id for each in after}
    assert all(source in old and source != target and target in new_ids for source, target in came)
