"""What a sheet of people would do, without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.people.importing import plan_people
from paths.people.reporting import loops
from paths.people.sheet import COLUMNS, Person, read_people, table_of
from paths.shared.sheets import UnreadableSheet, read_csv, read_sheet, write_csv

LEVELS = {"baker/junior", "baker/senior"}
ANA = Person("ana@demo.example", "Ana", "bo@demo.example", "baker/junior", "Berlin")
BO = Person("bo@demo.example", "Bo", "", "baker/senior")
CY = Person("cy@demo.example", "Cy", "bo@demo.example")
THERE = {person.email: person for person in (ANA, BO, CY)}


def plan(*people, there=None, **options):
    return plan_people(dict(enumerate(people, start=2)), THERE if there is None else there, **options)


def read(*rows, header=COLUMNS):
    return read_people(read_sheet((header, *rows), COLUMNS), LEVELS)


def row(**cells):
    cells = {"e-mail": "di@demo.example", "name": "Di", "active": "yes"} | cells
    return tuple(cells.get(column, "") for column in COLUMNS)


def wrong(act):
    with pytest.raises(UnreadableSheet) as error:
        act()
    return [str(problem) for problem in error.value.problems]


texts = st.one_of(
    st.sampled_from(["=1+1", "'a", "-", "+1", "@x", "a, b; c"]), st.text("abcß '=-", min_size=1, max_size=8)
)
names = texts.map(str.strip).filter(bool)
emails = st.sampled_from([f"{name}@demo.example" for name in "abcdef"] + ["-a@demo.example", "+b@demo.example"])
folk = st.lists(
    st.builds(
        Person, emails, names, st.just(""), st.sampled_from(["", *LEVELS]), st.one_of(st.just(""), names), st.booleans()
    ),
    min_size=1,
    unique_by=lambda person: person.email,
)


@given(folk)
def test_everybody_comes_back_from_the_sheet(people):
    table = read_csv(write_csv(table_of(people)), max_bytes=10**6)
    found = read_people(read_sheet(table, COLUMNS), LEVELS)
    assert list(found.values()) == people
    result = plan_people(found, {person.email: person for person in people})
    assert not result.does_something
    assert result.unchanged == len(people)


def test_people_who_say_the_same_are_unchanged():
    result = plan(ANA, BO)
    assert not result.does_something
    assert (result.unchanged, result.not_in_file) == (2, 1)


def test_somebody_new_joins_and_may_report_to_somebody_further_down():
    di = Person("di@demo.example", "Di", "ed@demo.example")
    ed = Person("ed@demo.example", "Ed")
    result = plan(di, ed, accounts={"ed@demo.example"})
    assert [(each.person, each.manager, each.has_account) for each in result.joins] == [
        (di, "Ed", False),
        (ed, "", True),
    ]


def test_somebody_who_is_not_active_any_more_leaves():
    result = plan(replace(ANA, is_active=False))
    assert result.leavers == (replace(ANA, is_active=False),)
    assert not result.changes


def test_somebody_who_is_active_again_returns():
    gone = replace(ANA, is_active=False)
    assert plan(ANA, there={**THERE, ANA.email: gone}).returns == (ANA,)


def test_another_manager_is_a_move_by_name():
    (move,) = plan(replace(ANA, manager=CY.email)).moves
    assert (move.before, move.after) == ("Bo", "Cy")


def test_no_manager_any_more_is_a_move_too():
    (move,) = plan(replace(ANA, manager="")).moves
    assert (move.before, move.after) == ("Bo", "")


def test_other_changes_are_said_field_by_field():
    (change,) = plan(replace(ANA, level="baker/senior", location="")).changes
    assert change.fields == (("level", "baker/junior", "baker/senior"), ("location", "Berlin", ""))


def test_a_leaver_whom_people_report_to_is_warned_about():
    assert plan(replace(BO, is_active=False)).warnings == ("Bo leaves, and 2 people still report to them.",)
    assert not plan(replace(BO, is_active=False), replace(ANA, manager=""), replace(CY, manager="")).warnings


def test_a_manager_who_is_nobody_is_said_by_row():
    assert wrong(lambda: plan(BO, replace(ANA, manager="boo@demo.example"))) == [
        "row 3: The manager boo@demo.example is neither in this file nor among the people who work here. "
        "Did you mean “bo@demo.example”, “cy@demo.example”, “ana@demo.example”?"
    ]


def test_a_circle_in_the_file_is_refused_by_name():
    people = replace(ANA, manager=CY.email), replace(BO, manager=ANA.email), replace(CY, manager=BO.email)
    assert wrong(lambda: plan(*people)) == [
        "row 2: These people would report to each other in a circle: Ana → Cy → Bo → Ana."
    ]


def test_a_circle_with_people_who_are_not_in_the_file_is_refused():
    assert wrong(lambda: plan(replace(BO, manager=ANA.email))) == [
        "row 2: These people would report to each other in a circle: Ana → Bo → Ana."
    ]


def test_a_circle_that_was_there_and_is_not_touched_is_left_alone():
    there = {**THERE, "x@demo.example": Person("x@demo.example", "X", "y@demo.example"),
             "y@demo.example": Person("y@demo.example", "Y", "x@demo.example")}  # fmt: skip
    assert plan(ANA, there=there).unchanged == 1


@given(st.dictionaries(st.integers(0, 8), st.one_of(st.none(), st.integers(0, 8))))
def test_exactly_those_are_in_a_circle_who_come_back_to_themselves(managers):
    found = [set(circle) for circle in loops(managers)]
    for who in managers:
        way, at = set(), managers.get(who)
        while at is not None and at not in way and at != who:
            way.add(at)
            at = managers.get(at)
        assert any(who in circle for circle in found) == (at == who)
    assert sum(map(len, found)) == len(set().union(*found))


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"name": ""}, "The name is missing."),
        ({"e-mail": ""}, "The e-mail address is missing."),
        ({"e-mail": "di at demo"}, "“di at demo” is not an e-mail address."),
        ({"manager e-mail": "DI@demo.example"}, "Nobody is their own manager."),
        ({"level": "baker/sennior"},
         "There is no level “baker/sennior”. Write it as in the address of its page: role/level. "
         "Did you mean “baker/senior”, “baker/junior”?"),
        ({"active": "maybe"}, "“maybe” under active is neither yes nor no."),
        ({"name": "D" * 161}, "The name is too long (161 characters, at most 160)."),
        ({"location": "D" * 121}, "The location is too long (121 characters, at most 120)."),
        ({"name": "Di\nana"}, "There is a line break in a cell. Remove it."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_row(cells, message):
    assert f"row 2: {message}" in wrong(lambda: read(row(**cells)))


def test_nobody_stands_in_two_rows():
    assert wrong(lambda: read(row(), row(name="Ed"), row(**{"e-mail": "DI@demo.example"}))) == [
        "row 3: Row 2 has the same e-mail address.",
        "row 4: Row 2 has the same e-mail address.",
    ]


@pytest.mark.parametrize(
    ("word", "is_active"), [("", True), ("Yes", True), ("TRUE", True), ("no", False), ("0", False)]
)
def test_people_are_active_unless_it_says_no(word, is_active):
    assert read(row(active=word))[2].is_active is is_active


def test_addresses_are_written_in_lower_case():
    assert read(row(**{"e-mail": "Di@Demo.example", "manager e-mail": "BO@demo.example"}))[2] == Person(
        "di@demo.example", "Di", "bo@demo.example"
    )


def test_a_sheet_of_nothing_but_its_header_is_refused():
    assert "no rows" in wrong(read)[0]
