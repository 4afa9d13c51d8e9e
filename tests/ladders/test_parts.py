"""What an edition says beside its levels: part of the difference, of the version, and of the news."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from paths.ladders.content import Custom, EditionContent, Move, Piece, Question, Share, Stage
from paths.ladders.news import in_one_line
from paths.ladders.parts import compare_contents
from paths.ladders.telling import Sort, tell_all
from paths.ladders.versions import Step, step_of
from paths.ladders.wording import Edit
from tests.ladders.samples import does, profile

CORE = (("Answer for the bakery", ("Every day",)), ("Keep the ovens clean", ()))
FIRST = Stage("First", Decimal(0), Decimal(2), "Bread", "Rye", "Calm", ())
WHY = Question("Basics", 1, False, "Why bread?", ("Think of rye",))
SENIOR = profile(does("Run the oven"), title="Senior Baker", rank=1)
BASE = EditionContent(
    id=1,
    role_id=1,
    role="Baker",
    role_slug="baker",
    family="Food",
    version="1.0",
    overview="Bakes bread.\n\nLoves it.",
    core_responsibilities=CORE,
    profiles=(SENIOR,),
    stages=(FIRST,),
    questions=(WHY,),
    advice=(Piece("networking", "Fairs", "Meet bakers", ()),),
    transitions=(Move("Baker", "Cook", "Learn to fry", ()),),
    custom=(Custom("title", "section", "Hours", "Early"), Custom("overview", "text", "", "We bake at night.")),
)
ON_CALL = ("Be on call every night", ())


def changed(**said):
    return compare_contents(BASE, replace(BASE, **said))


def told(**said):
    """(part, what happened, text) of all that is told."""
    return [
        (part.anchor, str(sort), each.text)
        for part in tell_all(changed(**said))
        for sort, _heading, statements in part.groups
        for each in statements
    ]


def core(*lines):
    return {"core_responsibilities": lines}


CASES = {
    "one more for everybody": (core(*CORE, ON_CALL), Step.MAJOR, "asks one new thing of every level"),
    "two more": (core(*CORE, ON_CALL, ("Greet guests", ())), Step.MAJOR, "asks two new things of every level"),
    "another in place of one": (core(CORE[0], ON_CALL), Step.MAJOR, "asks one new thing of every level"),
    "much more of the same": (
        core(CORE[0], ("Keep the ovens of all bakeries in the country clean and safe", ())),
        Step.MAJOR,
        "asks one thing more deeply of every level",
    ),
    "one less": (core(CORE[0]), Step.MINOR, "asks less of every level"),
    "none any more": (core(), Step.MINOR, "asks less of every level"),
    "another example": (core(("Answer for the bakery", ("At night",)), CORE[1]), Step.MINOR, "core responsibilities"),
    "another wording": (core(CORE[0], ("Keep the oven clean", ())), Step.PATCH, "says the core responsibilities more"),
    "a word less": (core(CORE[0], ("Keep ovens", ())), Step.PATCH, "says the core responsibilities more clearly"),
    "another order": (core(*reversed(CORE)), Step.PATCH, "changes the core responsibilities"),
    "another overview": ({"overview": "Bakes."}, Step.PATCH, "changes the overview"),
    "another roadmap": ({"stages": ()}, Step.PATCH, "changes the roadmap"),
    "two parts": ({"advice": (), "transitions": ()}, Step.PATCH, "changes the advice and the transitions"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_asked_of_everybody_counts_like_what_a_level_asks(case):
    said, step, news = CASES[case]
    changes = changed(**said)
    assert step_of(changes) == step
    assert news in in_one_line(changes, "Baker")


def test_what_every_level_and_one_level_newly_ask_is_told_in_one_line():
    senior = replace(SENIOR, expectations=(*SENIOR.expectations, does("Teach apprentices")))
    news = in_one_line(changed(**core(*CORE, ON_CALL), profiles=(senior,)), "Baker")
    assert news == "asks one new thing of every level and asks one new thing of Senior"


def test_an_edition_that_says_the_same_changes_nothing():
    changes = compare_contents(BASE, replace(BASE, id=2, version="2.0"))
    assert (changes.changes, in_one_line(changes, "Baker"), tell_all(changes)) == (False, "", ())


def test_against_nothing_every_level_is_new_and_no_part():
    changes = compare_contents(None, BASE)
    assert [level.title for level in changes.added] == ["Senior Baker"]
    assert changes.parts == ()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (core(*CORE, ON_CALL), ("core_responsibilities", "new", "Be on call every night")),
        (core(CORE[0]), ("core_responsibilities", "gone", "Keep the ovens clean")),
        (core(CORE[0], ("Keep the oven clean", ())), ("core_responsibilities", "reworded", "Keep the oven clean")),
        ({"overview": "Bakes bread."}, ("overview", "gone", "Loves it.")),
        ({"overview": "Bakes cakes.\n\nLoves it."}, ("overview", "reworded", "Bakes cakes.")),
        ({"stages": (FIRST, replace(FIRST, title="Second"))}, ("stages", "new", "Second")),
        ({"stages": (replace(FIRST, focus="Cake"),)}, ("stages", "reworded", "First")),
        ({"questions": ()}, ("questions", "gone", "Why bread?")),
        ({"questions": (replace(WHY, examples=()),)}, ("questions", "reworded", "Why bread?")),
        ({"questions": (replace(WHY, level_id=None),)}, ("questions", "reworded", "Why bread?")),
        ({"advice": (Piece("negotiation", "", "Ask", ()),)}, ("advice", "new", "Ask")),
        ({"transitions": ()}, ("transitions", "gone", "Baker → Cook")),
        ({"transitions": (Move("Baker", "Cook", "Fry", ()),)}, ("transitions", "reworded", "Baker → Cook")),
        ({"custom": BASE.custom[:1]}, ("custom", "gone", "We bake at night.")),
        ({"custom": (Custom("title", "section", "Hours", "Late"), BASE.custom[1])}, ("custom", "reworded", "Hours")),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else None,
)
def test_what_is_new_gone_and_said_otherwise_is_told_part_by_part(said, expected):
    assert expected in told(**said)


def test_what_stands_under_a_line_is_told_word_by_word():
    (stages,) = tell_all(changed(stages=(replace(FIRST, focus="Cake"),)))
    ((sort, _heading, (stage,)),) = stages.groups
    assert sort is Sort.REWORDED
    assert [segment.text.strip() for segment in stage.under if segment.edit is Edit.REMOVED] == ["Bread"]
    assert [segment.text.strip() for segment in stage.under if segment.edit is Edit.ADDED] == ["Cake"]


def test_a_question_says_whom_it_is_asked_now():
    (questions,) = tell_all(changed(questions=(replace(WHY, and_above=True),)))
    assert questions.groups[0][2][0].detail == "Basics, Senior → Basics, Senior+"


def test_what_is_true_of_every_level_comes_first_and_what_asks_nothing_last():
    senior = replace(SENIOR, summary="Bakes well.")
    parts = tell_all(changed(**core(CORE[0]), stages=(), profiles=(senior,)))
    assert [part.anchor for part in parts] == ["core_responsibilities", "1", "stages"]


def test_where_only_the_order_changed_nothing_else_is_claimed():
    (part,) = tell_all(changed(**core(*reversed(CORE))))
    assert part.groups == ()


def test_other_parts_of_a_level_are_told_line_by_line():
    senior = replace(
        SENIOR,
        summary="Bakes well.",
        shares=(Share("Baking", Decimal("60.0")),),
        projects=("A cake",),
        custom=(Custom("summary", "label", "Hours", "Early\nLate"),),
    )
    (level,) = tell_all(changed(profiles=(senior,)))
    lines = {
        str(fact.name): (each.text, "".join(segment.text for segment in each.under))
        for fact in level.facts
        for _sort, _heading, statements in fact.groups
        for each in statements
    }
    assert lines == {
        "summary": ("Bakes well.", ""),
        "a typical week": ("Baking", "60 %"),
        "portfolio projects": ("A cake", ""),
        "other parts": ("Hours", "Early · Late"),
    }


def test_another_share_of_the_week_is_the_same_activity():
    weeks = [replace(SENIOR, shares=(Share("Baking", Decimal(percent)),)) for percent in (60, 50)]
    (level,) = tell_all(compare_contents(replace(BASE, profiles=weeks[:1]), replace(BASE, profiles=weeks[1:])))
    ((sort, _heading, (baking,)),) = level.facts[0].groups
    assert (sort, baking.text) == (Sort.REWORDED, "Baking")
    assert {segment.text.strip() for segment in baking.under} >= {"60", "50"}
