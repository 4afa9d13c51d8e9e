"""How a ladder is written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from paths.documents.document import (
    CustomPart,
    LadderDocument,
    LevelPart,
    LevelStatement,
    QuestionGroup,
    SkillGroup,
    StagePart,
    Statement,
    TimeLine,
    Tip,
    TransitionPart,
)
from paths.documents.reader import read_ladder
from paths.documents.writer import write_ladder
from paths.ladders.choices import Place, SectionForm
from paths.pay.figures import PayFigure
from tests.documents.texts import LADDERS, TITLE

SEED = next(path for path in LADDERS if path.stem == "backend-engineer")


def written(**parts: object) -> str:
    """A baker's document with some parts, without its title."""
    return write_ladder(LadderDocument("Baker", **parts)).removeprefix(TITLE)


def written_level(**parts: object) -> str:
    """A document with one level, without its headings."""
    return written(levels=(LevelPart("Junior", **parts),)).removeprefix("## Career Progression\n\n### Junior\n")


def test_the_seed_is_written_letter_for_letter():
    source = SEED.read_text("utf-8")
    assert write_ladder(read_ladder(source).document) == source


def test_a_title_alone_is_a_document():
    assert write_ladder(LadderDocument("Baker")) == "# Career Path: Baker\n"


def test_sections_without_content_are_left_out():
    assert written(networking=(Tip("Go out", "meet bakers", ("at fairs",)), Tip("", "Stay in"))) == (
        "## Networking Strategies\n\n- **Go out:** meet bakers\n  - at fairs\n- Stay in\n"
    )


@pytest.mark.parametrize(
    ("low", "high", "heading"),
    [
        (0, 2, "Junior (0-2 years)"),
        (Decimal("0.5"), Decimal("2.0"), "Junior (0.5-2 years)"),
        (10, None, "Junior (10+ years)"),
        (1, 1, "Junior (1 year)"),
        (None, None, "Junior"),
    ],
)
def test_years_stand_behind_the_title_of_a_level(low, high, heading):
    years = [None if number is None else Decimal(number) for number in (low, high)]
    assert written(levels=(LevelPart("Junior", *years),)) == f"## Career Progression\n\n### {heading}\n"


def test_a_summary_stands_before_the_labels():
    assert written_level(summary="Bakes.\n\nAlone.", soft_skills=(LevelStatement("Smile"),)) == (
        "\nBakes.\n\nAlone.\n\n**Soft Skills:**\n- Smile\n"
    )


def test_skills_of_a_category_stand_on_one_line():
    groups = (
        SkillGroup("Craft", (Statement("Rye (a, b)"), Statement("Cake"))),
        SkillGroup("", (Statement("Pie"),), False),
    )
    assert written_level(skills=groups) == (
        "**Required Skills:**\n- **Craft:** Rye (a, b), Cake\n\n**Desirable Skills:**\n- Pie\n"
    )


@pytest.mark.parametrize(
    ("category", "skill", "lines"),
    [
        ("Craft", Statement("Rye, wheat"), "- **Craft:**\n  - Rye, wheat\n"),
        ("Craft", Statement("Rye", ("dark",)), "- **Craft:**\n  - Rye\n    - dark\n"),
        ("", Statement("Rye, wheat"), "- - Rye, wheat\n"),
        ("", Statement("Rye: dark"), "- - Rye: dark\n"),
        ("", Statement("Rye", ("dark",)), "- Rye\n  - dark\n"),
    ],
)
def test_skills_that_one_line_cannot_tell_apart_are_nested(category, skill, lines):
    assert written_level(skills=(SkillGroup(category, (skill,)),)) == f"**Required Skills:**\n{lines}"


def test_a_category_of_responsibilities_stands_over_them_and_desirable_ones_under_a_label_of_their_own():
    found = (
        LevelStatement("Sweep"),
        LevelStatement("Bake", ("rye",), "Ovens"),
        LevelStatement("Clean", (), "Ovens"),
        LevelStatement("Sing", required=False),
    )
    assert written_level(responsibilities=found) == (
        "**Typical Responsibilities:**\n- Sweep\n- **Ovens:**\n  - Bake\n    - rye\n  - Clean\n\n"
        "**Desirable Responsibilities:**\n- Sing\n"
    )


def test_a_statement_that_looks_like_a_category_is_nested():
    text = "**Typical Responsibilities:**\n- - **Ovens:**\n    - rye\n"
    assert written_level(responsibilities=(LevelStatement("**Ovens:**", ("rye",)),)) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [("# of breads", r"- \# of breads"), ("- minus", r"- \- minus"), ("1. first", r"- 1\. first"), ("***", r"- \***"),
     (r"\- minus", r"- \\- minus"), ("#hashtag", "- #hashtag"), ("3.14 is pi", "- 3.14 is pi")],
)  # fmt: skip
def test_texts_that_begin_like_markdown_are_escaped(text, line):
    assert written_level(soft_skills=(LevelStatement(text),)) == f"**Soft Skills:**\n{line}\n"


def test_a_text_of_several_lines_becomes_one():
    assert written_level(soft_skills=(LevelStatement("Smile\nat people"),)) == "**Soft Skills:**\n- Smile at people\n"


def test_shares_of_the_time_stand_behind_the_activity():
    day = (TimeLine("Baking", Decimal("40.0")), TimeLine("Selling"))
    assert written_level(day=day) == "**Day in the Life:**\n- Baking (40% of time)\n- Selling\n"


