import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from paths.ladders.models import Edition, Expectation
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


def test_each_warning_says_where_it_is_and_leads_there(ladders, capsys, settings):
    settings.SITE_URL = "https://paths.example.com"
    Edition.objects.update(status="draft", published_at=None)
    statement = Expectation.objects.get()
    page = reverse("admin:level_edit", args=[statement.profile.edition_id, statement.profile.level_id])
    place = f"    Senior Baker, statement: https://paths.example.com{page}#statement-{statement.key}\n"
    assert place in said(capsys, "baker").partition("(woolly-verb)\n")[2]
    miller = reverse("admin:edition_edit", args=[Edition.objects.get(role__slug="miller").pk])
    assert f"(no-levels)\n    levels: https://paths.example.com{miller}#levels\n" in said(capsys, "miller")


def test_a_skill_that_is_odd_is_led_to(ladders, capsys, settings):
    page = reverse("admin:paths_skill_change", args=[SkillFactory(name="Rye").pk])
    assert f"    the list of skills: {settings.SITE_URL}{page}\n" in said(capsys)


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
