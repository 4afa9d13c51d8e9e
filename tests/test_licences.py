"""Anybody may take this code by a licence they know, and what is of others is named with theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VENDORED = sorted(
    folder.relative_to(ROOT)
    for place in ("static/vendor", "tests/vendor")
    for folder in (ROOT / place).iterdir()
    if folder.is_dir()
)


def test_the_licence_is_bsd_with_three_clauses():
    text = " ".join((ROOT / "LICENSE").read_text().split())
    assert text.startswith("BSD 3-Clause License Copyright (c)")
    for clause in ("1. Redistributions of source code", "2. Redistributions in binary form", "3. Neither the name"):
        assert clause in text
    assert 'license = "BSD-3-Clause"' in (ROOT / "pyproject.toml").read_text()
    assert "[LICENSE](LICENSE)" in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("folder", VENDORED, ids=str)
def test_what_is_vendored_has_its_licence_beside_it_and_a_line_in_the_notice(folder):
    notice = (ROOT / "NOTICE").read_text()
    licences = sorted(path.relative_to(ROOT) for path in (ROOT / folder).glob("LICENSE*"))
    assert licences, f"{folder} has no licence"
    assert f", in {folder}/" in notice
    for licence in licences:
        assert str(licence) in notice


def test_every_file_that_the_notice_names_is_there():
    named = [word.strip(".,") for word in (ROOT / "NOTICE").read_text().split() if "/vendor/" in word]
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
