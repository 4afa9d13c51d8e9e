import pytest
from django.core.management import CommandError, call_command

from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ladders():
    """A published ladder with a woolly verb, and a draft of another role."""
    published = LevelProfileFactory(edition__role=RoleFactory(name="Baker", slug="baker"), title="Senior Baker")
    ExpectationFactory(profile=published, text="Understands bread")
    EditionFactory(draft=True, role=RoleFactory(name="Miller", slug="miller"))


def said(capsys, *roles, **options):
    call_command("lint_ladders", *roles, **options)
    return capsys.readouterr().out


def test_each_ladder_is_followed_by_its_warnings(ladders, capsys):
    out = said(capsys)
    assert "Baker 1.0\n  Senior: “Understands bread” says “understands”." in out
    assert "(woolly-verb)\n" in out
    assert "Miller draft\n" in out


def test_skills_that_nobody_asks_for_are_named(ladders, capsys):
    SkillFactory(name="Rye")
    assert "asks for the skill “Rye”. (skill-unasked)" in said(capsys).split("Skills\n")[1]


def test_one_role_by_its_name_or_address(ladders, capsys):
    for name in ("baker", "Baker"):
        out = said(capsys, name)
        assert "Baker 1.0" in out
        assert "Miller" not in out


def test_only_drafts_or_only_published(ladders, capsys):
    assert "Baker" not in said(capsys, drafts=True)
    assert "Miller" not in said(capsys, published=True)


def test_an_unknown_role_is_said(ladders):
    with pytest.raises(CommandError, match="called 'nobody'"):
        call_command("lint_ladders", "nobody")
    with pytest.raises(CommandError, match="no draft of a role called 'baker'"):
        call_command("lint_ladders", "baker", drafts=True)


def test_it_fails_only_when_it_is_told_to_be_strict(ladders, capsys):
    call_command("lint_ladders", "baker")
    with pytest.raises(SystemExit, match="1"):
        call_command("lint_ladders", "baker", strict=True)


def test_a_strict_run_with_nothing_odd_ends_well(capsys):
    assert "Nothing is odd." in said(capsys, strict=True)
