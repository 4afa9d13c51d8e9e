"""The promotion cases in what somebody takes away: those about them, as far as they may see them."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paths.promotions.asking import ask_feedback, give_feedback, give_view, name_adviser
from paths.promotions.casework import Given, add_comment, add_evidence, mark_item, take_step
from paths.promotions.choices import Mark
from tests.factories import EmployeeFactory
from tests.growth.bakery import browser
from tests.growth.test_my_data import keys_in
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


def data_of(who):
    return json.loads(browser(who).get("/growth/my-data.json").content)


def advised(people):
    """A case in which everybody has written something."""
    case = opened(people, "gather")
    item = case.items.first()
    add_evidence(item=item, by=people.ana.user, text="Baked 40 loaves.")
    add_comment(case=case, item=item, by=people.ana.user, text="Look at the rye.")
    request = ask_feedback(case=case, colleague=people.colleague, items=[item], by=people.bo.user, message="Well?")
    give_feedback(request=request, by=people.colleague.user, texts={item.pk: "Runs it well."})
    for each in case.items.all():
        mark_item(item=each, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    adviser = name_adviser(case=case, adviser=EmployeeFactory(name="Ada"), by=people.partner)
    give_view(adviser=adviser, by=adviser.employee.user, view="She is ready.")
    return case


def test_a_case_is_in_it_once_they_may_see_it(people):
    case = opened(people)
    assert data_of(people.ana)["promotions"] == []
    take_step(case=case, step="gather", by=people.bo.user)
    (found,) = data_of(people.ana)["promotions"]
    assert (found["state"], len(found["items"])) == ("gathering", 2)


def test_views_are_in_it_once_it_is_decided(people):
    case = advised(people)
    assert "She is ready." not in json.dumps(data_of(people.ana))
    given = Given(reason="Not yet.", what_would_change="More bread.")
    take_step(case=case, step="decline", by=people.partner, given=given)
    (found,) = data_of(people.ana)["promotions"]
    assert found["advisers"][0]["view"] == "She is ready."
    assert found["decision"]["what_would_change"] == "More bread."
    assert found["feedback"][0]["answers"][0]["text"] == "Runs it well."


def test_nobody_takes_away_a_case_about_somebody_else(people):
    advised(people)
    for who in (people.bo, people.boss, people.colleague):
        assert data_of(who)["promotions"] == []


def words_about_others(who):
    return {
        (found["person"], row["what"], row["item"], row["text"])
        for found in data_of(who)["about_others_in_promotions"]
        for row in found["words"]
    }


def test_what_one_wrote_about_others_is_in_it_and_nothing_that_others_wrote(people):
    case = advised(people)
    given = Given(reason="Not yet.", what_would_change="More bread.")
    take_step(case=case, step="decline", by=people.partner, given=given)
    adviser = case.advisers.get().employee
    assert words_about_others(people.ana) == set(), "they are in the case about herself"
    assert words_about_others(people.bo) == set(), "marks are no words"
    assert words_about_others(people.colleague) == {("Ana", "feedback", case.items.first().text, "Runs it well.")}
    assert words_about_others(adviser) == {("Ana", "view", None, "She is ready.")}
    assert words_about_others(people.partner) == {
        ("Ana", "reason", None, "Not yet."),
        ("Ana", "what_would_change", None, "More bread."),
    }
    towards = {who: data_of(who)["about_others_in_promotions"][0]["towards"] for who in (people.colleague, adviser)}
    assert towards[people.colleague] is None, "a colleague is asked about items, not told what the case is about"
    assert towards[adviser]


def test_a_managers_notes_evidence_and_comments_are_in_it(people):
    case = opened(people, "gather")
    item = case.items.first()
    mark_item(item=item, by=people.bo.user, mark=Mark.PARTLY, note="Twice a week.")
    mark_item(item=item, by=people.bo.user, mark=Mark.NO_OPPORTUNITY, reason="No oven.")
    add_evidence(item=item, by=people.bo.user, text="Lit it alone.")
    add_comment(case=case, by=people.bo.user, text="Nearly there.")
    assert words_about_others(people.bo) == {
        ("Ana", "note", item.text, "Twice a week."),
        ("Ana", "reason", item.text, "No oven."),
        ("Ana", "evidence", item.text, "Lit it alone."),
        ("Ana", "comment", None, "Nearly there."),
    }


def test_who_leads_somebody_no_more_keeps_their_words_without_the_name(people):
    add_comment(case=opened(people, "gather"), by=people.bo.user, text="Nearly there.")
    people.ana.manager = people.boss
    people.ana.save()
    assert words_about_others(people.bo) == {(None, "comment", None, "Nearly there.")}
    assert "Ana" not in json.dumps(data_of(people.bo))


def test_every_key_is_documented(people):
    given = Given(reason="Not yet.", what_would_change="More bread.")
    take_step(case=advised(people), step="decline", by=people.partner, given=given)
    text = (Path(__file__).resolve().parents[2] / "docs/my-data.md").read_text()
    everywhere, of_cases = (
        set(re.findall(r"^\s*- `(\w+)`", part, re.MULTILINE))
        for part in (text, "- `promotions`" + text.partition("- `promotions`")[2])
    )
    found = keys_in({"promotions": data_of(people.ana)["promotions"]})
    found |= keys_in({key: value for key, value in data_of(people.partner).items() if key.endswith("_in_promotions")})
    assert of_cases <= found <= everywhere


@pytest.mark.parametrize("as_partner", [False, True])
def test_many_cases_are_as_many_queries_as_one(people, as_partner):
    if as_partner:
        people.ana.user.groups.add(*people.partner.groups.all())

    def queries():
        client = browser(people.ana)
        with CaptureQueriesContext(connection) as found:
            assert client.get("/growth/my-data.json").status_code == 200
        return len(found)

    given = Given(reason="Not yet.", what_would_change="More bread.")
    take_step(case=advised(people), step="decline", by=people.partner, given=given)
    with_one = queries()
    for _ in range(3):
        take_step(case=advised(people), step="decline", by=people.partner, given=given)
    assert queries() == with_one


def test_words_in_many_cases_are_as_many_queries_as_in_one(people):
    def queries(who):
        client = browser(who)
        with CaptureQueriesContext(connection) as found:
            assert client.get("/growth/my-data.json").status_code == 200
        return len(found)

    given = Given(reason="Not yet.", what_would_change="More bread.")
    who = (people.bo, people.colleague, people.partner)
    take_step(case=advised(people), step="decline", by=people.partner, given=given)
    with_one = [queries(each) for each in who]
    for _ in range(3):
        take_step(case=advised(people), step="decline", by=people.partner, given=given)
    assert [queries(each) for each in who] == with_one
