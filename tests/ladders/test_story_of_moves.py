"""That rows were put in another order is told in the history of an edition too."""

import pytest

from paths.ladders.story import story_of
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    return ExpectationFactory(profile=LevelProfileFactory(edition=EditionFactory(draft=True)), text="Knead")


def test_a_statement_that_was_moved_is_told_of(statement):
    statement.position += 3
    statement.save()
    latest = story_of(statement.profile.edition)[0]
    assert (latest.verb, latest.fields) == ("moved", ())
    assert "Knead" in latest.where


def test_one_that_says_something_else_as_well_was_changed(statement):
    statement.position += 3
    statement.text = "Knead by hand"
    statement.save()
    assert story_of(statement.profile.edition)[0].verb == "changed"
