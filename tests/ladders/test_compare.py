import subprocess
import sys
from decimal import Decimal
from itertools import pairwise

import pytest

from paths.ladders.choices import Kind
from paths.ladders.compare import compare, compare_editions
from paths.ladders.comparison import Bond, Column, Counts, Mark, Pay, PayChange, YearsChange
from paths.ladders.likeness import Corpus
from paths.ladders.wording import Edit
from tests.ladders.samples import (
    LADDERS,
    by_mark,
    does,
    generated_ladder,
    is_good_at,
    knows,
    labels,
    ladder,
    profile,
    texts,
)


def compared(*levels, **kwargs):
    return compare([Column(level) for level in levels], **kwargs)


def only(comparison, column=1):
    """The one statement of a column."""
    (statement,) = comparison.statements(column)
    return statement


@pytest.mark.parametrize("count", [0, 1, 5])
def test_fewer_than_two_or_more_than_four_columns_are_refused(count):
    with pytest.raises(ValueError, match="2 to 4 columns"):
        compared(*[profile()] * count)


# Skills


def test_a_skill_asked_deeper_is_the_same_skill():
    comparison = compared(profile(knows("SQL basics")), profile(knows("advanced SQL")))
    (statement,) = comparison.statements(1)
    assert (statement.mark, statement.bond, statement.deepened_by) == (Mark.DEEPER, Bond.SKILL, 2)
    assert [len(group.lines) for group in comparison.groups] == [1]


def test_a_skill_asked_less_deep_is_eased():
    assert only(compared(profile(knows("expert in SQL")), profile(knows("SQL")))).mark is Mark.EASED


def test_a_skill_in_other_words_and_as_deep_is_carried_on():
    statement = only(compared(profile(knows("expert in SQL")), profile(knows("mastery of SQL"))))
    assert (statement.mark, statement.reworded) == (Mark.CARRIED, True)


def test_a_desirable_skill_that_becomes_required_is_deeper():
    statement = only(compared(profile(knows("Go", required=False)), profile(knows("Go"))))
    assert (statement.mark, statement.now_required, statement.deepened_by) == (Mark.DEEPER, True, 0)


def test_a_required_skill_that_becomes_desirable_is_eased():
    statement = only(compared(profile(knows("Go")), profile(knows("Go", required=False))))
    assert (statement.mark, statement.now_desirable) == (Mark.EASED, True)


def test_proficiency_weighs_more_than_being_required():
    statement = only(compared(profile(knows("Go")), profile(knows("advanced Go", required=False))))
    assert statement.mark is Mark.DEEPER


def test_a_skill_in_another_category_is_the_same_and_stands_where_it_is_last():
    comparison = compared(
        profile(knows("Docker", category="Tools")), profile(knows("advanced Docker", category="Architecture"))
    )
    (group,) = comparison.groups
    assert (group.category, len(group.lines)) == ("Architecture", 1)


def test_a_level_that_names_a_skill_twice_passes_on_each_of_the_two():
    lower = profile(knows("SQL basics", category="Data"), knows("SQL", category="Web"))
    upper = profile(knows("advanced SQL", category="Web"), knows("SQL", category="Data"))
    web, data = compared(lower, upper).statements(1)
    assert (web.before.category, web.deepened_by) == ("Web", 1)
    assert (data.before.category, data.deepened_by) == ("Data", 1)


def test_a_skill_named_twice_against_once_leaves_one_new():
    comparison = compared(profile(knows("SQL")), profile(knows("SQL"), knows("SQL", category="Data")))
    assert by_mark(comparison) == {"carried": ["SQL"], "new": ["SQL"]}


def test_two_skills_under_one_key_are_two():
    assert only(compared(profile(knows("Docker", key=1)), profile(knows("Podman", key=1)))).mark is Mark.NEW


def test_skills_that_only_sound_alike_are_two():
    comparison = compared(profile(knows("Java platform design")), profile(knows("Java platform tuning")))
    assert by_mark(comparison) == {"new": ["Java platform tuning"]}
    assert only(comparison, 0).no_longer_named


