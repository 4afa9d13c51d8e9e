import pytest

from paths.ladders.models import Advice, InterviewQuestion
from paths.shared.rows import in_one_query, lines
from tests.factories import EditionFactory


@pytest.mark.django_db
def test_rows_of_several_tables_come_in_one_query_in_their_order(django_assert_num_queries):
    edition = EditionFactory()
    Advice.objects.create(edition=edition, kind="networking", title="b", text="2", position=2)
    Advice.objects.create(edition=edition, kind="networking", title="a", text="1", position=1)
    InterviewQuestion.objects.create(edition=edition, text="Why?", and_above=True)
    with django_assert_num_queries(1):
        found = in_one_query(
            advice=(Advice.objects.all(), ["title", "text"]),
            question=(InterviewQuestion.objects.all(), ["text", "and_above", "level_id"]),
        )
    assert found["advice"] == [("a", "1"), ("b", "2")]
    assert [(text, above) for text, above, _ in found["question"]] == [("Why?", "1")]


def test_lines_leave_out_empty_ones():
    assert lines("a\n\nb") == ("a", "b")
    assert lines(None) == ()
