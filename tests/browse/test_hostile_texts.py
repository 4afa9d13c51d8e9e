"""Texts of ladders are shown, never obeyed."""

import re
from html.parser import HTMLParser

import pytest

from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from tests.factories import EmployeeFactory, UserFactory

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
QUOTES = "\"'><svg/onload=alert(1)>"
LINK = "[here](javascript:alert(1)) [there](JaVaScRiPt&colon;alert(1)) [data](data:text/html;base64,PHNjcmlwdD4=)"
AUTO = "<javascript:alert(1)> ![x](https://elsewhere.example/x.png)"
ALL = f"{SCRIPT} {IMAGE} {QUOTES} {LINK} {AUTO} {{{{ settings.SECRET_KEY }}}} {{% csrf_token %}}"
ONE_LEVEL = "## Career Progression\n\n### Junior Baker\n"
HOSTILE = f"""# Career Path: Baker {SCRIPT} {QUOTES}

{ALL}

## Role Overview

{ALL}

**Core Responsibilities:**
- {ALL}
  - {ALL}

## Career Progression

### Junior Baker {SCRIPT} {QUOTES} (0-2 years)

{ALL}

**Typical Responsibilities:**
- {ALL}
  - {ALL}

**Required Skills:**
- **Craft {QUOTES}:** {SCRIPT}, {QUOTES}, {LINK}

**Soft Skills:**
- {ALL}

**Day in the Life:**
- {ALL} (100% of time)

**Compensation:** $70K-$100K USD ({SCRIPT} {QUOTES})

**{SCRIPT}:**
- {ALL}

### Senior Baker (2+ years)

## Skill Development Roadmap

### Years 0-2: {ALL}
- Focus: {ALL}
- Key Skills: {ALL}
- Mindset: {ALL}

## Project Portfolio by Level

**Junior:** {SCRIPT}, {QUOTES}

## Interview Preparation

### {ALL}
1. {ALL}

## Networking Strategies

- **{QUOTES}:** {ALL}

## Salary Negotiation Tips

- **{SCRIPT}:** {ALL}

## Common Career Transitions

- **From {SCRIPT} to {QUOTES}:** {ALL}

## {ALL}

{ALL}

{SCRIPT}
"""


class Elements(HTMLParser):
    """The elements of a page and their attributes, as a browser takes them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def paths(settings):
    """The addresses of a hostile ladder that is published."""
    settings.LADDERS_PUBLIC, settings.PAY_VISIBILITY = True, "everyone"
    edition = import_ladder(
        document=read_ladder(HOSTILE.encode()).document, and_publish=True, family="Engineering"
    ).edition
    levels = edition.role.levels.values_list("slug", flat=True)
    role = f"/roles/{edition.role.slug}/"
    beside = [f"{role}{page}/" for page in ("interview", "portfolio", "print", "junior/advert")]
    return ["/", role, *(f"{role}{slug}/" for slug in levels), *beside, "/families/engineering/"]


@pytest.fixture(params=[None, "ladder", "ladders"], ids=["page", "ladder", "list"])
def pages(request, paths, client):
    """The pages at those addresses, or their fragments."""
    headers = {"HX-Request": "true", "HX-Target": request.param} if request.param else {}
    return [client.get(path, headers=headers).content.decode() for path in paths]


def test_no_script_runs(pages):
    for page in pages:
        for tag, attributes in Elements(page).found:
            assert tag not in ("iframe", "object", "embed", "base"), tag
            assert tag != "script" or attributes.get("src", "").startswith("/static/")
            assert not [name for name in attributes if name.startswith("on") or name == "style"], (tag, attributes)


def test_no_link_leads_to_a_script(pages):
    for page in pages:
        for tag, attributes in Elements(page).found:
            address = attributes.get("href") or attributes.get("src") or attributes.get("action") or "/"
            assert re.match(r"/|#|https?://", address), (tag, address)


def test_nothing_is_fetched_from_elsewhere(pages):
    for page in pages:
        named = {tag for tag, attributes in Elements(page).found if "elsewhere.example" in str(attributes)}
        assert named <= {"a"}


def test_no_text_is_taken_for_a_template(pages):
    for page in pages:
        assert "csrfmiddlewaretoken" not in page
        assert "of-the-tests" not in page


def test_the_texts_are_shown_as_they_are(paths, client):
    page = client.get(paths[1]).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ settings.SECRET_KEY }} {% csrf_token %}" in page


def test_a_name_is_only_a_name(paths, client):
    client.force_login(EmployeeFactory(user=UserFactory(name=f"{SCRIPT}{QUOTES}", email="a'b@demo.example")).user)
    page = client.get("/").content.decode()
    assert SCRIPT not in page
    assert not [attributes for _, attributes in Elements(page).found if "onload" in attributes]


@pytest.mark.parametrize("mark", ["here-1", "account"])
def test_a_text_cannot_forge_what_only_its_reader_sees(client, settings, mark):
    settings.LADDERS_PUBLIC = True
    document = read_ladder(
        f"# Career Path: Baker\n\n## Role Overview\n\nA {{% reader '{mark}' %}} B\n\n{ONE_LEVEL}".encode()
    ).document
    import_ladder(document=document, and_publish=True, family="Engineering")
    assert "{% reader" in client.get("/roles/baker/").content.decode()
