import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from paths.documents.reader import read_ladder

pytestmark = pytest.mark.django_db
LADDERS = sorted((Path(__file__).resolve().parents[2] / "fixtures" / "ladders").glob("*.md"))


@pytest.mark.parametrize("path", LADDERS, ids=lambda path: path.stem)
def test_what_was_imported_is_exported_as_an_equal_document(path, capsys):
    call_command("import_ladder", str(path), publish=True, family="Engineering")
    capsys.readouterr()
    call_command("export_ladder", path.stem)
    written = capsys.readouterr().out
    assert read_ladder(written).document == read_ladder(path.read_bytes()).document


def test_json_says_money_exactly(capsys):
    call_command("import_ladder", str(LADDERS[0]), publish=True, family="Engineering")
    capsys.readouterr()
    call_command("export_ladder", "Backend Engineer", format="json")
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == "career-paths ladder 1"
    assert data["levels"][0]["pay"][0] | {"note": ""} == {
        "minimum": "70000",
        "maximum": "100000",
        "currency": "USD",
        "and_above": False,
        "note": "",
        "location": "",
    }


def test_a_draft_is_exported_only_if_asked(capsys):
    call_command("import_ladder", str(LADDERS[0]), family="Engineering")
    with pytest.raises(CommandError, match="no published ladder"):
        call_command("export_ladder", "backend-engineer")
    capsys.readouterr()
    call_command("export_ladder", "backend-engineer", draft=True)
    assert "$70K-$100K USD" in capsys.readouterr().out


def test_an_unknown_role_is_said():
    with pytest.raises(CommandError, match="called 'nobody'"):
        call_command("export_ladder", "nobody")