# Responsibilities and soft skills


def test_the_same_text_is_carried_on_whatever_its_case_and_spacing():
    statement = only(compared(profile(does("Own  the backups")), profile(does("own the Backups"))))
    assert (statement.mark, statement.bond, statement.reworded) == (Mark.CARRIED, Bond.TEXT, False)


def test_a_likeness_of_wording_is_deeper():
    lower = profile(does("Maintain the deployment pipeline"), does("Answer tickets"))
    upper = profile(does("Design deployment pipelines for several teams"), does("Hire testers"))
    comparison = compared(lower, upper)
    assert by_mark(comparison) == {"deeper": ["Design deployment pipelines for several teams"], "new": ["Hire testers"]}
    assert [each.expected.text for each in comparison.statements(0) if each.no_longer_named] == ["Answer tickets"]


def test_a_likeness_of_wording_going_down_the_ladder_is_eased():
    lower = profile(does("Maintain the deployment pipeline"), does("Answer tickets"), rank=1)
    upper = profile(does("Design deployment pipelines for several teams"), does("Hire testers"), rank=2)
    assert "eased" in by_mark(compared(upper, lower))


def test_a_statement_reworded_under_its_key_is_carried_on_and_says_so():
    statement = only(compared(profile(does("Write tests", key=1)), profile(does("Cover changes", key=1))))
    assert (statement.mark, statement.bond, statement.reworded) == (Mark.CARRIED, Bond.KEY, True)


def test_what_grew_from_a_statement_belongs_to_it_and_goes_deeper():
    lower = profile(does("Answer alerts", key=1))
    upper = profile(does("Lead incident recovery", grows_from=1))
    statement = only(compared(lower, upper))
    assert (statement.mark, statement.bond, statement.before) == (
        Mark.DEEPER,
        Bond.GROWS_FROM,
        lower.expectations[0],
    )


def test_going_down_what_it_grew_from_is_eased():
    lower = profile(does("Answer alerts", key=1))
    upper = profile(does("Lead incident recovery", grows_from=1))
    assert only(compared(upper, lower)).mark is Mark.EASED


def test_a_link_that_somebody_set_comes_before_the_same_text():
    lower = profile(does("Answer alerts", key=1), does("Lead recovery", key=2))
    upper = profile(does("Lead recovery", grows_from=1))
    assert only(compared(lower, upper)).before.text == "Answer alerts"


def test_a_link_gives_way_where_its_source_is_still_asked():
    lower = profile(does("Answer alerts", key=1))
    upper = profile(does("Lead recovery", grows_from=1), does("Answer alerts", key=1))
    assert by_mark(compared(lower, upper)) == {"new": ["Lead recovery"], "carried": ["Answer alerts"]}


def test_a_link_joins_no_statements_of_two_kinds():
    lower = profile(does("Answer alerts", key=1))
    assert only(compared(lower, profile(is_good_at("Keeping calm", grows_from=1)))).mark is Mark.NEW


def test_kinds_are_never_mixed():
    assert only(compared(profile(does("Mentor juniors")), profile(is_good_at("Mentor juniors")))).mark is Mark.NEW


def test_likeness_stays_within_a_category_and_the_same_text_does_not():
    lower = profile(does("Own backups and restores", category="A"), does("Own alerts", category="A"))
    upper = profile(does("Own all backups and restores", category="B"), does("Own alerts", category="B"))
    assert by_mark(compared(lower, upper)) == {"new": ["Own all backups and restores"], "carried": ["Own alerts"]}


def test_a_responsibility_that_is_required_at_last_is_deeper():
    statement = only(compared(profile(does("Be on call", required=False)), profile(does("Be on call"))))
    assert statement.mark is Mark.DEEPER


def test_what_differs_is_told_word_by_word():
    lower, upper = profile(does("Review code", key=1)), profile(does("Review code and designs", key=1))
    assert [(each.edit, each.text) for each in only(compared(lower, upper)).wording] == [
        (Edit.SAME, "Review code"),
        (Edit.ADDED, " and designs"),
    ]


