import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paths.apps import PathsConfig
from paths.browse.indexing import reindex
from paths.browse.models import SearchEntry
from paths.browse.receivers import find_what_was_there_before
from paths.browse.search import find
from paths.ladders.choices import AdviceKind
from paths.ladders.editions import publish
from paths.ladders.models import Advice, InterviewQuestion, Skill
from tests.factories import (
    EditionFactory,
    ExpectationFactory,
    LevelFactory,
    LevelProfileFactory,
    RoleFactory,
    SkillFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def baker():
    return RoleFactory(name="Baker", slug="baker")


def written(role, *, title="Head Baker", text="Shape loaves", skill="Sourdough"):
    """A draft for `role` with one level, a question and a tip."""
    draft = EditionFactory(role=role, draft=True)
    profile = LevelProfileFactory(edition=draft, title=title, level=role.levels.first() or LevelFactory(role=role))
    ExpectationFactory(profile=profile, text=text)
    known = Skill.objects.filter(name=skill).first() or SkillFactory(name=skill)
    ExpectationFactory(profile=profile, of_skill=True, skill=known, text=f"advanced {skill} (rye)")
    InterviewQuestion.objects.create(edition=draft, heading="Questions for all", text=f"Why {skill}?")
    Advice.objects.create(edition=draft, kind=AdviceKind.NETWORKING, title="Meet millers", text="At the mill")
    return draft


def names(query):
    return [one.entry.name for one in find(query).ranked]


def test_what_is_published_is_found_and_drafts_are_not(baker):
    draft = written(baker)
    for query in ("baker", "shape", "sourdough", "rye", "millers", "why"):
        assert names(query) == [], query
    publish(draft=draft, by=None, note="As baked.")
    assert names("head") == ["Head Baker"]
    assert names("shape loaves") == ["Head Baker"]
    assert names("sourdough") == ["Sourdough", "Why Sourdough?", "Head Baker"]
    assert names("rye") == ["Head Baker", "Sourdough"]
    assert names("millers") == ["Meet millers"]
    assert names("networking") == ["Meet millers"]


def test_what_is_superseded_is_no_longer_found(baker):
    publish(draft=written(baker), by=None, note="As baked.")
    draft = written(baker, title="Master Baker", text="Choose flour", skill="Rye bread")
    publish(draft=draft, by=None, note="As baked.")
    for query in ("head", "shape", "sourdough"):
        assert names(query) == [], query
    assert names("master") == ["Master Baker"]
    assert names("rye bread")[0] == "Rye bread"


def test_a_skill_that_another_ladder_asks_for_too_stays(baker):
    publish(draft=written(baker), by=None, note="As baked.")
    publish(draft=written(RoleFactory(name="Pastry Cook")), by=None, note="As baked.")
    publish(draft=written(baker, skill="Brioche"), by=None, note="As baked.")
    assert names("sourdough")[0] == "Sourdough"


def test_the_draft_that_follows_does_not_show_through(baker):
    publish(draft=written(baker), by=None, note="As baked.")
    written(baker, title="Secret Baker", text="Secret work", skill="Secret art")
    reindex()
    assert names("secret") == []
    assert names("head") == ["Head Baker"]


def test_a_renamed_skill_is_found_by_its_new_name_only(baker):
    publish(draft=written(baker), by=None, note="As baked.")
    skill = Skill.objects.get(name="Sourdough")
    skill.name, skill.description = "Levain", "Raised with wild yeast"
    skill.save()
    assert names("levain") == ["Levain"]
    assert names("wild yeast") == ["Levain"]
    assert [row.name for row in SearchEntry.objects.filter(skill=skill)] == ["Levain"]


def test_a_new_skill_is_found_once_a_ladder_asks_for_it():
    SkillFactory(name="Marzipan").save()
    assert names("marzipan") == []


def test_a_renamed_role_is_found_by_its_new_name_only(baker):
    publish(draft=written(baker, title="Head"), by=None, note="As baked.")
    baker.name = "Boulanger"
    baker.save()
    assert names("boulanger") == ["Boulanger"]
    assert names("boulanger head") == ["Head"]
    assert names("baker") == []


def test_a_role_that_is_gone_is_not_found_nor_what_only_it_asked(baker):
    publish(draft=written(baker), by=None, note="As baked.")
    baker.editions.all().delete()
    baker.delete()
    assert SearchEntry.objects.count() == 0


def test_the_same_twice_is_the_same(baker):
    publish(draft=written(baker), by=None, note="As baked.")
    before = list(SearchEntry.objects.values("kind", "name", "folded").order_by("kind", "name"))
    assert reindex() == len(before) == 5
    assert list(SearchEntry.objects.values("kind", "name", "folded").order_by("kind", "name")) == before


def test_texts_are_kept_without_their_markdown(baker):
    publish(draft=written(baker, text="Shape **fine** [loaves](https://example.com)"), by=None, note="As baked.")
    assert names("fine loaves") == ["Head Baker"]
    assert names("example") == []


def test_publishing_asks_the_database_no_more_often_for_more_skills(baker):
    counts = []
    publish(draft=written(baker), by=None, note="As baked.")
    for number in (1, 12):
        draft = written(baker)
        profile = draft.profiles.get()
        for n in range(number):
            ExpectationFactory(profile=profile, of_skill=True, skill=SkillFactory(name=f"Art {number}-{n}"))
        with CaptureQueriesContext(connection) as captured:
            publish(draft=draft, by=None, note="As baked.")
        counts.append(len(captured))
    assert counts[1] <= counts[0] + 1


def test_the_command_makes_the_index_anew(baker, capsys):
    publish(draft=written(baker), by=None, note="As baked.")
    SearchEntry.objects.all().delete()
    call_command("reindex_search")
    assert "5 things can be found." in capsys.readouterr().out
    assert names("head") == ["Head Baker"]


def migrated():
    find_what_was_there_before(sender=PathsConfig.create("paths"), using="default")


def test_ladders_older_than_the_index_are_found_after_migrating(baker):
    publish(draft=written(baker), by=None, note="As baked.")
    SearchEntry.objects.all().delete()
    migrated()
    assert names("head") == ["Head Baker"]


def test_migrating_leaves_an_index_alone(baker):
    publish(draft=written(baker), by=None, note="As baked.")
    SearchEntry.objects.filter(kind="advice").delete()
    migrated()
    assert names("millers") == []
