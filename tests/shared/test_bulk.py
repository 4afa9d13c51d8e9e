import pytest

from paths.ladders.models import Expectation
from paths.shared.bulk import update_rows, update_rows_with_history
from tests.factories import ExpectationFactory, LevelProfileFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    profile = LevelProfileFactory()
    return [ExpectationFactory(profile=profile, position=n) for n in range(3)]


def test_the_named_fields_are_written_and_no_others(rows):
    for row in rows:
        row.text, row.position = f"now {row.pk}", 9
    update_rows(Expectation, rows, ["text"])
    assert [(row.text, row.position) for row in Expectation.objects.order_by("pk")] == [
        (f"now {row.pk}", n) for n, row in enumerate(rows)
    ]


def test_the_history_says_who_and_why(rows):
    ruth, before = UserFactory(), Expectation.history.count()
    rows[0].text = "now"
    update_rows_with_history(Expectation, rows[:1], ["text"], by=ruth, reason="because")
    record = Expectation.history.first()
    assert Expectation.history.count() == before + 1
    assert (record.text, record.history_type, record.history_user, record.history_change_reason) == (
        "now", "~", ruth, "because",
    )  # fmt: skip


def test_nothing_is_written_for_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        update_rows_with_history(Expectation, [], ["text"], by=None, reason="")