def test_the_same_words_need_no_telling():
    assert only(compared(profile(does("Review code")), profile(does("Review code")))).wording == ()


def test_the_corpus_of_the_caller_decides_what_is_rare():
    lower, upper = (
        profile(does("Own the gateway"), does("Check alarms")),
        profile(does("Extend the gateway"), does("Check forms")),
    )
    rare_checks = Corpus(("Own the gateway", *(f"Check {name}" for name in "abcdefgh")))
    assert by_mark(compared(lower, upper, corpus=rare_checks))["new"] == ["Check forms"]


@pytest.mark.parametrize("name", LADDERS)
def test_the_engine_makes_no_pair_labelled_wrong_but_one(name):
    wrong = {(label.lower, label.upper) for label in labels() if label.ladder == name and not label.grows}
    made = {
        (each.before.text, each.expected.text)
        for lower, upper in pairwise(ladder(name))
        for each in compared(lower, upper).statements(1)
        if each.before
    }
    assert len(wrong & made) <= (name == "engineering-manager")


# Columns, lines and groups


def test_the_first_column_stands_by_itself():
    assert only(compared(profile(does("Own it")), profile()), 0).mark is Mark.BASE


def test_a_thread_runs_through_all_columns():
    comparison = compared(profile(knows("SQL basics")), profile(knows("SQL")), profile(knows("advanced SQL")))
    ((line,),) = [group.lines for group in comparison.groups]
    assert [cell.mark for cell in line.cells] == [Mark.BASE, Mark.DEEPER, Mark.DEEPER]


def test_what_comes_back_stands_on_its_line_and_is_new_again():
    comparison = compared(profile(knows("SQL")), profile(), profile(knows("advanced SQL")))
    ((line,),) = [group.lines for group in comparison.groups]
    first, gap, last = line.cells
    assert (first.no_longer_named, gap, last.mark, last.returns) == (True, None, Mark.NEW, True)
    assert comparison.columns[2].counts.new == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [(does("Be on call"), does("be on call")), (does("Be on call", key=1), does("Take shifts", key=1))],
)
def test_what_comes_back_is_known_by_its_key_or_words(before, after):
    (group,) = compared(profile(before), profile(), profile(after)).groups
    assert len(group.lines) == 1


def test_a_statement_that_is_left_out_for_its_twin_starts_no_line_with_it():
    comparison = compared(profile(knows("SQL"), knows("SQL")), profile(knows("SQL")), profile(knows("SQL")))
    assert sorted(sum(cell is not None for cell in line.cells) for line in comparison.groups[0].lines) == [1, 3]


def test_groups_come_by_kind_and_then_as_the_last_column_orders_them():
    left = profile(
        is_good_at("Calm"), knows("Git", category="Tools"), knows("SQL", category="Data"), does("Write code")
    )
    right = profile(
        is_good_at("Humour"),
        knows("C", category="Languages"),
        knows("Docker", category="tools"),
        does("Review designs"),
    )
    assert [(group.kind, group.category) for group in compared(left, right).groups] == [
        (Kind.RESPONSIBILITY, ""),
        (Kind.SKILL, "Languages"),
        (Kind.SKILL, "tools"),
        (Kind.SKILL, "Data"),
        (Kind.SOFT_SKILL, ""),
    ]


def test_lines_follow_the_last_column_and_then_what_is_no_longer_named():
    comparison = compared(profile(does("Bake", key=1), does("Sow", key=2)), profile(does("Reap"), does("Sow", key=2)))
    (group,) = comparison.groups
    assert [next(cell for cell in reversed(line.cells) if cell).expected.text for line in group.lines] == [
        "Reap",
        "Sow",
        "Bake",
    ]


def test_lines_and_groups_say_whether_anything_changes():
    comparison = compared(profile(does("Sow"), knows("Git")), profile(does("Sow"), knows("advanced Git")))
    assert [group.changes for group in comparison.groups] == [False, True]
    assert comparison.changes


