"""Whatever somebody writes into a draft, or is called, is shown to those who look at it, never obeyed."""

from __future__ import annotations

import dataclasses

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from paths.ladders.choices import AdviceKind, Kind
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.forms.conflict import Difference
from paths.ladders.models import (
    Advice,
    CustomSection,
    Edition,
    Expectation,
    InterviewQuestion,
    PortfolioProject,
    RoadmapStage,
    TimeShare,
    Transition,
)
from paths.ladders.signals import who_is_affected
from paths.ladders.telling import Fact, LevelTold, Sort, Told
from paths.ladders.wording import Edit, Segment
from tests.browse.test_hostile_texts import Elements
from tests.factories import (
    EditionFactory,
    ExpectationFactory,
    JobFamilyFactory,
    LevelProfileFactory,
    RoleFactory,
    SkillFactory,
)
from tests.ladders.typing_in import fields_of
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
ROOM = iter(range(10**6))


def hostile(word="x"):
    """A text that would be an element, or end an attribute and begin another, wherever it is not escaped."""
    return f"{word}{next(ROOM)}<img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"


def obeyed(response_or_text):
    """The elements that no template of ours wrote."""
    text = response_or_text if isinstance(response_or_text, str) else response_or_text.content.decode()
    assert "<html" not in text or "alert(1)" in text, "the texts are on the page at all"
    return [
        (tag, attributes)
        for tag, attributes in Elements(text).found
        if "alert(1)" in str({name: value for name, value in attributes.items() if name.startswith("on")})
        or attributes.get("src") == "x"
    ]


def say_all(edition, profile):
    """One row of everything that an edition can say."""
    TimeShare.objects.create(profile=profile, activity=hostile(), percent=60)
    PortfolioProject.objects.create(profile=profile, text=hostile())
    RoadmapStage.objects.create(edition=edition, title=hostile(), focus=hostile(), notes=hostile())
    InterviewQuestion.objects.create(edition=edition, text=hostile(), heading=hostile(), examples=hostile())
    Advice.objects.create(edition=edition, kind=AdviceKind.NETWORKING, title=hostile(), text=hostile())
    Transition.objects.create(edition=edition, source=hostile(), target=hostile(), text=hostile())
    for of in (None, profile):
        place = "summary" if of else "title"
        CustomSection.objects.create(
            edition=edition, profile=of, place=place, form="label", heading=hostile(), body=hostile()
        )


def reword_all(edition):
    """Let every row say something else in some of its words."""
    for model, field in (
        (TimeShare, "activity"),
        (PortfolioProject, "text"),
        (RoadmapStage, "focus"),
        (InterviewQuestion, "text"),
        (Advice, "text"),
        (Transition, "text"),
        (CustomSection, "body"),
    ):
        of = {"profile__edition": edition} if model in (TimeShare, PortfolioProject) else {"edition": edition}
        for row in model.objects.filter(**of):
            setattr(row, field, f"{getattr(row, field)} {hostile('more')}")
            row.save()


@pytest.fixture
def draft():
    """A draft in which everything that is hostile has come, gone and been reworded."""
    role = RoleFactory(name=hostile("Baker"), slug="baker", family=JobFamilyFactory(name=hostile()))
    published = EditionFactory(role=role, overview=hostile(), core_responsibilities=hostile())
    profile = LevelProfileFactory(edition=published, title=hostile("Senior"), level__slug="senior", summary=hostile())
    gone = LevelProfileFactory(edition=published, title=hostile("Gone"), rank=9)
    for text in ("stays", "goes"):
        ExpectationFactory(profile=profile, text=hostile(text), examples=hostile())
    skill = SkillFactory(name=hostile())
    ExpectationFactory(profile=profile, of_skill=True, skill=skill, category=hostile(), text=hostile())
    say_all(published, profile)
    draft = open_draft(role=role, by=None)
    draft.profiles.get(level=gone.level).delete()
    level = draft.profiles.get()
    level.title, level.summary = hostile("Head"), hostile()
    level.save()
    draft.overview, draft.core_responsibilities = hostile(), f"{draft.core_responsibilities} more\n{hostile()}"
    draft.save()
    reword_all(draft)
    say_all(draft, level)
    stays = level.expectations.get(text__startswith="stays")
    stays.text, stays.examples = f"{stays.text} {hostile()}", hostile()
    stays.save()
    level.expectations.get(text__startswith="goes").delete()
    level.expectations.filter(kind=Kind.SKILL).update(category=hostile(), proficiency=4)
    ExpectationFactory(profile=level, text=f"Understands {hostile()}")
    LevelProfileFactory(edition=draft, title=hostile("New"), rank=9)
    return Edition.objects.get(pk=draft.pk)


