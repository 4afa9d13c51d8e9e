"""What the linter says of levels and their statements, and what it leaves alone."""

from decimal import Decimal

import pytest

from paths.ladders.content import EditionContent, Question, Share
from paths.ladders.lint import Library, lint
from paths.ladders.lint.verbs import woolly_verb
from tests.ladders.samples import LADDERS, does, generated_ladder, is_good_at, knows, ladder, profile

NOTHING = Library()


def content(*profiles, role="Baker", **said) -> EditionContent:
    """An edition of these levels."""
    empty = dict.fromkeys(["core_responsibilities", "stages", "questions", "advice", "transitions", "custom"], ()) | {
        "overview": ""
    }
    return EditionContent(
        id=1, role_id=1, role=role, role_slug="baker", family="Food", version="draft", profiles=profiles, **empty | said
    )


def found(check, *profiles, library=NOTHING, **said):
    return [finding for finding in lint(content(*profiles, **said), library) if finding.check == check]


def level(rank, *statements, **said):
    return profile(*statements, rank=rank, title=f"Level {rank}", **said)


# Verbs


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Understands sourdough", "understands"),
        ("Understanding of sourdough", "understanding"),
        ("understand and follow recipes", "understand"),
        ("Fully understands the oven", "understands"),
        ("The baker understands the oven", "understands"),
        ("A junior baker should know the oven", "know"),
        ("Is aware of food law", "is aware of"),
        ("Being aware of food law", "being aware of"),
        ("Knows the allergens", "knows"),
        ("Familiar with food law", ""),
        ("Is familiar with food law", "is familiar with"),
        ("Familiarity with food law", "familiarity with"),
        ("Has a good knowledge of flour", "has a good knowledge of"),
        ("Has knowledge of flour", "has knowledge of"),
        ("Basic knowledge of flour", "basic knowledge of"),
        ("Demonstrates a deep understanding of flour", "demonstrates a deep understanding of"),
        ("Helps with deliveries", "helps with"),
        ("Assist with deliveries", "assist with"),
        ("Is responsible for the oven", "is responsible for"),
        ("Is able to bake", "is able to"),
        ("Ability to bake under pressure", "ability to"),
        ("Tries to keep the shop clean", "tries to"),
        ("Learn about yeast", "learn about"),
        ("**Craft:** knows every flour", "knows"),
        ("Craft: knows every flour", "knows"),
        ("**Understands** yeast", "understands"),
        ("Experience with large ovens", "experience with"),
    ],
)
def test_a_verb_that_nobody_can_be_seen_doing_is_woolly(text, verb):
    assert woolly_verb(text) is not None
    assert woolly_verb(text)[0] == (verb or "familiar with")


@pytest.mark.parametrize(
    "text",
    [
        "Bakes bread that sells",
        "Explains recipes so that everyone understands them",
        "Helps new bakers through their first week",
        "Knowledge sharing across bakeries",
        "Runs awareness training",
        "Learning from feedback and mentorship",
        "Writes down what the team knows",
        "Understandable labels",
        "Know-how transfer between shops",
        "Trying out new recipes",
        "Triages complaints",
        "Experience design for shops",
        "Experienced bakers taught by name",
        "Is the one others ask",
        "",
        "???",
    ],
)
def test_a_verb_that_one_can_see_is_left_alone(text):
    assert woolly_verb(text) is None


def test_a_woolly_verb_is_named_with_its_place_and_a_better_one():
    (finding,) = found("woolly-verb", level(1, does("Bakes bread"), does("Understands the oven", key=7)))
    assert (finding.level_id, finding.key.int, finding.field) == (1, 7, "statement")
    assert finding.message.startswith("Level 1: “Understands the oven” says “understands”.")
    assert "explains" in finding.message
    assert finding.why


def test_soft_skills_may_be_woolly_and_names_of_skills_may_not():
    assert found("woolly-verb", level(1, is_good_at("Understanding of customers")))
    assert not found("woolly-verb", level(1, knows("Knowledge of flour"), knows("Natural language understanding")))


# Statements


def test_the_same_words_twice_on_a_level_are_named_at_the_later_place():
    (finding,) = found("said-twice", level(1, does("Bakes  bread!", key=1), is_good_at("bakes **bread**", key=2)))
    assert finding.key.int == 2