def test_counts_say_what_a_column_asks():
    lower = profile(does("Write tests", key=1), does("Bake bread"), knows("Git"), knows("advanced Go"), knows("SQL"))
    upper = profile(does("Cover changes", key=1), knows("Git"), knows("advanced SQL"), knows("Go"), knows("CQRS"))
    first, second = compared(lower, upper).columns
    assert first.counts == Counts(total=5)
    assert second.counts == Counts(total=5, new=1, deeper=1, eased=1, carried=2, reworded=1, no_longer_named=1)
    assert second.counts.changes == 4


# Numbers


@pytest.mark.parametrize(
    ("left", "right", "change"),
    [
        (Pay(Decimal(100), Decimal(140)), Pay(Decimal(140), Decimal(200)), PayChange(40, 43)),
        (Pay(Decimal(200), Decimal(200)), Pay(Decimal(199), Decimal(100)), PayChange(-1, -50)),
        (Pay(Decimal(100), Decimal(140)), Pay(Decimal(150)), PayChange(50, None)),
        (Pay(Decimal(0)), Pay(Decimal(10)), PayChange(None, None)),
        (Pay(Decimal(100)), Pay(Decimal(200), currency="EUR"), None),
        (Pay(Decimal(100)), None, None),
        (None, Pay(Decimal(100)), None),
    ],
)
def test_pay_changes_in_whole_percent_of_one_currency(left, right, change):
    _, last = compare([Column(profile(), left), Column(profile(), right)]).columns
    assert last.pay_change == change


def test_a_pay_change_has_a_low_and_a_high_end():
    assert (PayChange(43, 40).low, PayChange(43, 40).high) == (40, 43)
    assert (PayChange(43, None).low, PayChange(None, None).high) == (43, None)


def test_the_first_column_has_no_changes_in_numbers():
    first, _ = compared(*ladder("backend-engineer")[:2]).columns
    assert (first.years, first.pay_change) == (None, None)


def test_years_are_compared_where_both_say_them():
    _, last = compared(profile(years=(Decimal(4), Decimal(7))), profile(years=(Decimal("7.5"), None))).columns
    assert last.years == YearsChange(Decimal("3.5"), None)


def test_years_that_nobody_says_are_no_change():
    assert compared(profile(), profile()).columns[1].years is None


def test_activities_that_belong_together_are_compared_in_points():
    comparison = compared(
        profile(shares=[("Mentoring and code reviews", Decimal(15)), ("Writing docs", Decimal(5))]),
        profile(shares=[("Team leadership and mentoring", Decimal(25)), ("Hiring", Decimal(10))]),
    )
    mentoring, hiring, docs = comparison.shares
    assert [cell.points for cell in mentoring.cells] == [None, Decimal(10)]
    assert hiring.cells[0] is None
    assert (hiring.cells[1].points, hiring.cells[1].is_new) == (Decimal(10), True)
    assert docs.cells[0].no_longer_named
    assert docs.cells[1] is None


def test_an_activity_without_a_figure_has_no_points():
    comparison = compared(profile(shares=[("Hiring", None)]), profile(shares=[("hiring", Decimal(10))]))
    ((_, hiring),) = [line.cells for line in comparison.shares]
    assert (hiring.points, hiring.is_new) == (None, False)


# Editions


def test_editions_match_by_key_before_words():
    before = profile(does("Own backups", key=1), does("Own restores", key=2))
    after = profile(does("Own restores", key=1), does("Own archives", key=2))
    (level,) = compare_editions([before], [after]).levels
    assert [each.before.key for each in level.comparison.statements(1)] == [each.key for each in after.expectations]
    assert texts(level.said_otherwise) == ["Own restores", "Own archives"]


def test_another_wording_alone_asks_neither_more_nor_less():
    changes = compare_editions([profile(does("Own backups", key=1))], [profile(does("Run backups", key=1))])
    assert (changes.changes, changes.asks_more, changes.asks_less) == (True, False, False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"examples": ["S3"]}, {"examples": ["Glacier"]}),
        ({"category": "Storage"}, {"category": "Data"}),
        ({}, {"key": 1}),
    ],
)
def test_other_examples_and_categories_are_said_otherwise(before, after):
    (level,) = compare_editions(
        [profile(does("Own backups", key=1, **before))], [profile(does("Own Backups", **{"key": 1} | after))]
    ).levels
    assert len(level.said_otherwise) == 1
    assert not level.asks_more


