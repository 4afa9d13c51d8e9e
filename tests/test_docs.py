"""What the documents say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paths.people.groups import GROUPS
from paths.people.papers import HR_PARTNERS, PARTNERS, SHARED

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_files_lead_somewhere(name):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / name).read_text()):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_paths_that_are_named_exist(name):
    for path in re.findall(
        r"`((?:paths|templates|static|tests|careersite|fixtures|benchmarks)/[\w./-]*)`", (ROOT / name).read_text()
    ):
        assert (ROOT / path).exists(), path


def test_the_readme_names_every_group():
    text = (ROOT / "README.md").read_text()
    assert [name for name in GROUPS if f"| {name} |" not in text] == []


def test_the_readme_says_what_hr_partners_read_of_others():
    assert PARTNERS in SHARED.ways
    row = next(line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith(f"| {HR_PARTNERS} |"))
    assert "read every assessment and every goal that people share" in row


def test_rules_of_who_reads_papers_stand_where_the_house_says():
    """Whoever asks about groups of HR, or about people who have left, decides who sees what."""
    said = (ROOT / "paths/people/papers.py").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    asking = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "paths/growth").rglob("*.py")
        if re.search(r"\b(in_group|has_left|HR_PARTNERS)\b", path.read_text())
    ]
    assert [path for path in asking if path not in said] == []


def test_every_command_of_ours_is_in_the_readme():
    commands = [path.stem for path in (ROOT / "paths/management/commands").glob("[a-z]*.py")]
    text = (ROOT / "README.md").read_text()
    assert [name for name in commands if f"`manage.py {name}" not in text] == []


def test_the_diagram_of_promotion_states_is_the_table_of_the_code():
    from paths.promotions.transitions import diagram

    assert f"```mermaid\n{diagram()}\n```" in (ROOT / "docs" / "promotion-states.md").read_text()
