"""Publishing and versions."""

import dataclasses

import pytest
from django.apps import apps

from paths.ladders.choices import AdviceKind, EditionStatus
from paths.ladders.compare import compare_editions
from paths.ladders.content import Share
from paths.ladders.drafts import open_draft
from paths.ladders.editions import ChangedMeanwhile, NoLevels, NotADraft, publish, review
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
from paths.ladders.signals import edition_published
from paths.ladders.versions import Step, step_of, version_after
from tests.factories import (
    EditionFactory,
    ExpectationFactory,
    LevelProfileFactory,
    RoleFactory,
    SalaryBandFactory,
    UserFactory,
)
from tests.ladders.samples import does, knows, profile

QUERIES_OF_A_COPY = 34
BASE = profile(knows("Design bread", 2), does("Talk to guests"), title="Senior")


def changed(**values):
    return dataclasses.replace(BASE, **values)


def first_as(**values):
    first, *others = BASE.expectations
    return changed(expectations=(dataclasses.replace(first, **values), *others))


def with_depth(proficiency):
    return first_as(skill=dataclasses.replace(BASE.expectations[0].skill, proficiency=proficiency))


CASES = {
    "nothing": (BASE, Step.PATCH),
    "another wording of a statement": (first_as(text="Design loaves"), Step.PATCH),
    "another title": (changed(title="Senior Baker"), Step.PATCH),
    "another summary": (changed(summary="Bakes well."), Step.PATCH),
    "another category": (first_as(category="Craft"), Step.PATCH),
    "an example": (first_as(examples=("such as rye",)), Step.MINOR),
    "other years": (changed(years_min=3), Step.MINOR),
    "another rank": (changed(rank=7), Step.MINOR),
    "another week": (changed(shares=(Share("Baking", None),)), Step.MINOR),
    "a project": (changed(projects=("A cake",)), Step.MINOR),
    "a statement less": (changed(expectations=BASE.expectations[1:]), Step.MINOR),
    "a skill less deep": (with_depth(1), Step.MINOR),
    "only desirable": (first_as(required=False), Step.MINOR),
    "a skill deeper": (with_depth(3), Step.MAJOR),
    "a statement more": (changed(expectations=(*BASE.expectations, does("Teach apprentices"))), Step.MAJOR),
}


@pytest.mark.parametrize("case", CASES)
def test_a_step_is_as_large_as_what_is_newly_asked(case):
    after, step = CASES[case]
    assert step_of(compare_editions([BASE], [after])) == step


def test_what_was_desirable_and_is_required_now_is_a_major_step():
    assert step_of(compare_editions([first_as(required=False)], [BASE])) == Step.MAJOR


def test_a_level_more_is_a_major_step_and_one_less_a_minor_one():
    other = dataclasses.replace(BASE, level_id=99, slug="principal")
    assert step_of(compare_editions([BASE], [BASE, other])) == Step.MAJOR
    assert step_of(compare_editions([BASE, other], [BASE])) == Step.MINOR


@pytest.mark.parametrize(
    ("step", "version"), [(Step.MAJOR, (3, 0, 0)), (Step.MINOR, (2, 2, 0)), (Step.PATCH, (2, 1, 4))]
)
def test_versions_follow_the_step(step, version):
    assert version_after(EditionFactory.build(major=2, minor=1, patch=3), step) == version


def test_the_first_version_is_1_0():
    assert version_after(None, Step.PATCH) == (1, 0, 0)


@pytest.fixture
def draft(db):
    """A draft that asks one thing more than the published edition 1.0."""
    published = EditionFactory()
    ExpectationFactory(profile=LevelProfileFactory(edition=published))
    draft = open_draft(role=published.role, by=None)
    ExpectationFactory(profile=draft.profiles.get())
    return draft


def test_publishing_makes_the_edition_before_history(draft):
    old = Edition.objects.published().get()
    published = publish(draft=draft, by=None, note="Asks for bread.")
    old.refresh_from_db()
    assert (old.status, published.status) == (EditionStatus.SUPERSEDED, EditionStatus.PUBLISHED)
    assert (published.version, published.change_note) == ("2.0", "Asks for bread.")


def test_publishing_is_in_the_history_with_who_did_it(draft):
    publisher = UserFactory()
    published = publish(draft=draft, by=publisher, note="Asks for bread.")
    latest = published.history.latest()
    assert (latest.history_user, latest.status) == (publisher, EditionStatus.PUBLISHED)
    assert latest.prev_record.status == EditionStatus.DRAFT


def test_a_version_can_be_raised_and_not_lowered(draft):
    draft.profiles.get().expectations.last().delete()
    assert review(draft).version() == "1.0.1"
    assert review(draft).version(Step.MINOR) == "1.1"
    assert publish(draft=draft, by=None, note="Same.", at_least=Step.MAJOR).version == "2.0"


