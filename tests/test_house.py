"""The habits of the house that a program can check. Floors between rooms are import-linter's (pyproject.toml)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PATHS = Path(__file__).resolve().parents[1] / "paths"
OF_THE_WEB = {"django.http", "django.shortcuts", "django.forms", "django.views"}
# What may know of requests; everything else in a room is models, services or judgement.
MEETS_REQUESTS = {
    "views",
    "urls",
    "admin",
    "forms",
    "middleware",
    "access",
    "desk",
    "adapter",
    "backends",
    "pages",
    "account",
    "shelf",
}
WITHOUT_DATABASE = [
    "browse/career_map.py",
    "browse/links.py",
    "browse/map_arrows.py",
    "browse/map_marks.py",
    "browse/marks.py",
    "browse/spelling.py",
    "browse/terms.py",
    "documents/document.py",
    "documents/outcome.py",
    "documents/reader.py",
    "documents/sheet.py",
    "documents/sheet_rows.py",
    "documents/writer.py",
    "growth/answer_rows.py",
    "growth/picture.py",
    "growth/progress.py",
    "growth/scales.py",
    "growth/standing.py",
    "pay/figures.py",
    "promotions/case_table.py",
    "promotions/small_groups.py",
    "promotions/time_in_level.py",
    "people/importing.py",
    "people/reporting.py",
    "people/sheet.py",
    "promotions/cast.py",
    "promotions/counting.py",
    "promotions/item_rows.py",
    "promotions/linting.py",
    "promotions/ordinary_words.py",
    "promotions/stages.py",
    "promotions/step_words.py",
    "promotions/story.py",
    "promotions/transitions.py",
    "ladders/neighbours.py",
    "ladders/skill_names.py",
    "ladders/slugs.py",
    "ladders/content.py",
    "ladders/compare.py",
    "ladders/comparison.py",
    "ladders/likeness.py",
    "ladders/lint/__init__.py",
    "ladders/lint/finding.py",
    "ladders/lint/links.py",
    "ladders/lint/numbers.py",
    "ladders/lint/rungs.py",
    "ladders/lint/skills.py",
    "ladders/lint/statements.py",
    "ladders/lint/twins.py",
    "ladders/lint/verbs.py",
    "shared/folding.py",
    "shared/formats.py",
    "shared/scales.py",
    "shared/sheets.py",
    "shared/workbooks.py",
    "shared/markdown.py",
]


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module}
    return found


@pytest.mark.parametrize("path", sorted(PATHS.rglob("*.py")), ids=lambda path: str(path.relative_to(PATHS)))
def test_models_services_and_judgement_know_nothing_of_requests(path):
    if not MEETS_REQUESTS & set(path.relative_to(PATHS).with_suffix("").parts):
        assert not imports_of(path) & OF_THE_WEB


@pytest.mark.parametrize("name", WITHOUT_DATABASE)
def test_pure_modules_know_nothing_of_the_database(name):
    assert not {
        module for module in imports_of(PATHS / name) if module.startswith("django.db") or module.endswith(".models")
    }


@pytest.mark.parametrize("path", sorted(PATHS.parent.glob("templates/**/*.html")), ids=lambda path: path.name)
def test_no_template_holds_inline_script_or_style(path):
    text = path.read_text()
    assert "<style" not in text
    assert ' style="' not in text
    assert "<script>" not in text
    assert " on" + 'click="' not in text