def test_a_skill_asked_for_twice_is_named():
    assert found("said-twice", level(1, knows("SQL", 2), knows("SQL basics")))


def test_a_skill_may_be_required_and_deeper_be_desirable():
    assert not found("said-twice", level(1, knows("SQL", 2), knows("advanced SQL", required=False)))


def test_the_same_words_on_two_levels_are_named_once():
    bread = "Bakes bread"
    (finding,) = found("said-again", level(1, does(bread)), level(2, does(bread, key=2)), level(3, does(bread)))
    assert (finding.level_id, finding.key.int) == (2, 2)
    assert "Level 1" in finding.message


@pytest.mark.parametrize(
    "upper",
    [
        does("Bakes bread", key=1),
        does("Bakes bread", grows_from=1),
        does("Bakes rye bread"),
        is_good_at("Bakes bread"),
    ],
    ids=["carried up", "grown", "other words", "another kind"],
)
def test_what_is_carried_up_is_not_said_again(upper):
    assert not found("said-again", level(1, does("Bakes bread", key=1)), level(2, upper))


def test_skills_and_two_levels_of_one_rank_may_say_the_same():
    fork = profile(does("Bakes bread"), rank=1, level_id=9)
    assert not found("said-again", level(1, does("Bakes bread")), fork)
    assert not found("said-again", level(1, knows("SQL", 2)), level(2, knows("SQL", 2)))


# Rungs

GRAINS = "rye oats wheat spelt barley millet maize teff quinoa emmer kamut sorghum farro fonio bran germ malt gluten"
WORDS = GRAINS.split()


def things(number, start=0):
    return [does(f"Bakes {WORDS[(start + n) % len(WORDS)]}", key=start + n + 1) for n in range(number)]


@pytest.mark.parametrize(("more", "message"), [(0, "nothing"), (1, "only 1 thing"), (2, "only 2 things")])
def test_a_rung_with_almost_nothing_new_is_named(more, message):
    (finding,) = found("little-new", level(1, *things(6)), level(2, *things(6 + more)))
    assert (finding.level_id, finding.field) == (2, "title")
    assert message in finding.message


def test_a_rung_with_enough_new_is_left_alone():
    assert not found("little-new", level(1, *things(6)), level(2, *things(9)))


def test_a_skill_that_has_to_go_deeper_counts_as_new():
    skills = ["Rye", "Oats", "Spelt"]
    assert not found("little-new", level(1, *(knows(s, 1) for s in skills)), level(2, *(knows(s, 2) for s in skills)))


def test_the_first_rung_and_a_rung_without_statements_are_not_judged():
    assert not found("little-new", level(1), level(2), level(3, *things(1)))


def test_a_step_that_is_twice_its_neighbours_is_named():
    levels = level(1, *things(3)), level(2, *things(3, 3)), level(3, *things(9, 6)), level(4, *things(3, 15))
    (finding,) = found("long-step", *levels)
    assert finding.level_id == 3
    assert "9 things more than Level 2" in finding.message


def test_steps_that_differ_a_little_are_left_alone():
    assert not found("long-step", level(1, *things(3)), level(2, *things(4, 3)), level(3, *things(8, 7)))


def test_a_step_with_nothing_beside_it_is_not_compared():
    assert not found("long-step", level(1, *things(1)), level(2, *things(18)))


def test_both_sides_of_a_fork_are_compared_with_the_rank_below():
    apart = profile(*things(6, 6), rank=2, level_id=20, title="Manager")
    near = profile(*things(6), rank=2, level_id=21, title="Expert")
    assert [finding.level_id for finding in found("little-new", level(1, *things(6)), apart, near)] == [21]


def test_above_a_fork_the_smallest_step_counts():
    fork = [profile(*things(6, start), rank=2, level_id=20 + start) for start in (0, 6)]
    assert [finding.level_id for finding in found("little-new", *fork, level(3, *things(6, 6)))] == [3]


# Years


