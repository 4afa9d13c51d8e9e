from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.ladders.wording import LONGEST, Edit, difference, folded

SAME, REMOVED, ADDED = Edit.SAME, Edit.REMOVED, Edit.ADDED


def said(before, after):
    return [(segment.edit, segment.text) for segment in difference(before, after)]


def joined(segments, without):
    return "".join(segment.text for segment in segments if segment.edit is not without)


def test_words_that_stay_are_told_from_words_that_go_and_come():
    assert said(
        "Represent engineering in product and business discussions",
        "Represent the company in external technical communities",
    ) == [
        (SAME, "Represent"),
        (REMOVED, " engineering"),
        (ADDED, " the company"),
        (SAME, " in"),
        (REMOVED, " product and business discussions"),
        (ADDED, " external technical communities"),
    ]


def test_a_word_put_in_front_brings_its_space():
    assert said("systems", "distributed systems") == [(ADDED, "distributed "), (SAME, "systems")]


def test_words_put_behind_bring_their_space():
    assert said("Mentor engineers", "Mentor engineers and teams") == [(SAME, "Mentor engineers"), (ADDED, " and teams")]


def test_a_comma_is_no_part_of_the_word_before_it():
    assert said("Design APIs", "Design APIs, and own them") == [(SAME, "Design APIs"), (ADDED, ", and own them")]


@pytest.mark.parametrize("word", ["C++", "C#", "CI/CD", "on-call", "Node.js", "team's", "R&D"])
def test_names_are_one_word(word):
    assert said(f"Use {word} daily", "Use Go daily") == [
        (SAME, "Use"),
        (REMOVED, f" {word}"),
        (ADDED, " Go"),
        (SAME, " daily"),
    ]


def test_the_longer_words_stay_where_both_cannot():
    assert said("the platform", "platform the") == [(REMOVED, "the "), (SAME, "platform"), (ADDED, " the")]
    assert said("platform the", "the platform") == [(ADDED, "the "), (SAME, "platform"), (REMOVED, " the")]


def test_the_same_text_is_one_segment():
    assert said("Own it", "Own it") == [(SAME, "Own it")]


def test_nothing_differs_from_nothing():
    assert said("", "") == []


def test_spaces_that_differ_are_kept_apart():
    assert said("a b", "a  b") == [(SAME, "a"), (REMOVED, " "), (ADDED, "  "), (SAME, "b")]


def test_a_text_beyond_measure_is_replaced_as_a_whole():
    before, after = "word " * LONGEST + "more", "word " * LONGEST + "less"
    assert said(before, after) == [(REMOVED, before), (ADDED, after)]


def test_case_and_spacing_are_folded():
    assert folded("  Own\tthe STRASSE ") == folded("own the straße")


@given(st.text(), st.text())
def test_segments_join_to_either_text(before, after):
    segments = difference(before, after)
    assert joined(segments, without=ADDED) == before
    assert joined(segments, without=REMOVED) == after


@given(*[st.lists(st.sampled_from(["own", "the", "API,", "  ", "\n", "on-call", "C++", "."])).map(" ".join)] * 2)
def test_segments_of_like_texts_join_to_either_text(before, after):
    segments = difference(before, after)
    assert joined(segments, without=ADDED) == before
    assert joined(segments, without=REMOVED) == after


@given(st.text(), st.text())
def test_no_segment_is_empty_and_no_two_neighbours_are_of_one_sort(before, after):
    segments = difference(before, after)
    assert all(segment.text for segment in segments)
    assert all(left.edit is not right.edit for left, right in pairwise(segments))