def test_a_publication_needs_a_sentence(draft):
    with pytest.raises(ValueError, match="sentence"):
        publish(draft=draft, by=None, note="  ")
    assert Edition.objects.drafts().exists()


def test_what_is_published_cannot_be_published_again(db):
    with pytest.raises(NotADraft):
        publish(draft=EditionFactory(), by=None, note="Again.")


def test_a_draft_that_changed_since_it_was_looked_at_is_not_published(draft):
    seen = review(draft).seen
    Expectation.objects.filter(profile__edition=draft).update(text="Bake cakes")
    with pytest.raises(ChangedMeanwhile):
        publish(draft=draft, by=None, note="Asks for bread.", seen=seen)
    assert publish(draft=draft, by=None, note="Asks for cakes.", seen=review(draft).seen).version == "2.0"


def test_what_somebody_else_has_saved_since_the_draft_was_read_is_published_as_it_is(draft):
    Edition.objects.filter(pk=draft.pk).update(overview="Bakes at night.", core_responsibilities="Keep the oven clean")
    publish(draft=draft, by=None, note="Asks for bread.")
    published = Edition.objects.published().get()
    assert (published.overview, published.core_responsibilities) == ("Bakes at night.", "Keep the oven clean")
    assert (draft.overview, draft.version) == ("Bakes at night.", "2.0"), "and read anew"


def test_texts_of_the_draft_that_changed_since_it_was_looked_at_are_not_published_unseen(draft):
    seen = review(draft).seen
    Edition.objects.filter(pk=draft.pk).update(overview="Bakes at night.")
    with pytest.raises(ChangedMeanwhile):
        publish(draft=draft, by=None, note="Asks for bread.", seen=seen)
    assert Edition.objects.drafts().get().overview == "Bakes at night."


def test_a_ladder_without_a_level_is_not_published(db):
    with pytest.raises(NoLevels):
        publish(draft=EditionFactory(draft=True), by=None, note="Nothing yet.")
    assert Edition.objects.drafts().exists()


def test_characters_that_nobody_sees_stand_in_no_change_log(draft):
    assert publish(draft=draft, by=None, note="Rye\x02 is in.").change_note == "Rye is in."
    again = open_draft(role=draft.role, by=None)
    with pytest.raises(ValueError, match="sentence"):
        publish(draft=again, by=None, note="\x02")


def everything():
    """What the database says, table by table, histories included, but for what Django keeps for itself."""
    models = [model for model in apps.get_models() if model._meta.app_label == "paths"]
    return {model: list(model.objects.order_by("pk").values_list()) for model in models}


def test_a_crash_while_publishing_leaves_everything_as_it_was(draft):
    SalaryBandFactory(level=draft.profiles.get().level)
    before = everything()

    def crash(**_):
        raise ZeroDivisionError

    edition_published.connect(crash)
    try:
        with pytest.raises(ZeroDivisionError):
            publish(draft=draft, by=None, note="Asks for bread.")
    finally:
        edition_published.disconnect(crash)
    assert everything() == before
    assert draft.version == "draft", "nor does what was read say otherwise"


@pytest.mark.parametrize("levels", [1, 6])
def test_a_draft_is_opened_in_as_many_queries_however_much_is_said(db, levels, django_assert_num_queries):
    published = EditionFactory()
    for level in LevelProfileFactory.create_batch(levels, edition=published):
        ExpectationFactory.create_batch(5, profile=level)
        TimeShare.objects.create(profile=level, activity="Baking")
        PortfolioProject.objects.create(profile=level, text="A cake")
        InterviewQuestion.objects.create(edition=published, text="Why bread?", level=level.level)
        Transition.objects.create(edition=published, source="Baker", target="Cook")
        Advice.objects.create(edition=published, kind=AdviceKind.NETWORKING, text="Meet bakers")
        RoadmapStage.objects.create(edition=published, title="First")
        CustomSection.objects.create(edition=published, profile=level, place="summary", form="text", body="Early.")
    with django_assert_num_queries(QUERIES_OF_A_COPY):
        open_draft(role=published.role, by=None)


def test_a_copy_of_what_is_published_says_the_same(db):
    published = EditionFactory()
    ExpectationFactory(profile=LevelProfileFactory(edition=published))
    assert review(open_draft(role=published.role, by=None)).says_the_same


def test_what_was_never_published_asks_only_new_things(db):
    draft = EditionFactory(draft=True, role=RoleFactory())
    ExpectationFactory(profile=LevelProfileFactory(edition=draft))
    looked_at = review(draft)
    assert looked_at.changes.added
    assert (looked_at.version(), looked_at.says_the_same) == ("1.0", False)
