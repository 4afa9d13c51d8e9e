"""What changed from edition to edition."""

import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Edition, InterviewQuestion, Role
from tests.factories import ExpectationFactory, LevelProfileFactory, RoleFactory
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def edition(role, *texts):
    draft = open_draft(role=role, by=None)
    profile = draft.profiles.first() or LevelProfileFactory(edition=draft, title="Senior Baker", level__slug="senior")
    for text in texts:
        ExpectationFactory(profile=profile, text=text)
    return publish(draft=draft, by=None, note=f"Now with {texts[-1].lower()}.")


@pytest.fixture
def baker():
    """A role with editions 1.0, 2.0 and 3.0."""
    role = RoleFactory(name="Baker", slug="baker")
    for days, texts in ((30, ["Rye"]), (20, ["Spelt", "Oats"]), (10, ["Wheat"])):
        day = timezone.now() - datetime.timedelta(days=days)
        Edition.objects.filter(pk=edition(role, *texts).pk).update(published_at=day)
    return role


@pytest.fixture
def reader():
    return browser_of("employee")


def test_the_change_log_names_every_edition_the_latest_first(reader, baker):
    shown = reader.get("/roles/baker/changes/").content.decode()
    assert shown.index("3.0</a>") < shown.index("2.0</a>") < shown.index("1.0</a>")
    assert "asks two new things of Senior" in shown
    assert "Now with wheat." in shown


def test_the_difference_of_two_editions_is_there_to_read(reader, baker):
    shown = reader.get("/roles/baker/changes/2.0/").content.decode()
    for said in ("compared with 1.0", "Spelt", "Oats"):
        assert said in shown
    assert "Wheat" not in shown


def test_the_first_edition_differs_from_nothing(reader, baker):
    assert reader.get("/roles/baker/changes/1.0/").status_code == 404
    assert reader.get("/roles/baker/changes/9.0/").status_code == 404


def test_an_old_edition_is_shown_as_it_was_and_says_so(reader, baker):
    shown = reader.get("/roles/baker/editions/1.0/").content.decode()
    assert "a later edition has taken its place" in shown
    assert "Rye" in shown
    assert "Spelt" not in shown
    assert "/roles/baker/editions/1.0/senior/" in shown, "its levels are opened in the same edition"
    assert reader.get("/roles/baker/editions/1.0/senior/").status_code == 200


def test_the_edition_in_force_says_that_it_is(reader, baker):
    assert "and in force" in reader.get("/roles/baker/editions/3.0/").content.decode()


def test_what_every_level_asks_and_the_other_parts_are_in_the_difference(reader, baker):
    draft = open_draft(role=baker, by=None)
    draft.core_responsibilities, draft.overview = "Be on call every night", "Bakes for the whole town."
    draft.save()
    InterviewQuestion.objects.create(edition=draft, text="Why bread?", examples="Think of rye")
    publish(draft=draft, by=None, note="On call.")
    assert "asks one new thing of every level" in reader.get("/roles/baker/changes/").content.decode()
    shown = reader.get("/roles/baker/changes/4.0/").content.decode()
    for said in (
        "Asks one new thing of every level. On call.",
        "Core responsibilities, true of every level",
        "Be on call every night",
        "Bakes for the whole town.",
        "Interview questions",
        "Why bread?",
        "Think of rye",
    ):
        assert said in shown
    assert "word for word" not in shown


def test_an_edition_that_says_the_same_says_so(reader, baker):
    publish(draft=open_draft(role=baker, by=None), by=None, note="Once more.")
    assert "It says the same, word for word." in reader.get("/roles/baker/changes/3.0.1/").content.decode()


@pytest.mark.parametrize("path", ["/roles/baker/editions/4.0/", "/roles/baker/editions/draft/", "/roles/x/changes/"])
def test_what_was_never_published_is_not_there(reader, baker, path):
    open_draft(role=baker, by=None)
    assert reader.get(path).status_code == 404


def test_a_level_that_an_edition_does_not_have_is_not_there(reader, baker):
    assert reader.get("/roles/baker/editions/1.0/junior/").status_code == 404


def test_the_feed_of_all_ladders_is_atom(reader, baker):
    edition(RoleFactory(name="Cook", slug="cook"), "Soup")
    response = reader.get("/changes.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Cook 1.0", "Baker 3.0", "Baker 2.0", "Baker 1.0"]
    assert entries[1].findtext(f"{ATOM}summary") == "Asks one new thing of Senior. Now with wheat."
    assert entries[1].find(f"{ATOM}link").get("href").endswith("/roles/baker/editions/3.0/")


def test_what_no_feed_can_hold_does_not_end_it(reader, baker):
    Edition.objects.filter(role=baker).update(change_note="Rye\x02 is\x0b in.", news="asks\x1f more")
    Role.objects.filter(pk=baker.pk).update(name="Ba\x08ker")
    response = reader.get("/changes.atom")
    assert response.status_code == 200
    entry = ElementTree.fromstring(response.content).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Baker 3.0"
    assert entry.findtext(f"{ATOM}summary") == "Asks  more. Rye is  in."


def test_a_draft_is_shown_on_the_real_site_to_those_who_write_and_publish(baker):
    draft = open_draft(role=baker, by=None)
    ExpectationFactory(profile=draft.profiles.get(), text="Barley")
    for visitor, status in (("hr_editor", 200), ("hr_publisher", 200), ("employee", 403), ("compensation", 403)):
        assert browser_of(visitor).get("/roles/baker/draft/").status_code == status, visitor
    shown = browser_of("hr_editor").get("/roles/baker/draft/senior/").content.decode()
    for said in ("Only people who may edit see this", "Barley", "/roles/baker/draft/senior/"):
        assert said in shown
    assert "Barley" not in browser_of("employee").get("/roles/baker/").content.decode()


def test_a_draft_of_a_role_that_was_never_published_can_be_looked_at():
    role = RoleFactory(name="Cook", slug="cook")
    LevelProfileFactory(edition=open_draft(role=role, by=None), level__slug="senior")
    assert browser_of("hr_editor").get("/roles/cook/draft/").status_code == 200
    assert browser_of("hr_editor").get("/roles/baker/draft/").status_code == 404


def test_the_change_log_is_kept_between_readers(reader, baker, django_assert_num_queries):
    reader.get("/roles/baker/changes/")
    reader.get("/roles/baker/changes/2.0/")
    with django_assert_num_queries(3):
        reader.get("/roles/baker/changes/")
    with django_assert_num_queries(3):
        reader.get("/roles/baker/changes/2.0/")


def test_an_old_edition_takes_the_same_queries_however_much_it_says(reader, baker, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.get("/roles/baker/editions/1.0/")


def test_a_reworded_statement_shows_its_old_words_and_its_new_ones(reader, baker):
    draft = open_draft(role=baker, by=None)
    draft.profiles.get().expectations.filter(text="Rye").update(text="Dark rye")
    publish(draft=draft, by=None, note="Darker.")
    shown = reader.get("/roles/baker/changes/3.0.1/").content.decode()
    assert "Said in other words" in shown
    assert "<ins>" in shown
