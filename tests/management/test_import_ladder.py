from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from paths.ladders.models import Edition, Role

pytestmark = pytest.mark.django_db
SEED = Path(__file__).resolve().parents[2] / "fixtures" / "ladders" / "backend-engineer.md"
BAKER = "# Career Path: Baker\n\n## Role Overview\n\nBakers bake.\n"


@pytest.fixture
def said(capsys):
    def said(*arguments, **options):
        call_command("import_ladder", *map(str, arguments), **{"family": "Crafts"} | options)
        return capsys.readouterr()

    return said


def test_a_document_becomes_a_draft(said):
    assert "Backend Engineer draft written" in said(SEED).out
    assert Edition.objects.drafts().count() == 1


def test_it_is_published_if_asked(said):
    assert "Backend Engineer 1.0 written" in said(SEED, publish=True).out


def test_the_stray_tips_of_the_seed_are_warned_about_by_line(said):
    assert "line 218" in said(SEED).err


def test_again_says_that_nothing_changed(said):
    said(SEED, publish=True)
    assert "nothing changed" in said(SEED, publish=True).out


def test_a_dry_run_changes_nothing(said):
    assert "Dry run" in said(SEED, dry_run=True).out
    assert not Role.objects.exists()


def test_a_family_can_be_named(said):
    said(SEED, family="Technology")
    assert Role.objects.get().family.name == "Technology"


def test_a_new_role_needs_a_family(said):
    with pytest.raises(CommandError, match=r"backend-engineer\.md: .*job family.*--family"):
        said(SEED, family=None)
    assert not Role.objects.exists()


def test_a_role_that_is_there_needs_none_and_stays_in_its_own(said):
    said(SEED, family="Technology")
    for family in (None, "Elsewhere"):
        said(SEED, family=family, publish=True)
        assert Role.objects.get().family.name == "Technology"


def test_two_documents_about_one_role_are_refused_by_their_names(said, tmp_path):
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.write_text(BAKER)
    other.write_text(BAKER.replace("Baker", "BAKER", 1).replace("bake.", "bake bread."))
    with pytest.raises(CommandError, match=r"one\.md and .*other\.md are both about"):
        said(one, SEED, other)
    assert not Role.objects.exists()


def test_all_documents_are_read_or_none(said, tmp_path):
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(BAKER)
    bad.write_text("no title")
    with pytest.raises(CommandError, match=r"bad\.md"):
        said(good, bad)
    assert not Role.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"# Career Path: X\0", b"\x89PNG\r\n\x1a\n" + bytes(range(256))]
)
def test_what_is_no_document_is_refused_in_words(said, tmp_path, content):
    path = tmp_path / "bad.md"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"bad\.md"):
        said(path)


def test_a_document_without_a_level_is_not_published_and_leaves_nothing(said, tmp_path):
    path = tmp_path / "nobody.md"
    path.write_text("# Career Path: Nobody\n\n## Role Overview\n\nNobody stands here.\n")
    with pytest.raises(CommandError, match="no level"):
        said(path, publish=True)
    assert not Role.objects.exists()
    said(path)
    assert Edition.objects.drafts().get().overview == "Nobody stands here."


def test_a_file_over_the_limit_is_not_even_read(said, tmp_path, settings):
    settings.UPLOAD_LIMIT = 10
    path = tmp_path / "long.md"
    path.write_text(BAKER)
    with pytest.raises(CommandError, match="UPLOAD_LIMIT"):
        said(path)


@pytest.mark.parametrize("name", ["missing.md", "."])
def test_a_file_that_cannot_be_read_is_said(said, tmp_path, name):
    with pytest.raises(CommandError, match="cannot be read"):
        said(tmp_path / name)
