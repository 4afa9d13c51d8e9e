"""What the reader understands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paths.documents.document import (
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
from paths.ladders.choices import Place, SectionForm
from tests.documents.texts import LADDERS, ladder, level, lost_words, warnings

SEED = next(path for path in LADDERS if path.stem == "backend-engineer")


# The seed


def test_the_seed_has_its_parts_where_they_belong():
    document = read_ladder(SEED.read_bytes()).document
    assert document.title == "Backend Engineer"
    assert document.overview.startswith("Backend Engineers design")
    assert len(document.core_responsibilities) == 5
    assert [(one.title, one.years_min, one.years_max) for one in document.levels] == [
        ("Junior Backend Engineer", 0, 2),
        ("Mid-Level Backend Engineer", 2, 4),
        ("Senior Backend Engineer", 4, 7),
        ("Staff Backend Engineer", 7, 10),
        ("Principal Backend Engineer", 10, None),
    ]
    assert [len(one.responsibilities) for one in document.levels] == [5, 5, 5, 5, 5]
    assert [len(one.soft_skills) for one in document.levels] == [4, 4, 5, 4, 4]
    assert [sum(share.percent or 0 for share in one.day) for one in document.levels] == [100] * 5
    assert [len(one.projects) for one in document.levels] == [2, 2, 2, 2, 2]
    assert document.levels[1].skills[2] == SkillGroup(
        "Tools",
        (
            Statement("Monitoring tools (DataDog/New Relic)"),
            Statement("CI/CD pipelines"),
            Statement("Container orchestration"),
        ),
    )
    assert document.levels[4].pay[0].and_above
    assert document.levels[4].pay[0].note == "plus equity"
    assert [stage.title for stage in document.roadmap][3] == "Organizational Leadership"
    assert [(group.heading, group.level, group.and_above) for group in document.interview] == [
        ("Junior Level Questions", "Junior Backend Engineer", False),
        ("System Design Questions (Senior+)", "Senior Backend Engineer", True),
    ]
    assert (len(document.networking), len(document.negotiation), len(document.transitions)) == (4, 5, 3)


def test_the_stray_tips_of_the_seed_are_kept_with_a_warning_on_their_line():
    lines = SEED.read_text("utf-8").splitlines()
    reading = read_ladder(SEED.read_bytes())
    (part,) = reading.document.custom
    (warning,) = reading.warnings
    assert (part.place, part.form, part.heading) == (Place.TRANSITIONS, SectionForm.TEXT, "")
    assert part.body.splitlines() == lines[warning.line - 1 :]
    assert part.body.startswith("- **Know market rates:**")


@pytest.mark.parametrize("path", LADDERS, ids=lambda path: path.stem)
def test_no_ladder_of_ours_loses_a_word(path):
    source = path.read_text("utf-8")
    assert not lost_words(source, read_ladder(source).document)


# Title and sections


@pytest.mark.parametrize(
    "line", ["# Career Path: Baker", "# career ladder - Baker", "# Baker", "# **Career Path: Baker** #", "Baker\n===="]
)
def test_the_title_names_the_role(line):
    assert read_ladder(line).document.title == "Baker"


def test_sections_may_come_in_any_order_and_be_absent():
    document = ladder("## Common Career Transitions\n- **From A to B:** c\n\n## Role Overview\nBakes.")
    assert document.overview == "Bakes."
    assert document.transitions == (TransitionPart("A", "B", "c"),)
    assert document.levels == ()


@pytest.mark.parametrize("name", ["Levels", "CAREER LEVELS", "Career  progression", "**Levels:**"])
def test_sections_are_known_by_other_names(name):
    assert ladder(f"## {name}\n### Junior").levels[0].title == "Junior"


def test_a_section_that_appears_twice_is_read_as_one():
    text = "## Networking\n- a\n\n## Role Overview\nBakes.\n\n## Networking Strategies\n- b"
    assert ladder(text).networking == (Tip("", "a"), Tip("", "b"))
    assert warnings(text) == ["line 9: “Networking Strategies” stands here for the second time; both are read as one."]


def test_paragraphs_of_the_overview_stay_apart_and_their_lines_join():
    assert ladder("## Overview\nOne\ntwo.\n\nThree.").overview == "One two.\n\nThree."


@pytest.mark.parametrize(
    "label", ["**Core Responsibilities:**", "### Core responsibilities", "## Core Responsibilities"]
)
def test_core_responsibilities_follow_a_label_or_heading(label):
    assert ladder(f"## Overview\nBakes.\n\n{label}\n- Bake").core_responsibilities == (Statement("Bake"),)


# Levels


@pytest.mark.parametrize(
    ("years", "low", "high"),
    [
        ("0-2 years", "0", "2"),
        ("2–4 yrs", "2", "4"),
        ("2 — 4 Years", "2", "4"),
        ("0 to 2 years", "0", "2"),
        ("10+ years", "10", None),
        ("10+", "10", None),
        ("1 year", "1", "1"),
        ("0.5-2", "0.5", "2"),
        ("0,5-2 years of experience", "0.5", "2"),
        ("up to 2 years", "0", "2"),
        (r"4\-7 years", "4", "7"),
    ],
)
def test_years_are_read_in_many_spellings(years, low, high):
    found = level("", f"Baker ({years})")
    assert (found.title, found.years_min, found.years_max) == ("Baker", Decimal(low), high and Decimal(high))


@pytest.mark.parametrize("heading", ["Baker", "Baker (IC)", "Baker (2)", "Baker (Years of glory)", "(0-2 years)"])
def test_a_level_without_years_keeps_its_title_whole(heading):
    found = level("", heading)
    assert (found.title, found.years_min, found.years_max) == (heading, None, None)


def test_years_that_cannot_be_read_stay_in_the_title_with_a_warning():
    assert warnings("## Levels\n### Baker (two years)") == [
        "line 4: The years cannot be read. Write them like “(2-4 years)” or “(10+ years)”."
    ]


def test_text_before_any_label_is_the_summary():
    assert level("Bakes\nbread.\n\nAlone.\n\n**Soft Skills:**\n- Smile").summary == "Bakes bread.\n\nAlone."


@pytest.mark.parametrize(
    "label",
    [
        "**Soft Skills:**",
        "**Soft Skills**:",
        "**Soft Skills**",
        "__soft skills:__",
        "Soft Skills:",
        "Soft Skills",
        "#### Soft Skills",
        "##### **Soft Skills:**",
        "### Soft skills:",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "1)"])
def test_a_label_may_be_written_in_many_ways(label, gap, marker):
    assert level(f"{label}{gap}{marker} Smile").soft_skills == (LevelStatement("Smile"),)


@pytest.mark.parametrize("label", ["Responsibilities", "What you do", "What you’ll do", "Key responsibilities"])
def test_labels_are_known_by_other_names(label):
    assert level(f"**{label}:**\n- Bake").responsibilities == (LevelStatement("Bake"),)


def test_a_label_may_follow_a_list_without_a_blank_line():
    found = level("**Soft Skills:**\n- Smile\n  - often\n**Responsibilities:**\n- Bake\nCompensation: $1K USD")
    assert found.soft_skills == (LevelStatement("Smile", ("often",)),)
    assert found.responsibilities == (LevelStatement("Bake"),)
    assert found.pay[0].minimum == 1000


def test_nested_lines_are_examples_however_deep():
    found = level("**Responsibilities:**\n- Bake\n  - bread\n    1. rye\n  * cake\n- Clean")
    assert found.responsibilities == (LevelStatement("Bake", ("bread", "rye", "cake")), LevelStatement("Clean"))


@pytest.mark.parametrize("category", ["**Ovens:**", "**Ovens**:", "__Ovens:__"])
def test_a_bold_label_over_nested_statements_is_their_category(category):
    found = level(f"**Responsibilities:**\n- Sweep\n- {category}\n  - Bake\n    - rye\n  - Clean")
    assert found.responsibilities == (
        LevelStatement("Sweep"),
        LevelStatement("Bake", ("rye",), "Ovens"),
        LevelStatement("Clean", (), "Ovens"),
    )


@pytest.mark.parametrize("line", ["**Ovens** in the morning:\n  - Bake", "**Ovens:** Bake\n  - rye", "**Ovens:**"])
def test_a_bold_lead_without_statements_under_it_is_a_statement(line):
    assert level(f"**Responsibilities:**\n- {line}").responsibilities[0].category == ""


def test_responsibilities_and_soft_skills_may_be_desirable_too():
    text = "**Desirable Responsibilities:**\n- Bake\n\n**Soft Skills:**\n- Smile\n\n**Desirable Soft Skills:**\n- Sing"
    found = level(text)
    assert found.responsibilities == (LevelStatement("Bake", required=False),)
    assert found.soft_skills == (LevelStatement("Smile"), LevelStatement("Sing", required=False))


@pytest.mark.parametrize("indent", [1, 2, 4, 6])
def test_lists_may_be_indented_under_their_label(indent):
    found = level(f"**Responsibilities:**\n{' ' * indent}- Bake\n{' ' * indent}- Clean")
    assert found.responsibilities == (LevelStatement("Bake"), LevelStatement("Clean"))


def test_soft_wrapped_lines_join():
    assert level("**Soft Skills:**\n- Smile\n  at people\n- Talk").soft_skills[0].text == "Smile at people"


@pytest.mark.parametrize("end", ["\r\n", "\r", "  \n", "\t\n"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(end):
    text = end.join(["# Career Path: Baker", "## Levels", "### Junior", "**Soft Skills:**", "- Smile", ""])
    (found,) = read_ladder(b"\xef\xbb\xbf" + text.encode()).document.levels
    assert found.soft_skills == (LevelStatement("Smile"),)


# Skills


def test_commas_in_brackets_and_slashes_do_not_part_skills():
    found = level("**Required Skills:**\n- **Any name:** a, b (c, d), e/f [g, (h), i], , j")
    assert found.skills == (SkillGroup("Any name", tuple(map(Statement, ["a", "b (c, d)", "e/f [g, (h), i]", "j"]))),)


def test_a_category_may_have_its_skills_nested():
    found = level("**Skills:**\n- **Craft**\n  - Rye, wheat\n    - sourdough\n  - Cake")
    assert found.skills == (SkillGroup("Craft", (Statement("Rye, wheat", ("sourdough",)), Statement("Cake"))),)


def test_a_line_without_a_category_has_none():
    assert level("**Skills:**\n- Rye\n- Wheat, oats").skills == (
        SkillGroup("", (Statement("Rye"), Statement("Wheat"), Statement("oats"))),
    )


@pytest.mark.parametrize("label", ["Nice to have", "Desirable Skills", "Preferred Skills", "Nice-to-have skills"])
def test_desirable_skills_are_not_required(label):
    found = level(f"**{label}:**\n- **Craft:** Cake\n\n**Required Skills:** Rye, wheat")
    assert [(group.category, group.required) for group in found.skills] == [("", True), ("Craft", False)]


# Time


@pytest.mark.parametrize("share", ["(40% of time)", "(40%)", "(40 % of the time)", "(40% Of Your Time)"])
def test_a_share_of_the_time_stands_at_the_end(share):
    assert level(f"**Day in the Life:**\n- Baking {share}").day == (TimeLine("Baking", Decimal(40)),)


@pytest.mark.parametrize("line", ["Baking", "Baking (a lot)", "40% baking", "Baking (33.33%)", "(40%)"])
def test_a_line_without_a_share_is_kept_as_it_is(line):
    assert level(f"**Day in the Life:**\n- {line}").day == (TimeLine(line, None),)


def test_shares_that_do_not_add_up_are_a_warning():
    text = "## Levels\n### Junior\n**Day in the Life:**\n- Baking (50%)\n- Selling (40.5%)"
    assert warnings(text) == ["line 5: The shares of the time add up to 90.5%, not 100%."]


# Pay


@pytest.mark.parametrize("text", ["**Compensation:** {}", "**Salary**\n{}", "#### Pay\n\n{}", "**Pay:**\n- {}"])
def test_pay_stands_behind_or_under_its_label(text):
    (figure,) = level(text.format("$70K-$100K USD (entry)")).pay
    assert (figure.minimum, figure.maximum, figure.currency, figure.note) == (70_000, 100_000, "USD", "entry")


def test_a_list_of_locations_gives_a_figure_for_each():
    found = level("**Compensation:**\n- Berlin: €65,000 – €80,000\n- **Paris:** €70K\n")
    assert [(one.location, one.minimum) for one in found.pay] == [("Berlin", 65_000), ("Paris", 70_000)]


def test_pay_that_cannot_be_read_is_kept_with_a_warning():
    found = level("**Compensation:** $70K USD\n- Berlin: competitive\n- Paris: €70K\n\nAsk us.")
    assert [(one.location, one.minimum) for one in found.pay] == [("", 70_000), ("Paris", 70_000)]
    assert [(one.place, one.form, one.body) for one in found.custom] == [
        (Place.PAY, SectionForm.TEXT, "- Berlin: competitive\n\nAsk us.")
    ]


def test_a_second_figure_for_one_location_is_kept_as_text():
    found = level("**Compensation:**\n- Berlin: €65K\n- Berlin: €70K")
    assert len(found.pay) == 1
    assert found.custom[0].body == "- Berlin: €70K"


# Other sections


def test_projects_go_to_the_level_that_their_label_means():
    document = ladder(
        "## Project Portfolio\n**Junior:** Rye (a, b), wheat\n**Mid:** Cake\nSenior baker: Pie\n\n"
        "## Levels\n### Junior Baker\n### Mid-Level Baker\n### Senior Baker"
    )
    assert [one.projects for one in document.levels] == [("Rye (a, b)", "wheat"), ("Cake",), ("Pie",)]


@pytest.mark.parametrize("label", ["**Intern:** Bun", "- **Intern:** Bun", "**S:** Bun"])
def test_projects_of_an_unknown_level_are_kept_with_a_warning(label):
    text = f"## Levels\n### Staff Baker\n### Senior Baker\n\n## Portfolio\n{label}"
    assert [one.projects for one in ladder(text).levels] == [(), ()]
    assert [part.place for part in ladder(text).custom] == [Place.PORTFOLIO]
    assert warnings(text)[0].startswith("line 8: ")


@pytest.mark.parametrize(
    ("heading", "level_title", "and_above"),
    [
        ("Junior Level Questions", "Junior Baker", False),
        ("Mid-Level questions", "Mid-Level Baker", False),
        ("Design (Senior+)", "Senior Baker", True),
        ("Senior and above", "Senior Baker", True),
        ("For a Senior Staff Baker", "Senior Staff Baker", False),
        ("Junior and Senior Questions", None, False),
        ("Seniority", None, False),
        ("General", None, False),
    ],
)
def test_interview_headings_name_whom_they_are_for(heading, level_title, and_above):
    levels = "\n".join(f"### {name} Baker" for name in ["Junior", "Mid-Level", "Senior", "Senior Staff"])
    document = ladder(f"## Interview Preparation\n### {heading}\n1. Why?\n   - Because\n\n## Levels\n{levels}")
    assert document.interview == (QuestionGroup(heading, (Statement("Why?", ("Because",)),), level_title, and_above),)


def test_questions_without_a_heading_come_first():
    document = ladder("## Interviews\n### Dough\n- How?\n\n## Interview Questions\n- Why?")
    assert [group.heading for group in document.interview] == ["", "Dough"]


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("Years 0-2: Basics", StagePart("Basics", Decimal(0), Decimal(2))),
        ("Years 7+: Lead: all", StagePart("Lead: all", Decimal(7), None)),
        ("Year 1: Start", StagePart("Start", Decimal(1), Decimal(1))),
        ("2–4 years", StagePart("", Decimal(2), Decimal(4))),
        ("Growth (2-4 years)", StagePart("Growth", Decimal(2), Decimal(4))),
        ("Years of plenty", StagePart("Years of plenty")),
    ],
)
def test_stages_of_the_roadmap_have_years_and_a_title(heading, stage):
    assert ladder(f"## Roadmap\n### {heading}").roadmap == (stage,)


@pytest.mark.parametrize(
    "lines",
    [
        "- Focus: a\n- Key Skills: b, c\n- Mindset: d",
        "- **Mindset:** d\n- **Focus**: a\n- **Key skills:**\n  - b\n  - c",
        "Focus: a\nKey Skills: b, c\nMindset: d",
        "**Focus:** a\n\n**Key Skills**\n- b\n- c\n\n**Mindset:** d",
    ],
)
def test_lines_of_a_stage_say_what_they_are_about(lines):
    stage = ladder(f"## Roadmap\n### Basics\n{lines}\n- Read: books").roadmap[0]
    assert stage == StagePart("Basics", None, None, "a", "b, c", "d", ("Read: books",))


def test_advice_may_have_a_bold_lead_and_examples():
    document = ladder("## Networking\n- **Go out:** meet bakers\n  - at fairs\n- Stay in\n\n**Read:** books")
    assert document.networking == (
        Tip("Go out", "meet bakers", ("at fairs",)),
        Tip("", "Stay in"),
        Tip("Read", "books"),
    )


@pytest.mark.parametrize("lead", ["**From A to B to C:**", "**from A to B to C**:", "From A to B to C:"])
def test_transitions_name_two_roles(lead):
    assert ladder(f"## Transitions\n- {lead} d\n  - e").transitions == (TransitionPart("A", "B to C", "d", ("e",)),)


# Whatever else


@pytest.mark.parametrize(
    "stray", ["```python\n# x\n\n- y\n```", "> quoted\n> more", "| a | b |\n|---|---|\n| c | d |", "Just\ntext."]
)
def test_blocks_that_fit_nowhere_are_kept_where_they_stand(stray):
    found = level(f"**Soft Skills:**\n- Smile\n\n{stray}\n\n- Talk\n\n**Compensation:** $1K USD")
    assert found.soft_skills == (LevelStatement("Smile"), LevelStatement("Talk"))
    assert [(one.place, one.form, one.body) for one in found.custom] == [(Place.SOFT_SKILLS, SectionForm.TEXT, stray)]


def test_what_stands_in_a_list_item_beside_its_text_is_kept():
    found = level("**Soft Skills:**\n- Smile\n\n  More of it.\n\n  > quoted\n\n  - at people\n- Talk")
    assert found.soft_skills == (LevelStatement("Smile", ("at people",)), LevelStatement("Talk"))
    assert found.custom[0].body == "More of it.\n\n> quoted"


def test_an_unknown_section_is_kept_with_everything_in_it():
    text = "## Hobbies\n\n### Inner\n**Soft Skills:**\n- a\n  - b\n\n1. c\n\n## Networking\n- d"
    (part,) = ladder(f"## Role Overview\nBakes.\n\n{text}").custom
    assert (part.place, part.form, part.heading) == (Place.OVERVIEW, SectionForm.SECTION, "Hobbies")
    assert part.body == "### Inner\n\n**Soft Skills:**\n\n- a\n  - b\n1. c"


def test_an_unknown_label_is_kept_with_the_text_under_it():
    found = level("**Soft Skills:**\n- Smile\n\n**Perks:**\n- Bread\n- Cake\n\n**Compensation:** $1K USD")
    (part,) = found.custom
    assert (part.place, part.form, part.heading, part.body) == (
        Place.SOFT_SKILLS,
        SectionForm.LABEL,
        "Perks",
        "- Bread\n- Cake",
    )
    assert len(found.pay) == 1


def test_an_unknown_heading_in_a_level_ends_where_a_known_label_begins():
    found = level("#### Perks\nBread.\n\n##### More\nCake.\n\n**Soft Skills:**\n- Smile")
    (part,) = found.custom
    assert (part.form, part.heading, part.body) == (SectionForm.SUBSECTION, "Perks", "Bread.\n\n##### More\n\nCake.")
    assert len(found.soft_skills) == 1


def test_a_second_title_is_kept_as_a_section():
    (part,) = ladder("## Role Overview\nBakes.\n\n# Career Path: Baker II\nToo.").custom
    assert (part.form, part.heading, part.body) == (SectionForm.SECTION, "Career Path: Baker II", "Too.")


def test_warnings_name_the_line_and_what_stands_there():
    assert warnings("## Levels\n### Junior\n**Perks:** bread\n\n## Hobbies\n\n## Transitions\n- Somehow\n- Anyhow") == [
        "line 5: “Perks” is not a heading or label that ladders have; what stands under it is kept as written.",
        "line 7: “Hobbies” is not a heading or label that ladders have; what stands under it is kept as written.",
        "line 10: “- Somehow” does not fit in “Common career transitions”, so it is kept as written. "
        "A transition begins with “From … to …:”.",
    ]


def test_raw_html_is_text_like_any_other():
    found = level("<script>alert(1)</script>\n\n**Soft Skills:**\n- <b>Smile</b>")
    assert (found.summary, found.soft_skills[0].text) == ("<script>alert(1)</script>", "<b>Smile</b>")
