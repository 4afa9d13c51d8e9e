import pytest

from paths.ladders.choices import EditionStatus
from paths.ladders.editions import NotADraft, Step, publish, step_between, version_after
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory

BASE = {("senior", "a"): (2, True), ("senior", "b"): (0, True)}


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({}, Step.PATCH),
        ({("senior", "c"): (0, True)}, Step.MAJOR),
        ({("senior", "a"): (3, True)}, Step.MAJOR),
        ({("senior", "a"): (1, True)}, Step.MINOR),
        ({("senior", "b"): (0, False)}, Step.MINOR),
    ],
)
def test_a_step_is_as_large_as_what_is_newly_asked(change, step):
    assert step_between(BASE, BASE | change) == step


def test_asking_less_is_a_minor_step():
    assert step_between(BASE, {("senior", "a"): (2, True)}) == Step.MINOR


@pytest.mark.parametrize(
    ("step", "version"), [(Step.MAJOR, (3, 0, 0)), (Step.MINOR, (2, 2, 0)), (Step.PATCH, (2, 1, 4))]
)
def test_versions_follow_the_step(step, version):
    assert version_after(EditionFactory.build(major=2, minor=1, patch=3), step) == version


def test_the_first_version_is_1_0():
    assert version_after(None, Step.PATCH) == (1, 0, 0)


@pytest.mark.django_db
def test_publishing_makes_the_edition_before_history():
    role = RoleFactory()
    old, draft = EditionFactory(role=role), EditionFactory(role=role, draft=True)
    ExpectationFactory(profile=LevelProfileFactory(edition=draft))
    published = publish(draft=draft, by=None, note="Asks for bread.")
    old.refresh_from_db()
    assert (old.status, published.status) == (EditionStatus.SUPERSEDED, EditionStatus.PUBLISHED)
    assert (published.version, published.change_note) == ("2.0", "Asks for bread.")


@pytest.mark.django_db
def test_what_is_published_cannot_be_published_again():
    with pytest.raises(NotADraft):
        publish(draft=EditionFactory(), by=None)