def test_pay_for_everywhere_stands_behind_its_label_and_locations_in_a_list():
    everywhere = PayFigure(Decimal(70_000), Decimal(100_000), "USD", True, "plus bread")
    berlin = PayFigure(Decimal(65_000), None, "EUR", location="Berlin")
    assert written_level(pay=(everywhere,)) == "**Compensation:** $70K-$100K+ USD (plus bread)\n"
    assert written_level(pay=(everywhere, berlin)) == (
        "**Compensation:**\n- $70K-$100K+ USD (plus bread)\n- Berlin: €65K EUR\n"
    )


def test_projects_stand_under_the_short_name_of_their_level():
    levels = (
        LevelPart("Junior Baker", projects=("Rye", "Cake (a, b)")),
        LevelPart("Mid-Level Baker", projects=("Pie",)),
    )
    assert written(levels=levels).endswith(
        "## Project Portfolio by Level\n\n**Junior:** Rye, Cake (a, b)\n**Mid:** Pie\n"
    )


def test_projects_with_commas_get_a_line_each():
    levels = (LevelPart("Junior Baker", projects=("Rye, wheat", "Cake")),)
    assert written(levels=levels).endswith("by Level\n\n### Junior Baker\n- Rye, wheat\n- Cake\n")


def test_questions_are_numbered_under_their_heading():
    question = Statement("Why?", ("Because",))
    groups = (QuestionGroup("", (question,)), QuestionGroup("Dough", (question, question)))
    assert written(interview=groups) == (
        "## Interview Preparation\n\n1. Why?\n   - Because\n\n### Dough\n1. Why?\n   - Because\n2. Why?\n   - Because\n"
    )


def test_a_heading_that_does_not_name_its_level_gets_it_added():
    group = QuestionGroup("Dough", (Statement("Why?"),), "Junior", True)
    assert "### Dough [Junior+]\n" in written(levels=(LevelPart("Junior"),), interview=(group,))


@pytest.mark.parametrize(
    ("group", "over"),
    [
        (QuestionGroup("", (), "Junior", False), "[Junior]"),
        (QuestionGroup("Junior dough", (), None, False), "Junior dough [anybody]"),
        (QuestionGroup("Junior dough", (), "Junior", False), "Junior dough"),
        (QuestionGroup("Dough [Junior+]", (), None, False), "Dough [Junior+] [anybody]"),
    ],
)
def test_a_heading_says_whom_its_questions_are_for_only_where_it_would_say_something_else(group, over):
    group = replace(group, questions=(Statement("Why?"),))
    text = written(levels=(LevelPart("Junior"),), interview=(group,))
    assert f"### {over}\n" in text
    assert read_ladder(f"# Career Path: Baker\n\n{text}").document.interview == (group,)


def test_stages_name_their_years_and_what_they_are_about():
    stage = StagePart("Basics", Decimal(0), Decimal(2), "a", "b", "c", ("d",))
    assert written(roadmap=(stage,)) == (
        "## Skill Development Roadmap\n\n### Years 0-2: Basics\n- Focus: a\n- Key Skills: b\n- Mindset: c\n- d\n"
    )


def test_transitions_name_two_roles():
    assert written(transitions=(TransitionPart("A", "B", "c", ("d",)),)) == (
        "## Common Career Transitions\n\n- **From A to B:** c\n  - d\n"
    )


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (SectionForm.TEXT, "> q"),
        (SectionForm.LABEL, "**Perks:**\n\n> q"),
        (SectionForm.SUBSECTION, "#### Perks\n\n> q"),
    ],
)
def test_custom_parts_stand_behind_their_place(form, lines):
    part = CustomPart(Place.SOFT_SKILLS, form, "" if form == SectionForm.TEXT else "Perks", "> q")
    assert written_level(custom=(part,)) == f"**Soft Skills:**\n\n{lines}\n"


def test_custom_sections_stand_behind_their_section():
    part = CustomPart(Place.OVERVIEW, SectionForm.SECTION, "Hobbies #", "- a")
    assert written(overview="Bakes.", custom=(part,)) == "## Role Overview\n\nBakes.\n\n## Hobbies # #\n\n- a\n"


def test_bold_in_a_lead_does_not_end_it():
    assert "- **Go out:** meet\n" in written(networking=(Tip("**Go** out", "meet"),))


@pytest.mark.parametrize("form", list(SectionForm))
def test_headings_in_a_custom_part_cannot_end_it(form):
    body = "# Career Path: Cook\n\n## Levels\n\n### Junior\n\nText."
    part = CustomPart(Place.NETWORKING, form, "" if form == SectionForm.TEXT else "Perks", body)
    document = read_ladder(TITLE + written(networking=(Tip("", "a"),), custom=(part,))).document
    assert (document.title, document.levels, document.networking) == ("Baker", (), (Tip("", "a"),))
    assert {one.place for one in document.custom} == {Place.NETWORKING}


def test_markdown_in_a_summary_cannot_end_it():
    (level,) = read_ladder(
        TITLE + written(levels=(LevelPart("Junior", summary="Bakes:\n- a\n\n### Senior\n\n> b"),))
    ).document.levels
    assert level.summary == "Bakes: - a\n\n\\### Senior\n\n\\> b"
