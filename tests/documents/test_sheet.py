"""The sheet of a ladder: one row per statement, from levels to cells and back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.documents.sheet import COLUMNS, OPTIONAL, Ladder, Names, table_of
from paths.documents.sheet_rows import read_rows
from paths.ladders.choices import Kind, Proficiency
from paths.ladders.content import Expected, Profile, SkillAsked
from paths.shared.sheets import UnreadableSheet, read_csv, read_sheet, write_csv
from paths.shared.workbooks import read_table, write_xlsx

KEYS = [UUID(int=n + 1) for n in range(30)]
ROLES = Names([(1, "baker", "Baker"), (2, "cook", "Cook")])
SENIOR = Profile(12, "senior", 2, "Senior Baker")
LEVELS = (
    Profile(
        11,
        "junior",
        1,
        "Junior Baker",
        expectations=(
            Expected(KEYS[0], "responsibility", "", "Weigh flour", ("to the gram", "every time")),
            Expected(KEYS[1], "skill", "Craft", "basic dough", (), SkillAsked(7, "Dough", "dough", 1), required=False),
        ),
    ),
    SENIOR,
)

lines = st.one_of(
    st.sampled_from(["=1+1", "'=1", "-", "@a", "'", "a, b; c", '"', "+1\t2"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=9),
).map(str.strip).filter(lambda text: text and "\ufffe" not in text and "\uffff" not in text)  # fmt: skip
examples = st.lists(lines, max_size=2).map(tuple)
categories = st.one_of(st.just(""), lines)
asked = st.builds(
    lambda name, depth: SkillAsked(0, " ".join(name.split()), "", depth), lines, st.sampled_from([1, 2, 3, 4])
)
statements = st.one_of(
    st.builds(Expected, st.none(), st.sampled_from(["responsibility", "soft_skill"]), categories, lines, examples,
              st.none(), st.booleans()),
    st.builds(Expected, st.none(), st.just("skill"), categories, lines, examples, asked, st.booleans()),
)  # fmt: skip


@st.composite
def ladders(draw):
    """Levels with any titles, also the same or those of other levels' addresses."""
    slugs = draw(st.lists(st.sampled_from(["a", "b", "junior", "senior"]), unique=True, min_size=1, max_size=3))
    profiles = []
    for number, slug in enumerate(slugs):
        found = draw(st.lists(statements, min_size=1, max_size=3))
        expectations = tuple(
            Expected(KEYS[number * 3 + n], *(getattr(each, name) for name in Expected.__slots__[1:-1]))
            for n, each in enumerate(found)
        )
        title = draw(st.one_of(st.sampled_from(["A", "b", "Junior", "Junior "]), lines))
        profiles.append(Profile(100 + number, slug, number, title, expectations=expectations))
    return tuple(profiles)


def rows_of(table, profiles=LEVELS, keys=KEYS):
    found = read_rows(read_sheet(table, COLUMNS, OPTIONAL), ROLES, {1: Ladder(1, "Baker", profiles, frozenset(keys))})
    return {
        level_id: [
            (s.key, s.kind, s.category, s.text, s.examples, s.skill, s.proficiency, s.required) for s in of_level
        ]
        for (_role, level_id), of_level in found.items()
    }


def said_by(profiles):
    return {
        profile.level_id: [
            (e.key, e.kind, e.category, e.text, e.examples, e.skill.name if e.skill else "",
             e.skill.proficiency if e.skill else None, e.required)
            for e in profile.expectations
        ]
        for profile in profiles
        if profile.expectations
    }  # fmt: skip


def wrong(*rows, header=COLUMNS):
    """What is said about a sheet of these rows."""
    with pytest.raises(UnreadableSheet) as error:
        rows_of((header, *rows))
    return [str(problem) for problem in error.value.problems]


def row(**cells):
    cells = {"role": "Baker", "level": "Junior Baker", "kind": "Responsibility", "text": "Bake"} | cells
    return tuple(cells.get(column, "") for column in COLUMNS)


@given(ladders())
def test_every_ladder_comes_back_from_its_csv_file(profiles):
    table = read_csv(write_csv(table_of("Baker", profiles)), max_bytes=10**6)
    assert rows_of(table, profiles) == said_by(profiles)