def test_what_is_asked_deeper_asks_more():
    changes = compare_editions([profile(knows("SQL", key=1))], [profile(knows("advanced SQL", key=1))])
    assert (changes.asks_more, changes.asks_less) == (True, False)


def test_what_is_asked_no_longer_asks_less():
    changes = compare_editions([profile(does("Own backups"), does("Sing"))], [profile(does("Own backups"))])
    assert (changes.asks_more, changes.asks_less) == (False, True)


def test_the_same_key_for_another_skill_is_another_statement():
    (level,) = compare_editions([profile(knows("Docker", key=1))], [profile(knows("Podman", key=1))]).levels
    assert by_mark(level.comparison) == {"new": ["Podman"]}


def test_a_statement_that_moves_is_new_here_and_gone_there_and_says_so():
    moving = does("Own backups", key=1)
    changes = compare_editions([profile(moving, rank=1), profile(rank=2)], [profile(rank=1), profile(moving, rank=2)])
    lower, upper = (level.comparison for level in changes.levels)
    assert (only(lower, 0).no_longer_named, only(lower, 0).moved_to) == (True, 2)
    assert (only(upper, 1).mark, only(upper, 1).moved_from) == (Mark.NEW, 1)


def test_a_statement_that_moved_is_not_matched_by_its_words():
    before = [profile(does("Own backups", key=1), rank=1), profile(does("Own the backups", key=2), rank=2)]
    after = [profile(rank=1), profile(does("Own backups", key=1), rank=2)]
    _, upper = compare_editions(before, after).levels
    assert (only(upper.comparison).mark, only(upper.comparison).moved_from) == (Mark.NEW, 1)


def test_a_statement_that_is_asked_on_one_more_level_has_not_moved():
    shared = does("Own backups", key=1)
    lower, upper = compare_editions(
        [profile(shared, rank=1), profile(rank=2)], [profile(shared, rank=1), profile(shared, rank=2)]
    ).levels
    assert (only(upper.comparison).mark, only(upper.comparison).moved_from) == (Mark.NEW, None)
    assert only(lower.comparison, 0).moved_to is None


def test_levels_that_come_and_go_are_named():
    stays, goes, comes = profile(does("a"), rank=1), profile(does("b"), rank=2), profile(does("c"), rank=3)
    changes = compare_editions([stays, goes], [stays, comes])
    assert (changes.added, changes.removed) == ((comes,), (goes,))
    assert [level.asks_more for level in changes.levels] == [False, True, False]
    assert [level.asks_less for level in changes.levels] == [False, False, True]


def test_a_level_is_the_same_whatever_its_rank_and_title():
    before, after = profile(rank=1, title="Senior", level_id=7), profile(rank=2, title="Lead", level_id=7)
    (level,) = compare_editions([before], [after]).levels
    assert level.facts == ("rank", "title")


def test_an_edition_has_no_changes_against_itself():
    levels = ladder("devops-engineer")
    changes = compare_editions(levels, levels)
    assert not changes.changes
    assert len(changes.levels) == len(levels)


# The whole


@pytest.mark.parametrize("name", LADDERS)
def test_every_rung_of_a_ladder_asks_something_new(name):
    for lower, upper in pairwise(ladder(name)):
        counts = compared(lower, upper).columns[1].counts
        assert counts.new
        assert counts.total == counts.new + counts.deeper + counts.eased + counts.carried


def test_a_long_ladder_is_compared_whole():
    levels = generated_ladder(4, 120)
    comparison = compared(*levels)
    assert [len(comparison.statements(column)) for column in range(4)] == [120] * 4


def test_the_engine_needs_neither_settings_nor_database():
    code = "import paths.ladders.compare, sys; sys.exit('paths.ladders.models' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env={}).returncode == 0
