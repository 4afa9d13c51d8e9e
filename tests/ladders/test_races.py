"""Two at once in one draft: nothing is published unseen, nothing is written over, on both databases."""

from __future__ import annotations

import time
from threading import Event

import pytest
from django.db import transaction

from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from paths.ladders.choices import EditionStatus
from paths.ladders.drafting import (
    LevelRow,
    save_ladder,
    save_level,
    save_section,
    stamp_of_ladder,
    stamp_of_level,
)
from paths.ladders.drafts import discard_draft, open_draft, restore_level
from paths.ladders.editions import ChangedMeanwhile, NotADraft, publish, review
from paths.ladders.models import Edition, Expectation, LevelProfile, RoadmapStage
from paths.shared.saving import Row, stamp_of
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def published():
    """An edition with two levels."""
    edition = EditionFactory(overview="Bakes.")
    for rank, text in enumerate(["Help at the oven", "Run the oven"], 1):
        ExpectationFactory(profile=LevelProfileFactory(edition=edition, rank=rank), text=text)
    return edition


@pytest.fixture
def draft(published):
    """A draft that asks one thing more, and lacks the upper level."""
    draft = open_draft(role=published.role, by=None)
    draft.profiles.get(rank=2).delete()
    ExpectationFactory(profile=draft.profiles.get(), text="Weigh flour", position=1)
    return Edition.objects.get(pk=draft.pk)


def one_after_the_other(first, second):
    """What both answer, when the second begins after the first has written, and before the first is done."""
    written = Event()

    def begin():
        with transaction.atomic():
            done = first()
            written.set()
            time.sleep(0.4)
        return done

    def follow():
        written.wait(10)
        return second()

    return at_once(begin, follow, refused=(ChangedMeanwhile, NotADraft))


def level_of(draft):
    return LevelProfile.objects.get(edition=draft)


def writing_the_overview(draft, text="Bakes at night."):
    seen = stamp_of_ladder(draft)
    levels = [LevelRow(profile.level_id, profile.title) for profile in draft.profiles.all()]
    return lambda: save_ladder(draft=draft, values={"overview": text}, levels=levels, seen=seen, by=None)


def writing_a_statement(draft, text="Sing"):
    profile = level_of(draft)
    seen = stamp_of_level(profile)
    row = Row(profile.expectations.first().key, {"kind": "responsibility", "text": text})
    return lambda: save_level(
        profile=profile, values={}, expectations=[row], shares=[], projects=[], seen=seen, by=None
    )


def writing_the_roadmap(draft, title="First"):
    of = RoadmapStage.objects.filter(edition=draft)
    seen = stamp_of(of)
    rows = [Row(None, {"title": title})]
    return lambda: save_section(draft=draft, model=RoadmapStage, of=of, rows=rows, seen=seen, by=None)


def putting_a_level_back(draft):
    upper = LevelProfile.objects.get(edition__in=Edition.objects.published(), rank=2)
    return lambda: restore_level(draft=draft, profile=upper, by=None)


def importing_a_document(draft):
    document = read_ladder(f"# Career Path: {draft.role.name}\n\n## Levels\n\n### Head Baker\n").document
    return lambda: import_ladder(document=document, family="Engineering")


WRITING = [writing_the_overview, writing_a_statement, writing_the_roadmap, putting_a_level_back]


def publishing(draft):
    """By somebody who has looked at the draft as it is now."""
    seen = review(draft).seen
    return lambda: publish(draft=draft, by=None, note="As baked.", seen=seen)


def test_of_two_who_open_a_draft_at_once_both_write_in_the_same(published):
    opened = one_after_the_other(*[lambda: open_draft(role=published.role, by=None)] * 2)
    assert opened[0] == opened[1] == Edition.objects.drafts().get()
    assert LevelProfile.objects.filter(edition=opened[0]).count() == 2


@pytest.mark.parametrize("write", WRITING[:3], ids=lambda write: write.__name__)
def test_of_two_who_save_the_same_page_at_once_the_second_is_told(draft, write):
    first, second = one_after_the_other(write(draft), write(draft, "Something else"))
    assert not isinstance(first, Exception)
    assert isinstance(second, ChangedMeanwhile)


@pytest.mark.parametrize("write", [*WRITING, importing_a_document], ids=lambda write: write.__name__)
def test_what_is_written_while_somebody_publishes_is_not_published_unseen(draft, write):
    _, published = one_after_the_other(write(draft), publishing(draft))
    assert isinstance(published, ChangedMeanwhile)
    assert Edition.objects.get(pk=draft.pk).status == EditionStatus.DRAFT


@pytest.mark.parametrize("write", WRITING, ids=lambda write: write.__name__)
def test_what_is_being_published_is_not_written_in(draft, write):
    published, written = one_after_the_other(publishing(draft), write(draft))
    assert isinstance(written, NotADraft)
    assert Edition.objects.published().get() == published
    assert LevelProfile.objects.filter(edition=published).count() == 1
    texts = Expectation.objects.filter(profile__edition=published).values_list("text", flat=True)
    assert set(texts) == {"Help at the oven", "Weigh flour"}


def test_a_draft_that_is_being_discarded_is_not_published(published, draft):
    _, outcome = one_after_the_other(lambda: discard_draft(draft=draft, by=None), publishing(draft))
    assert isinstance(outcome, NotADraft)
    assert list(Edition.objects.all()) == [published]


def test_a_draft_that_is_being_published_is_not_discarded(draft):
    published, outcome = one_after_the_other(publishing(draft), lambda: discard_draft(draft=draft, by=None))
    assert isinstance(outcome, NotADraft)
    assert Edition.objects.published().get() == published


def test_of_two_who_put_a_level_back_at_once_one_makes_it(draft):
    first, second = one_after_the_other(putting_a_level_back(draft), putting_a_level_back(draft))
    assert first == second
    assert Expectation.objects.filter(profile__edition=draft, text="Run the oven").count() == 1
