"""Everything the site keeps about somebody, for them to take away."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from paths.growth import unsent
from paths.growth.answering import answer_row, note_opening, send_answer
from paths.growth.assessing import rate, share_assessment, standing_of_assessment, start_assessment
from paths.growth.choices import Voice
from paths.growth.models import Evidence, Goal, GoalOpening, WeekShare
from paths.people.linking import note_verified_address
from tests.factories import (
    AuthenticatorFactory,
    EmployeeFactory,
    ExpectationFactory,
    LevelProfileFactory,
    SocialAccountFactory,
    UserFactory,
)
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


def leads(there, who, *, sends=True, note="Sweeps every corner."):
    """Somebody new reports to `who`, has shared an assessment and a goal, and was answered; `who` has seen both."""
    report = EmployeeFactory(level=there.junior.level, manager=who, user__name="Rob Report")
    assessment = start_assessment(employee=report, level=there.senior.level)
    row = standing_of_assessment(assessment).rows[0].expected
    rate(assessment=assessment, expected=row, value=1, note="Rob’s own words.")
    copy = share_assessment(assessment=assessment)
    note_opening(conversation=copy, user=who.user)
    goal = Goal.objects.create(employee=report, action="Rob’s own plan", is_shared=True)
    GoalOpening.objects.create(goal=goal, user=who.user, last_at=timezone.now())
    answer_row(conversation=copy, voice=Voice.MANAGER, expected=row, value=3, note=note, by=who)
    if sends:
        send_answer(conversation=copy, by=who)
        answer_row(conversation=copy, voice=Voice.AGREED, expected=row, value=2, note="We met half-way.", by=who)
    return report, copy


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


def test_that_a_manager_has_begun_is_theirs_to_say(there):
    """As on the page of the conversation: it names the manager once the answers were sent."""
    there.conversation.refresh_from_db()
    assert there.conversation.manager == there.bo
    assert data_of(there.ana)["conversations"][0]["manager"] is None
    assert "Bo Lead answered on" not in page(signed_in(there.ana).get(there.conversation.get_absolute_url()))
    send_answer(conversation=there.conversation, by=there.bo)
    assert data_of(there.ana)["conversations"][0]["manager"] == "Bo Lead"
    assert "Bo Lead answered on" in page(signed_in(there.ana).get(there.conversation.get_absolute_url()))


def test_how_one_signs_in_is_in_it_without_any_secret(there):
    tie = SocialAccountFactory(user=there.ana.user, uid="subject-7", extra_data={"email": "ana@acme.example"})
    AuthenticatorFactory(user=there.ana.user, data={"name": "Ana’s laptop", "credential": {"id": "s3cret"}})
    for kind, kept in {"totp": {"secret": "s3cret"}, "recovery_codes": {"seed": "s3cret"}}.items():
        AuthenticatorFactory(user=there.ana.user, type=kind, data=kept)
    SocialAccountFactory(uid="of-somebody-else")
    account = data_of(there.ana)["account"]
    (company,) = account["company_accounts"]
    assert (company["provider"], company["subject"], company["email"]) == (
        tie.provider,
        "subject-7",
        "ana@acme.example",
    )
    kinds = [(each["kind"], each["name"]) for each in account["authenticators"]]
    assert kinds == [("webauthn", "Ana’s laptop"), ("totp", None), ("recovery_codes", None)]
    assert "s3cret" not in json.dumps(account)
    assert account["confirmed"] is False
    note_verified_address(there.ana.user)
    assert data_of(there.ana)["account"]["confirmed"] is True


def test_a_manager_takes_away_their_own_words_about_others_and_not_those_of_others(there):
    _report, copy = leads(there, there.ana)
    data = data_of(there.ana)
    (found,) = data["about_others"]
    assert (found["person"], found["level"]) == ("Rob Report", "baker/senior")
    assert [(row["text"], row["value"], row["note"]) for row in found["answers"]["manager"]] == [
        ("Rye", 3, "Sweeps every corner.")
    ]
    assert [row["note"] for row in found["answers"]["agreed"]] == ["We met half-way."]
    seen = [(row["what"], row["person"], row["level"]) for row in data["seen"]]
    assert seen == [("assessment", "Rob Report", "baker/senior"), ("goal", "Rob Report", None)]
    assert data["seen"][0]["last"] == data_of(copy.employee)["conversations"][0]["openings"][0]["last"]
    assert "Rob’s own" not in json.dumps(data)


def test_answers_that_are_not_sent_are_in_the_data_of_whoever_wrote_them(there):
    assert data_of(there.bo)["about_others"][0]["answers"]["manager"][0]["note"] == "More than you think."
    assert data_of(there.bo)["about_others"][0]["answered"] is None


def test_who_leads_somebody_no_more_keeps_their_words_without_the_name(there):
    report, copy = leads(there, there.ana)
    report.manager = there.di
    report.save()
    answered = standing_of_assessment(copy.assessment).rows[0].expected
    answer_row(conversation=copy, voice=Voice.AGREED, expected=answered, value=2, note="Said by Di.", by=there.di)
    data = data_of(there.ana)
    (found,) = data["about_others"]
    assert found["person"] is None
    assert found["answers"]["manager"][0]["note"] == "Sweeps every corner."
    assert found["answers"]["agreed"] == []
    assert {row["person"] for row in data["seen"]} == {None}
    assert "Rob" not in json.dumps(data)
    assert "Said by Di." not in json.dumps(data)
    assert data_of(there.di)["about_others"] == [], "what is agreed on has no author: it was not theirs to send"


def test_one_is_told_who_has_seen_a_shared_goal(there):
    goal = Goal.objects.get(employee=there.ana)
    GoalOpening.objects.create(goal=goal, user=there.bo.user, last_at=timezone.now())
    assert data_of(there.ana)["goals"][0]["openings"][0]["by"] == "Bo Lead"


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
    SocialAccountFactory(user=there.ana.user)
    AuthenticatorFactory(user=there.ana.user)
    leads(there, there.ana)
    unsent.keep(user_id=there.ana.user_id, path=DATA, fields={"note": ["Typed for an hour"]})
    text = (Path(__file__).resolve().parents[2] / "docs/my-data.md").read_text()
    # Of cases tests/promotions/test_my_data.py says the same.
    documented = set(re.findall(r"^\s*- `(\w+)`", text.partition("- `promotions`")[0], re.MULTILINE))
    data = data_of(there.ana)
    assert [data.pop(key) for key in ("promotions", "about_others_in_promotions")] == [[], []]
    assert documented == keys_in(data)


def more_of_everything(there, number):
    """Another of each kind of paper, of what hangs on it, and of what Ana has to do with papers of others."""
    evidence = Evidence.objects.create(employee=there.ana, text=f"Loaf {number}", happened_on=timezone.localdate())
    evidence.shows.create(key=there.rye_1.key, skill=there.rye)
    goal = Goal.objects.create(employee=there.ana, action=f"Plan {number}", is_shared=True)
    WeekShare.objects.create(employee=there.ana, activity=f"Oven {number}", percent=1)
    profile = LevelProfileFactory(edition__role__slug=f"miller-{number}")
    assessment = start_assessment(
        employee=there.ana, level=ExpectationFactory(profile=profile, text=f"Mill {number}").profile.level
    )
    expected = standing_of_assessment(assessment).rows[0].expected
    rate(assessment=assessment, expected=expected, value=1)
    copy = share_assessment(assessment=assessment)
    answer_row(conversation=copy, voice=Voice.MANAGER, expected=expected, value=1, by=there.bo)
    send_answer(conversation=copy, by=there.bo)
    for reader in (there.bo.user, UserFactory()):
        note_opening(conversation=copy, user=reader)
        GoalOpening.objects.create(goal=goal, user=reader, last_at=timezone.now())
    leads(there, there.ana)
    SocialAccountFactory(user=there.ana.user)
    AuthenticatorFactory(user=there.ana.user)
    unsent.keep(user_id=there.ana.user_id, path=DATA, fields={"note": [f"Typed {number}"]})


def test_as_many_queries_for_many_papers_as_for_one(there, django_assert_max_num_queries):
    client = signed_in(there.ana)
    more_of_everything(there, 0)
    with django_assert_max_num_queries(37) as for_few:
        few = json.loads(page(client.get(DATA)))
    for number in range(1, 5):
        more_of_everything(there, number)
    with CaptureQueriesContext(connection) as for_many:
        many = json.loads(page(client.get(DATA)))
    assert len(for_many) == len(for_few)
    grown = {key for key in many if isinstance(many[key], list) and len(many[key]) > len(few[key])}
    assert grown == {"assessments", "conversations", "evidence", "goals", "week", "about_others", "seen", "unsent"}
