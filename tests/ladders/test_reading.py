import pytest

from paths.ladders.models import Edition
from paths.ladders.reading import content_of, nested_lines
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory

pytestmark = pytest.mark.django_db


def test_indented_lines_are_examples_of_the_line_above():
    assert nested_lines("a\n  b\n  c\nd\n") == (("a", ("b", "c")), ("d", ()))


@pytest.mark.parametrize("levels", [0, 1, 12])
def test_an_edition_is_read_in_five_queries_however_large(levels, django_assert_num_queries):
    edition = EditionFactory()
    for profile in LevelProfileFactory.create_batch(levels, edition=edition):
        ExpectationFactory.create_batch(5, profile=profile)
    edition = Edition.objects.select_related("role__family").get(pk=edition.pk)
    with django_assert_num_queries(5):
        content = content_of(edition)
    assert sum(len(profile.expectations) for profile in content.profiles) == 5 * levels


def test_skills_are_grouped_in_the_order_their_categories_appear():
    profile = LevelProfileFactory()
    for position, (category, required) in enumerate(
        [("Tools", True), ("Craft", True), ("Tools", False), ("Tools", True)]
    ):
        ExpectationFactory(profile=profile, of_skill=True, category=category, required=required, position=position)
    groups = content_of(profile.edition).profiles[0].skill_groups
    assert [(category, required, len(skills)) for category, required, skills in groups] == [
        ("Tools", True, 2),
        ("Craft", True, 1),
        ("Tools", False, 1),
    ]