@pytest.mark.parametrize(
    ("spans", "checks"),
    [
        ([(0, 2), (2, 4), (4, None)], []),
        ([(0, 2), (1, 4)], ["years-overlap"]),
        ([(0, 2), (4, 6)], ["years-hole"]),
        ([(0, None), (4, 6)], ["years-overlap"]),
        ([(0, 2), (3, 5), (6, 8)], []),
        ([(0, 2), (3, 5), (5, 8)], ["years-hole"]),
        ([(0, 2), (None, None), (2, 5)], ["years-missing"]),
        ([(None, None), (None, None)], []),
        ([], []),
    ],
)
def test_years_follow_each_other(spans, checks):
    levels = [
        level(rank, years=tuple(n if n is None else Decimal(n) for n in span)) for rank, span in enumerate(spans, 1)
    ]
    findings = [finding for finding in lint(content(*levels), NOTHING) if finding.check.startswith("years")]
    assert [finding.check for finding in findings] == checks
    assert all(finding.field == "years_min" for finding in findings)


def test_of_a_fork_one_side_has_to_fit():
    below = [profile(rank=1, level_id=n, years=(Decimal(0), Decimal(n))) for n in (2, 4)]
    assert not found("years-overlap", *below, level(2, years=(Decimal(4), None)))
    assert not found("years-hole", *below, level(2, years=(Decimal(4), None)))
    assert found("years-hole", *below, level(2, years=(Decimal(5), None)))


# The day


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ([("Bake", 60), ("Sell", 40)], None),
        ([("Bake", 60), ("Sell", 40), ("Talk", None)], None),
        ([("Bake", None)], None),
        ([], None),
        ([("Bake", 60), ("Sell", 30)], "make 90 percent"),
        ([("Bake", 60), ("Sell", Decimal("40.5"))], "make 100.5 percent"),
        ([("Bake", 60), ("Sell", None)], "1 line has no figure"),
    ],
)
def test_the_parts_of_a_day_make_a_hundred(shares, said):
    shares = tuple(Share(activity, percent and Decimal(percent)) for activity, percent in shares)
    findings = found("time-shares", profile(shares=[(s.activity, s.percent) for s in shares]))
    assert [finding.field for finding in findings] == (["days"] if said else [])
    assert not said or said in findings[0].message


# All together


def test_findings_come_in_the_order_one_reads():
    findings = lint(
        content(
            level(1, does("Bakes bread"), does("Knows bread"), shares=[("Bake", Decimal(50))]),
            level(2, does("Understands bread")),
            overview="[gone](/roles/gone/)",
        ),
        NOTHING,
    )
    assert [finding.check for finding in findings] == [
        "time-shares",
        "woolly-verb",
        "little-new",
        "woolly-verb",
        "dead-link",
    ]


@pytest.mark.parametrize("name", LADDERS)
def test_the_ladders_of_the_demo_company_get_few_and_true_warnings(name):
    warnings = {
        "backend-engineer": ["woolly-verb"],
        "engineering-manager": ["years-overlap"] * 3,
    }
    role = name.replace("-", " ").title()
    assert [finding.check for finding in lint(content(*ladder(name), role=role), NOTHING)] == warnings.get(name, [])


def test_a_large_ladder_is_read_in_well_under_a_second():
    from time import perf_counter

    large = content(*generated_ladder(12, 84))
    lint(large, NOTHING)
    start = perf_counter()
    lint(large, NOTHING)
    assert perf_counter() - start < 1


# Levels that are not there


def test_a_ladder_without_a_level_is_warned_of():
    (finding,) = found("no-levels")
    assert finding.message == "The ladder has no level."
    assert not found("no-levels", level(1))


def test_questions_of_a_level_that_is_not_there_are_named_once_for_each_level():
    lost, others = Question("", 9, False, "Why *bread*?", ()), Question("", 9, True, "Why rye?", ())
    fine = Question("", 1, False, "Why cake?", ()), Question("", None, False, "Why tea?", ())
    assert [each.message for each in found("question-lost", level(1), questions=(lost, *fine))] == [
        "“Why bread?” is for a level that this ladder does not have."
    ]
    assert [each.message for each in found("question-lost", level(1), questions=(lost, others, *fine))] == [
        "“Why bread?” and 1 other question are for a level that this ladder does not have."
    ]
    assert not found("question-lost", level(1), questions=fine)
