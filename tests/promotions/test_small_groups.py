"""Counts that give away no small group, whatever the counts are."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from paths.promotions.small_groups import LEAST, Groups, count_groups, count_nested

NESTED = st.dictionaries(
    st.sampled_from("ABCD"), st.dictionaries(st.sampled_from("abcde"), st.integers(1, 9), max_size=5), max_size=4
)
GROUPS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 14), max_size=8)


def people(counts):
    return [name for name, number in counts.items() for _ in range(number)]


def test_groups_of_five_are_shown_the_largest_first():
    assert count_groups(people({"b": 5, "a": 5, "c": 9})) == Groups((("c", 9), ("a", 5), ("b", 5)))


def test_one_small_group_takes_the_next_smallest_with_it():
    assert count_groups(people({"a": 3, "b": 6, "c": 9})) == Groups((("c", 9),), together=9)


def test_two_small_groups_that_are_few_together_take_the_next_smallest_with_them():
    assert count_groups(people({"a": 2, "b": 2, "c": 7, "d": 9})) == Groups((("d", 9),), together=11)


def test_two_small_groups_that_are_enough_together_need_no_other():
    assert count_groups(people({"a": 3, "b": 4, "c": 7})) == Groups((("c", 7),), together=7)


def test_of_fewer_than_five_people_nothing_is_told():
    assert count_groups("aabb") == Groups((), is_too_few=True)
    assert count_groups([]) == Groups((), is_too_few=True)


@given(GROUPS)
def test_no_group_under_five_is_shown_and_nobody_is_lost(counts):
    found = count_groups(people(counts))
    assert all(number >= LEAST and counts[name] == number for name, number in found.shown)
    if not found.is_too_few:
        assert sum(number for _name, number in found.shown) + found.together == sum(counts.values())


@given(GROUPS)
def test_what_is_left_over_is_never_one_group_nor_a_few_people(counts):
    found = count_groups(people(counts))
    hidden = len(counts) - len(found.shown)
    if hidden and not found.is_too_few:
        assert found.together >= LEAST
        assert hidden > 1 or not found.shown


@given(GROUPS)
def test_what_is_hidden_could_be_made_up_in_several_ways(counts):
    """The same page comes of other people: so nobody reads a small group off it, even knowing how it is made."""
    found = count_groups(people(counts))
    if found.together:
        shown = people(dict(found.shown))
        ones = [f"one {place}" for place in range(found.together)]
        pairs = [f"pair {place // 2 if place < found.together - 3 else 'of three'}" for place in range(found.together)]
        assert count_groups([*shown, *ones]) == found
        assert max(Counter(pairs).values()) < LEAST
        assert count_groups([*shown, *pairs]) == found


@given(GROUPS, st.randoms())
def test_the_order_of_people_says_nothing(counts, chance):
    mixed = people(counts)
    chance.shuffle(mixed)
    assert count_groups(mixed) == count_groups(people(counts))


def pairs(counts):
    """Group and part of each person; the parts of two groups are not called the same."""
    return [(group, f"{group}{part}") for group, parts in counts.items() for part in people(parts)]


def test_what_is_left_of_a_group_beside_its_parts_is_no_small_group():
    groups, parts = count_nested(pairs({"A": {"a": 7, "b": 1}, "B": {"a": 4, "b": 3}, "C": {"a": 8}}))
    assert groups == Groups((("A", 8), ("C", 8), ("B", 7)))
    assert parts == Groups((("Ca", 8),), together=15)


def test_of_groups_that_are_left_out_together_parts_are_left_out_together():
    groups, parts = count_nested(pairs({"A": {"a": 6}, "B": {"a": 2}, "C": {"a": 3, "b": 7}}))
    assert groups == Groups((("C", 10),), together=8)
    assert parts == Groups((), together=18), "the six of A would tell of the two of B"


def test_of_fewer_than_five_people_no_part_is_told_either():
    assert count_nested([("A", "a")] * 4) == (Groups((), is_too_few=True), Groups((), is_too_few=True))


@given(NESTED)
def test_no_part_under_five_is_shown_and_nobody_is_lost(counts):
    groups, parts = count_nested(pairs(counts))
    real = Counter(part for _group, part in pairs(counts))
    assert groups == count_groups(group for group, _part in pairs(counts))
    assert all(number >= LEAST and real[name] == number for name, number in parts.shown)
    if not parts.is_too_few:
        assert sum(number for _name, number in parts.shown) + parts.together == real.total()


@given(NESTED)
def test_no_small_group_comes_of_subtracting_parts_from_what_is_shown(counts):
    groups, parts = count_nested(pairs(counts))
    if groups.is_too_few:
        return
    shown = dict(parts.shown)
    named = {name for name, _number in groups.shown}
    pools = [{name} for name in named] + [set(counts) - named]
    for pool in pools:
        within = Counter(part for group, part in pairs(counts) if group in pool)
        left = {name: number for name, number in within.items() if name not in shown}
        assert not left or sum(left.values()) >= LEAST
        assert len(left) != 1 or not set(within) & set(shown)


@given(NESTED, st.randoms())
def test_the_order_of_people_says_nothing_of_parts(counts, chance):
    mixed = pairs(counts)
    chance.shuffle(mixed)
    assert count_nested(mixed) == count_nested(pairs(counts))