@given(ladders())
def test_every_ladder_comes_back_from_its_workbook(profiles):
    table = read_table(write_xlsx(table_of("Baker", profiles), "Baker"), max_bytes=10**6)
    assert rows_of(table, profiles) == said_by(profiles)


def test_a_row_says_everything_about_a_statement():
    assert table_of("Baker", LEVELS) == (
        ("role", "level", "kind", "category", "text", "skill", "proficiency", "required", "examples", "key"),
        ("Baker", "Junior Baker", "Responsibility", "", "Weigh flour", "", "", "yes", "to the gram\nevery time",
         str(KEYS[0])),
        ("Baker", "Junior Baker", "Skill", "Craft", "basic dough", "Dough", "Awareness", "no", "", str(KEYS[1])),
    )  # fmt: skip


@pytest.mark.parametrize("word", ["senior", "Senior Baker", " SENIOR   baker "])
def test_a_level_is_found_by_its_title_or_its_address(word):
    assert list(rows_of((COLUMNS, row(level=word)))) == [12]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("SKILL", Kind.SKILL), ("soft skill", Kind.SOFT_SKILL), ("Soft_Skills", Kind.SOFT_SKILL),
     ("what you do", Kind.RESPONSIBILITY)],
)  # fmt: skip
def test_kinds_are_known_by_the_words_on_the_site(word, kind):
    ((said,),) = rows_of((COLUMNS, row(kind=word))).values()
    assert said[1] == kind


@pytest.mark.parametrize(
    ("word", "proficiency"),
    [("expert", Proficiency.EXPERT), ("3", Proficiency.PRACTITIONER), ("", Proficiency.AWARENESS)],
)
def test_a_proficiency_is_a_word_a_number_or_read_from_the_text(word, proficiency):
    ((said,),) = rows_of((COLUMNS, row(kind="Skill", text="basic dough", proficiency=word))).values()
    assert said[5:7] == ("Dough", proficiency)


@pytest.mark.parametrize(("word", "required"), [("", True), ("Yes", True), ("no", False), ("Desirable", False)])
def test_required_is_yes_unless_it_says_no(word, required):
    ((said,),) = rows_of((COLUMNS, row(required=word))).values()
    assert said[7] is required


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"role": ""}, "Say which role this is about."),
        ({"role": "Bakker"}, "There is no role called “Bakker”. Did you mean “Baker”?"),
        ({"level": ""}, "Say which level this is about."),
        ({"level": "Senor Baker"},
         "Baker has no level called “Senor Baker”. Did you mean “Senior Baker”, “Junior Baker”?"),
        ({"kind": "task"}, "The kind “task” is not one of: Responsibility, Skill, Soft skill."),
        ({"kind": ""}, "The kind “” is not one of: Responsibility, Skill, Soft skill."),
        ({"kind": "skill", "proficiency": "guru"},
         "The proficiency “guru” is not one of: Awareness, Working, Practitioner, Expert."),
        ({"required": "maybe"}, "The required “maybe” is not one of: yes, no."),
        ({"text": ""}, "The text is missing."),
        ({"text": "a\nb"}, "The text has more than one line. Put what belongs to it into the examples."),
        ({"skill": "Dough"},
         "Only a skill has a skill and a proficiency. Leave both empty, or make the kind “Skill”."),
        ({"category": "c" * 121}, "The category is too long (121 characters, at most 120). Shorten it."),
        ({"kind": "skill", "skill": "s" * 201}, "The skill is too long (201 characters, at most 200). Shorten it."),
        ({"key": "1"}, "No statement of this role has this key. Leave the cell empty for a new statement."),
        ({"key": str(uuid4())}, "No statement of this role has this key. Leave the cell empty for a new statement."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_row(cells, message):
    assert wrong(row(), row(**cells)) == [f"row 3: {message}"]


def test_every_problem_of_every_row_is_said():
    assert len(wrong(row(text="", kind="x"), row(), row(role="?"), row(level="?"))) == 4


def test_one_key_is_not_given_to_two_statements_of_a_level():
    key = str(KEYS[0])
    assert wrong(row(key=key), row(key=key, text="Sell")) == [
        "row 3: Row 2 has the same key. Leave it empty in one of the two."
    ]


def test_a_skill_without_a_text_is_called_by_its_name():
    ((said,),) = rows_of((COLUMNS, row(kind="skill", text="", skill="Rye"))).values()
    assert said[3] == "Rye"
