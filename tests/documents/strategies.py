"""Ladder documents that hypothesis makes up: as text in every spelling the reader takes, and as values."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

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
from paths.documents.names import LevelNames
from paths.documents.phrases import bold_label, fold
from paths.ladders.choices import Place, SectionForm
from paths.pay.figures import PayFigure

# No name of the format begins with a q, so that none of these words is understood instead of kept.
words = st.text("abcdefgzäß", min_size=3, max_size=6).map("q".__add__)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
short = {"max_size": 3}


# As text


def spelled(label: str) -> st.SearchStrategy[str]:
    forms = ["**{}:**", "**{}**:", "**{}**", "__{}:__", "{}:", "#### {}", "##### **{}:**"]
    return st.builds(
        lambda form, name: form.format(name), st.sampled_from(forms), st.sampled_from([label, label.upper()])
    )


texts = st.builds(
    lambda form, a, b, c: form.format(a, b, c),
    st.sampled_from(
        ["{}", "{} {}, {}", "{} ({}, {})", "{}: {}", "**{}:** {}", "**{}** {}", "**{}**", "`{}` <b>{}</b>", "# {}",
         "{}/{} [{}](u)", "1. {}", "- {}", r"\- {}", "> {}", "({} {}", "***", "{} (33.33%)", "|{}|{}|", "{}\n  {}"]
    ),
    phrases, phrases, phrases,
)  # fmt: skip
markers = st.sampled_from(["-", "*", "+", "1.", "2)"])
line_ends = st.sampled_from(["\n", "\r\n", "\r", "  \n"])


@st.composite
def lists_of(draw: Any, lines: st.SearchStrategy[str] = texts, indents: tuple[int, ...] = (0, 0, 1, 4)) -> str:
    """A list of lines, tight or loose, some with lines nested under them."""
    marker, indent = draw(markers), " " * draw(st.sampled_from(indents))
    inner = " " * (len(marker) + 1)
    written = []
    for line in draw(st.lists(lines, min_size=1, max_size=3)):
        written.append(f"{indent}{marker} " + line.replace("\n", f"\n{indent}"))
        for nested in draw(st.lists(st.one_of(words, phrases, strays), max_size=1)):
            bullet = "- " if "\n" not in nested and draw(st.booleans()) else ""
            block = f"{bullet}{nested}".replace("\n", f"\n{indent}{inner}")
            written.append(("" if bullet else "\n") + f"{indent}{inner}{block}")
    return draw(st.sampled_from(["\n", "\n\n"])).join(written)


strays = st.one_of(
    texts,
    st.builds("```{}\n{}\n```".format, words, texts),
    st.builds("> {}\n{}".format, texts, phrases),
    st.builds("| {} | {} |\n|---|---|\n| {} | {} |".format, words, words, words, words),
    st.builds("**{}:** {}".format, phrases, phrases),
    st.builds("**{}:**\n- {}\n- {}".format, phrases, phrases, phrases),
    st.builds("{} {}".format, st.sampled_from(["####", "#####", "######"]), phrases),
    st.builds("- {}\n\n  {}".format, phrases, phrases),
)
gaps = st.sampled_from(["\n", "\n\n", "\n\n\n"])


@st.composite
def blocks(draw: Any, *parts: st.SearchStrategy[str], most: int = 5) -> str:
    """Some of the parts, in any order, with strays between them."""
    chosen = draw(st.lists(st.one_of(*parts, *parts, strays), max_size=most))
    return "".join(f"{part}{draw(gaps)}" for part in chosen)


def labelled(label: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{}{}{}".format, spelled(label), gaps, content)


years = st.sampled_from(["", " (0-2 years)", " (2–4 yrs)", " (10+ years)", " (1 year)", " (0.5 to 2)", " (q)"])
pays = st.builds(
    lambda form, word: form.format(word),
    st.sampled_from(
        ["$70K-$100K USD ({0})", "€65,000 – €80,000", "{0}: £1.2M", "CHF 120'000", "$300K+", "{0}", "$70-100K"]
    ),
    words,
)
skills = st.one_of(
    texts,
    st.builds("**{}:** {}, {} ({}, {})".format, phrases, words, words, words, words),
    st.builds("{}: {}/{}".format, phrases, words, words),
)
shares = st.builds(
    "{} ({}{}".format, phrases, st.sampled_from(["40", "60", "12.5", "0"]), st.sampled_from(["%)", "% of time)"])
)
levels = st.builds(
    "### {} Baker{}\n{}".format,
    st.sampled_from(["Junior", "Mid-Level", "Senior", "Staff"]),
    years,
    blocks(
        texts,
        labelled("Typical Responsibilities", lists_of()),
        labelled("Required Skills", lists_of(skills)),
        labelled("Nice to have", lists_of(skills)),
        labelled("Soft Skills", lists_of()),
        labelled("Day in the Life", lists_of(st.one_of(shares, texts))),
        labelled("Compensation", st.one_of(pays, lists_of(pays))),
    ),
)
level_names = st.sampled_from(["Junior", "Mid", "Senior", "Staff Baker"])
SECTIONS = {
    "## Role Overview": blocks(texts, labelled("Core Responsibilities", lists_of())),
    "## Career Progression": st.builds(
        "{}{}".format, blocks(most=1), st.lists(levels, unique_by=lambda text: text.split()[1], **short).map("\n".join)
    ),
    "## Skill Development Roadmap": blocks(
        st.builds("### Years 0-2: {}\n- Focus: {}\n- **Mindset:** {}\n- {}".format, phrases, phrases, texts, texts),
        st.builds("### {}{}\n**Key Skills:** {}\n\n{}".format, phrases, years, phrases, texts),
    ),
    "## Project Portfolio by Level": blocks(
        st.builds("**{}:** {}, {} ({}, {})".format, level_names, phrases, words, words, words),
        st.builds("- **{}:** {}".format, level_names, phrases),
        st.builds("### {}\n{}".format, level_names, lists_of(phrases)),
    ),
    "## Interview Preparation": blocks(
        lists_of(),
        st.builds("### {} {}\n{}".format, level_names, phrases, lists_of()),
        st.builds("### {} (Senior+)\n{}".format, phrases, lists_of()),
    ),
    "## Networking Strategies": blocks(lists_of()),
    "## Salary Negotiation Tips": blocks(lists_of()),
    "## Common Career Transitions": blocks(
        lists_of(st.builds("**From {} to {}:** {}".format, phrases, phrases, phrases)), lists_of(texts)
    ),
}
unknown_sections = st.builds(
    "{} {}\n{}".format, st.sampled_from(["#", "##"]), phrases, blocks(lists_of(), levels, texts)
)
sections = st.one_of(
    *(st.builds("{}\n{}".format, st.just(heading), content) for heading, content in SECTIONS.items()), unknown_sections
)


@st.composite
def ladder_texts(draw: Any) -> str:
    """A ladder document in some spelling, with strays."""
    text = "# Career Path: Baker\n\n" + draw(blocks(most=1)) + "\n\n".join(draw(st.lists(sections, max_size=5)))
    return text.replace("\n", draw(line_ends))


# As values

lines = st.one_of(
    phrases,
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=12),
    st.text("ab -*+#>`~|:=_.)(1[]\\,", min_size=1, max_size=8),
).map(str.strip).filter(bool)  # fmt: skip


def several(of: st.SearchStrategy[Any], **sizes: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, **{**short, **sizes}).map(tuple)


statements = st.builds(Statement, lines, several(lines, max_size=2))
level_statements = several(
    st.builds(LevelStatement, lines, several(lines, max_size=2), st.one_of(st.just(""), phrases), st.booleans())
).map(lambda found: tuple(sorted(found, key=lambda one: not one.required)))
tips = st.one_of(
    st.builds(Tip, phrases, st.one_of(st.just(""), lines), several(lines, max_size=1)),
    st.builds(Tip, st.just(""), lines.filter(lambda text: not bold_label(text)), several(lines, max_size=1)),
)
time_lines = st.one_of(
    st.builds(TimeLine, lines, st.integers(0, 1000).map(lambda n: Decimal(n) / 10)),
    st.builds(TimeLine, st.one_of(lines, st.builds("{}{}(20%)".format, phrases, st.sampled_from([" ", "\\", "\\\\"])))),
)
amounts = st.one_of(
    st.integers(0, 5000).map(lambda n: Decimal(n * 1000)), st.integers(0, 10**9).map(lambda n: Decimal(n) / 100)
)
stretches = st.one_of(
    st.just((None, None)),
    st.tuples(st.integers(0, 99), st.none()),
    st.tuples(st.integers(0, 999), st.integers(0, 999))
    .map(sorted)
    .map(lambda pair: tuple(Decimal(n) / 10 for n in pair)),
)


@st.composite
def figures(draw: Any) -> PayFigure:
    """Pay of any shape."""
    low, high = sorted([draw(amounts), draw(amounts)])
    return PayFigure(
        low,
        draw(st.sampled_from([None, high])),
        draw(st.sampled_from(["USD", "EUR", "GBP", "CHF", "PLN", "JPY"])),
        draw(st.booleans()),
        draw(st.one_of(st.just(""), phrases, st.just("a) (b: 7 days"))),
        draw(st.one_of(st.just(""), phrases)),
    )


@st.composite
def skill_groups(draw: Any) -> tuple[SkillGroup, ...]:
    groups = st.builds(SkillGroup, st.one_of(st.just(""), phrases), several(statements, min_size=1), st.booleans())
    found = draw(several(groups, unique_by=lambda group: (group.category, group.required)))
    return tuple(sorted(found, key=lambda group: not group.required))


TEXTS = ["> quoted", "```\n## code\n```", "| a | b |\n|---|---|\n| c | d |"]
BODIES = ["", "Some\ntext.", "- a\n  - b\n- c", "> quoted\n\nText.", "1. a\n\n   b"]


@st.composite
def custom_parts(draw: Any, places: list[Place], forms: list[SectionForm]) -> tuple[CustomPart, ...]:
    """Custom parts in the order of their places, at most one of each form."""
    parts = []
    for place in places:
        for form in forms:
            if draw(st.integers(0, 9)) == 9:
                text = form == SectionForm.TEXT
                body = draw(st.sampled_from(TEXTS if text else BODIES))
                parts.append(CustomPart(place, form, "" if text else f"Of {draw(words)}", body))
    return tuple(parts)


# Names of roles, with those that look like the words around them.
role_names = st.one_of(phrases, st.builds("{} to {}".format, words, words), st.builds("[{}]".format, words))
WITHIN = [SectionForm.TEXT, SectionForm.LABEL, SectionForm.SUBSECTION]
LEVEL_PLACES = [Place.SUMMARY, Place.RESPONSIBILITIES, Place.SKILLS, Place.SOFT_SKILLS, Place.DAY, Place.PAY]
# A section behind the overview stands after the core responsibilities if there are any: left to the texts above.
PLACES = [place for place in Place if place not in {*LEVEL_PLACES, Place.OVERVIEW, Place.CORE_RESPONSIBILITIES}]


@st.composite
def level_parts(draw: Any) -> LevelPart:
    low, high = draw(stretches)
    return LevelPart(
        draw(phrases),
        low,
        high,
        "\n\n".join(draw(several(phrases, max_size=2))),
        draw(level_statements),
        draw(skill_groups()),
        draw(level_statements),
        draw(several(time_lines)),
        draw(several(figures(), unique_by=lambda figure: figure.location)),
        draw(several(st.one_of(phrases, st.builds("{}, {} ({}, {})".format, words, words, words, words)))),
        draw(custom_parts(LEVEL_PLACES, WITHIN)),
    )


@st.composite
def documents(draw: Any) -> LadderDocument:
    """A document such as the reader makes."""
    levels = draw(several(level_parts(), unique_by=lambda level: fold(level.title)))
    names = LevelNames("Baker", [level.title for level in levels])
    headings = st.one_of(phrases, *(st.sampled_from([f"{name} q", f"q ({name}+)"]) for name in names.short))
    groups = []
    for heading in draw(st.lists(headings, unique=True, **short)):
        number, and_above = names.named_in(heading)
        title = None if number is None else levels[number].title
        groups.append(QuestionGroup(heading, draw(several(statements, min_size=1)), title, and_above))
    return LadderDocument(
        "Baker",
        "\n\n".join(draw(several(phrases, max_size=2))),
        draw(several(statements)),
        levels,
        tuple(
            dataclasses.replace(stage, years_min=years[0], years_max=years[1])
            for stage, years in draw(several(st.tuples(stages, stretches)))
        ),
        tuple(groups),
        draw(several(tips)),
        draw(several(tips)),
        draw(several(st.builds(TransitionPart, role_names, role_names, st.one_of(st.just(""), lines), several(lines)))),
        draw(custom_parts(PLACES, [*WITHIN, SectionForm.SECTION])),
    )


stages = st.builds(
    lambda title, focus, skills, mindset, notes: StagePart(title, None, None, focus, skills, mindset, notes),
    st.one_of(phrases), *[st.one_of(st.just(""), lines)] * 3, several(phrases),
)  # fmt: skip
