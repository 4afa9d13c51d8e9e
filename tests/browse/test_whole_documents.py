"""Every text line of every document under `fixtures/ladders/` stands on the rendered pages of its role."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder

pytestmark = pytest.mark.django_db
DOCUMENTS = sorted((Path(__file__).parents[2] / "fixtures" / "ladders").glob("*.md"))

# What structures a document, and how the page words it. An empty wording: the page says it by where things stand.
WORDED = {
    "## Role Overview": "",
    "**Core Responsibilities:**": "What everybody in this role does",
    "## Career Progression": "",
    "**Typical Responsibilities:**": "What you do",
    "**Required Skills:**": "Skills you need",
    "**Desirable Skills:**": "desirable",
    "**Soft Skills:**": "Soft skills",
    "**Day in the Life:**": "A day in this role",
    "## Skill Development Roadmap": "Skill development roadmap",
    "## Project Portfolio by Level": "Projects that show it",
    "## Interview Preparation": "Interview preparation",
    "## Networking Strategies": "Networking",
    "## Salary Negotiation Tips": "Negotiating your pay",
    "## Common Career Transitions": "Common career transitions",
}


def listed(text):
    """What a comma separates, but not inside brackets."""
    return re.split(r", (?![^()]*\))", text)


def span(years):
    """Years as a page writes them."""
    return f"{years.replace('-', '–')} years"


# By the section or label that a line stands under, how such a line looks and what of it must be on the page.
SHAPES = [
    ("", r"# Career Path: (.+)", lambda name: [name]),
    ("## Career Progression", r"### (.+) \((\S+) years\)", lambda title, years: [title, span(years)]),
    ("**Required Skills:**", r"- \*\*(.+):\*\* (.+)", lambda category, skills: [category, *listed(skills)]),
    (
        "**Desirable Skills:**",
        r"- \*\*(.+):\*\* (.+)",
        lambda category, skills: [f"{category} desirable", *listed(skills)],
    ),
    ("**Day in the Life:**", r"- (.+) \((.+% of time)\)", lambda activity, share: [f"{activity} {share}"]),
    (
        "",
        r"\*\*Compensation:\*\* (\S+)-\$(\S+) (\w+)(?: \((.+)\))?",
        lambda low, high, currency, note: ["Pay", f"{low} – {high}", currency, note or ""],
    ),
    ("## Skill Development Roadmap", r"### Years (\S+): (.+)", lambda years, title: [span(years), title]),
    (
        "## Skill Development Roadmap",
        r"- (Focus|Key Skills|Mindset): (.+)",
        lambda what, text: [what.capitalize(), text],
    ),
    ("## Project Portfolio by Level", r"\*\*.+:\*\* (.+)", lambda projects: listed(projects)),
    ("## Interview Preparation", r"### (.+)", lambda heading: [heading]),
    ("## Interview Preparation", r"\d+\. (.+)", lambda question: [question]),
    ("## Common Career Transitions", r"- \*\*From (.+) to (.+):\*\* (.+)", lambda a, b, text: [f"{a} → to {b}", text]),
    ("", r"- (.+)", lambda text: [text.replace("**", "")]),
    ("## Role Overview", r"(\w.+)", lambda text: [text]),
]


def asked_of_pages(document):
    """(line, level, texts): what each line asks for, and on the page of which level ("" for on all of them)."""
    section = label = level = ""
    titles = re.findall(r"^### (.+) \(\S+ years\)$", document, re.MULTILINE)
    for line in filter(None, document.splitlines()):
        if line.startswith("## "):
            section, label, level = line, "", ""
        elif re.fullmatch(r"\*\*[^*]+:\*\*", line):
            label = line
        elif line.startswith("### ") and section == "## Career Progression":
            level, label = next(title for title in titles if line.startswith(f"### {title} (")), ""
        if line in WORDED:
            yield line, level, [WORDED[line]]
            continue
        of_level = level
        if section == "## Project Portfolio by Level":
            of_level = next(title for title in titles if title.startswith(re.match(r"\*\*(.+?):", line)[1]))
        yield (
            line,
            of_level,
            next(
                texts(*found.groups())
                for under, shape, texts in SHAPES
                if under in ("", section, label) and (found := re.fullmatch(shape, line))
            ),
        )


class Texts(HTMLParser):
    """The text of each element of a page, without white space. Of a list item also what stands before its sublist."""

    VOID = {"br", "hr", "img", "input", "link", "meta"}

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.open, self.found = [], {""}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in ("ul", "ol"):
            self.found |= {text for _, text in self.open}
        if tag not in self.VOID:
            self.open.append((tag, ""))

    def handle_endtag(self, tag):
        while self.open:
            closed, text = self.open.pop()
            self.found.add(text)
            if closed == tag:
                break

    def handle_data(self, data):
        self.open = [(tag, text + "".join(data.split())) for tag, text in self.open]


def missing(document, pages):
    """The lines that are not on the pages (level -> texts) where they should be."""
    return [
        (line, text)
        for line, level, texts in asked_of_pages(document)
        for text in texts
        for title, found in pages.items()
        if level in ("", title) and "".join(text.split()) not in found
    ]


@pytest.fixture
def pages_of(client, settings):
    """Import a document, publish it, and read the pages of all its levels as somebody who sees pay."""
    settings.LADDERS_PUBLIC, settings.PAY_VISIBILITY = True, "everyone"

    def pages_of(path):
        edition = import_ladder(
            document=read_ladder(path.read_bytes()).document, and_publish=True, family="Engineering"
        ).edition
        return {
            profile.title: Texts(client.get(f"/roles/{edition.role.slug}/{profile.level.slug}/").content.decode()).found
            for profile in edition.profiles.select_related("level")
        }

    return pages_of


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_line_of_the_document_stands_on_the_pages(pages_of, path):
    assert missing(path.read_text(), pages_of(path)) == []


def test_a_line_that_is_not_there_is_noticed(pages_of):
    document = DOCUMENTS[0].read_text()
    pages = pages_of(DOCUMENTS[0])
    for line, level, texts in list(asked_of_pages(document))[::25]:
        elsewhere = {title: found - {"".join(texts[0].split())} for title, found in pages.items()}
        assert not any(texts) or (line, texts[0]) in missing(document, elsewhere), level


def test_every_document_is_looked_at():
    assert {path.stem for path in DOCUMENTS} >= {"backend-engineer", "engineering-manager"}
    assert all(len(list(asked_of_pages(path.read_text()))) > 120 for path in DOCUMENTS)
