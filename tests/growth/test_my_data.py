"""Everything the site keeps about somebody, for them to take away."""

import json
import re
from pathlib import Path

import pytest
from django.utils import timezone

from paths.growth.answering import answer_row, note_opening, send_answer
from paths.growth.assessing import rate, share_assessment, standing_of_assessment
from paths.growth.choices import Voice
from paths.growth.models import Evidence, Goal, WeekShare
from tests.factories import UserFactory
from tests.growth.people import bakery, page, signed_in, towards_senior

pytestmark = pytest.mark.django_db
DATA = "/growth/my-data.json"


@pytest.fixture
def there():
    found = bakery()
    found.assessment = towards_senior(found)
    found.rows = standing_of_assessment(found.assessment).rows
    rate(assessment=found.assessment, expected=found.rows[0].expected, value=2, note="Baked 40 loaves.")
    evidence = Evidence.objects.create(employee=found.ana, text="Won the rye prize", link="https://wiki.example/rye")
    evidence.shows.create(key=found.rye_3.key, skill=found.rye)
    Goal.objects.create(employee=found.ana, action="Teach Mo", key=found.teach.key, statement="Teach apprentices")
    WeekShare.objects.create(employee=found.ana, activity="Baking", percent=60)
    found.conversation = share_assessment(assessment=found.assessment)
    answer_row(
        conversation=found.conversation,
        voice=Voice.MANAGER,
        expected=found.rows[0].expected,
        value=3,
        note="More than you think.",
        by=found.bo,
    )
    note_opening(conversation=found.conversation, user=found.bo.user)
    return found


def data_of(who):
    return json.loads(page(signed_in(who).get(DATA)))


def test_everything_about_somebody_is_in_it(there):
    data = data_of(there.ana)
    assert data["account"]["email"] == there.ana.email
    assert data["employee"]["manager"] == "Bo Lead"
    assert data["employee"]["level"] == "baker/junior"
    assert data["assessments"][0]["answers"][0]["note"] == "Baked 40 loaves."
    assert data["evidence"][0]["shows"] == [{"key": str(there.rye_3.key), "text": "Rye", "skill": "Rye"}]
    assert data["goals"][0]["statement"] == {"key": str(there.teach.key), "text": "Teach apprentices"}
    assert data["week"] == [{"activity": "Baking", "percent": "60.0"}]
    assert data["conversations"][0]["openings"][0]["by"] == "Bo Lead"
    assert data["conversations"][0]["evidence"][0]["text"] == "Won the rye prize"


def test_the_managers_answers_are_in_it_once_they_were_sent(there):
    assert "More than you think." not in json.dumps(data_of(there.ana))
    assert list(data_of(there.ana)["conversations"][0]["answers"]) == ["self"]
    send_answer(conversation=there.conversation, by=there.bo)
    answers = data_of(there.ana)["conversations"][0]["answers"]
    assert answers["manager"][0]["note"] == "More than you think."
    assert list(answers) == ["self", "manager", "agreed"]


@pytest.mark.parametrize("who", ["bo", "cy", "di", "omar"])
def test_nobody_gets_anything_of_somebody_else(there, who):
    Goal.objects.update(is_shared=True)
    data = data_of(getattr(there, who))
    for text in ("loaves", "prize", "Teach Mo", "Baking"):
        assert text not in json.dumps(data)


def test_who_does_not_work_here_gets_their_account(there):
    data = data_of(UserFactory(name="Di"))
    assert data["employee"] is None
    assert data["assessments"] == []


def test_it_is_a_file_that_is_never_kept(there):
    response = signed_in(there.ana).get(DATA)
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert "no-store" in response["Cache-Control"]


def test_what_was_written_in_any_language_can_be_read_in_it(there):
    Goal.objects.update(action="Über Crêpes: 日本")
    assert "Über Crêpes: 日本" in page(signed_in(there.ana).get(DATA))


def keys_in(value):
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_in(each)}
    return {key for each in value for key in keys_in(each)} if isinstance(value, list) else set()


def test_every_key_is_documented_and_nothing_else(there):
    send_answer(conversation=there.conversation, by=there.bo)
    there.ana.location = "Berlin"
    there.ana.save()
    text = (Path(__file__).resolve().parents[2] / "docs/my-data.md").read_text()
    # Of cases tests/promotions/test_my_data.py says the same.
    documented = set(re.findall(r"^\s*- `(\w+)`", text.partition("- `promotions`")[0], re.MULTILINE))
    assert documented | {"promotions"} == keys_in(data_of(there.ana))


def test_as_many_queries_for_many_papers_as_for_few(there, django_assert_max_num_queries):
    client = signed_in(there.ana)
    for number in range(20):
        evidence = Evidence.objects.create(employee=there.ana, text=f"Loaf {number}", happened_on=timezone.localdate())
        evidence.shows.create(key=there.rye_1.key, skill=there.rye)
    with django_assert_max_num_queries(22):
        client.get(DATA)