def test_the_review_shows_what_a_draft_says(draft):
    def sentence(**_):
        return [hostile("affected")]

    who_is_affected.connect(sentence)
    try:
        shown = browser_of("hr_publisher").get(reverse("admin:edition_review", args=[draft.pk]))
    finally:
        who_is_affected.disconnect(sentence)
    assert "affected" in shown.content.decode()
    assert "Understands" in shown.content.decode(), "the linter quotes"
    assert obeyed(shown) == []


def test_the_history_shows_who_did_what_from_what_to_what(draft):
    editor = browser_of("hr_editor", name=hostile("Ruth"))
    page = reverse("admin:edition_edit", args=[draft.pk])
    assert editor.post(page, fields_of(editor.get(page)) | {"overview": hostile()}).status_code == 302
    row = Edition.objects.get(pk=draft.pk)
    row._change_reason = hostile("Imported")[:100]
    row.save()
    shown = editor.get(reverse("admin:edition_history", args=[draft.pk]))
    for word in ("Ruth", "Imported", "stays", "more"):
        assert word in shown.content.decode()
    assert obeyed(shown) == []


def test_a_conflict_shows_what_both_wrote(draft):
    ruth, bob = browser_of("hr_editor", name="Ruth"), browser_of("hr_editor", name=hostile("Bob"))
    level = draft.profiles.first()
    for page, change in (
        (reverse("admin:level_edit", args=[draft.pk, level.level_id]), "summary"),
        (reverse("admin:edition_edit", args=[draft.pk]), "overview"),
        (reverse("admin:edition_section", args=[draft.pk, "interview"]), "rows-0-text"),
    ):
        fields = fields_of(ruth.get(page))
        assert bob.post(page, fields_of(bob.get(page)) | {change: hostile("theirs")}).status_code == 302
        response = ruth.post(page, fields | {change: hostile("yours")})
        assert response.status_code == 409
        for word in ("Bob", "theirs", "yours"):
            assert word in response.content.decode()
        assert obeyed(response) == []


def test_the_change_log_and_the_difference_show_what_was_published(draft, settings, client):
    settings.LADDERS_PUBLIC = True
    publish(draft=draft, by=None, note=hostile("Note"))
    for path in ("/roles/baker/changes/", "/roles/baker/changes/2.0/"):
        shown = client.get(path)
        assert "Note" in shown.content.decode()
        assert obeyed(shown) == []
    feed = client.get("/changes.atom").content.decode()
    assert "<img" not in feed
    assert "<svg" not in feed


def test_no_piece_of_what_changed_is_obeyed():
    """Every value that the template can be given, whether or not today's engine gives it a text of somebody's."""
    wording = tuple(Segment(edit, hostile()) for edit in Edit)
    statements = tuple(Told(sort, hostile(), words, hostile(), wording) for sort in Sort for words in (wording, ()))
    groups = tuple((sort, hostile(), statements) for sort in (*Sort, hostile()))
    facts = (Fact(hostile(), hostile(), hostile()), Fact(hostile(), groups=groups))
    level = LevelTold(hostile(), hostile(), hostile(), groups, facts)
    shown = render_to_string("ladders/_changes.html", {"told": [level]})
    assert shown.count("alert(1)") > 100
    assert obeyed(shown) == []


def test_no_piece_of_a_conflict_is_obeyed(rf):
    texts = {field.name: hostile() for field in dataclasses.fields(Difference)}
    edit = {"by": hostile(), "at": None}
    context = {"differences": [Difference(**texts)], "edit": edit, "request": rf.get(f"/{hostile()}")}
    shown = render_to_string("ladders/_conflict.html", context)
    assert shown.count("alert(1)") == 2 * (len(texts) + 2)
    assert obeyed(shown) == []


def test_statements_of_a_draft_are_only_texts_on_its_preview(draft):
    level = draft.profiles.first().level
    shown = browser_of("hr_editor").get(f"/roles/baker/draft/{level.slug}/")
    assert Expectation.objects.filter(profile__edition=draft, text__contains="onload").exists()
    assert obeyed(shown) == []
