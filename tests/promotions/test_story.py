"""The story of a case: what it was before, what it became, and enough of it in the file to check every seal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

from paths.promotions.asking import give_view, name_adviser
from paths.promotions.casework import Given, add_comment, add_evidence, mark_item, take_step, working_on
from paths.promotions.changing import remove_evidence
from paths.promotions.choices import CaseState, Mark
from paths.promotions.document import FORMAT
from paths.promotions.models import Case, EventText
from paths.promotions.trail import write_event
from tests.growth.bakery import browser
from tests.growth.test_my_data import keys_in
from tests.promotions.case_pages import gathering, read, sent
from tests.promotions.people import company

pytestmark = pytest.mark.django_db
DOC = (Path(__file__).resolve().parents[2] / "docs/promotion-case.md").read_text()


@pytest.fixture
def people():
    return company()


def file_of(who, case, **query):
    return json.loads(browser(who).get(reverse("case_json", args=[case.pk]), query).content)


def last(who, case, what, **query):
    return [each for each in file_of(who, case, **query)["story"] if each["what"] == what][-1]


def rewritten(people):
    """A case in which Bo has written a note, written it anew and taken it out again."""
    case = gathering(people)
    item = case.items.first()
    for note in ("She bakes.", "She bakes well, says Ana.", ""):
        mark_item(item=item, by=people.bo.user, mark=Mark.MET if note else Mark.PARTLY, note=note)
    return case


# What it was


def test_a_mark_says_from_which_to_which(people):
    case = rewritten(people)
    found = last(people.bo, case, "mark")
    assert (found["who"], found["from"], found["to"]) == ("Bo", "met", "partly")
    assert (found["from_name"], found["to_name"]) == ("Met", "Partly")
    for page in (read(people.bo, case), read(people.ana, case, "case_print")):
        assert "Bo marked “Run the oven” partly Met → to Partly" in page


def test_a_step_says_from_which_state_to_which(people):
    case = gathering(people)
    found = last(people.bo, case, "gather")
    assert (found["from"], found["to"], found["to_name"]) == ("draft", "gathering", "Gathering evidence")
    assert last(people.bo, case, "open")["from"] == ""
    for page in (read(people.bo, case), read(people.ana, case, "case_print")):
        assert "Bo began to gather evidence Draft → to Gathering evidence" in page
        assert re.search(r"Bo opened the case Draft (?!→)", page)


def test_what_was_written_anew_or_taken_out_says_what_it_was(people):
    case = rewritten(people)
    page = read(people.bo, case, "case_print")
    assert "Bo wrote a note on “Run the oven”: “She bakes.” " in page
    assert "Bo wrote a note on “Run the oven”: “She bakes well, says Ana.” was: “She bakes.”" in page
    assert "Bo wrote a note on “Run the oven” was: “She bakes well, says Ana.”" in page
    assert "was: “She bakes well, says Ana.”" in read(people.bo, case)
    found = last(people.bo, case, "note")
    assert (found["from"], found["to"], found["was"]) == ("She bakes well, says Ana.", "", "She bakes well, says Ana.")


def test_what_it_was_is_without_names_where_they_are_hidden(people):
    case = rewritten(people)
    found = last(people.bo, case, "note", names="hidden")
    assert found["from"] == found["was"] == "She bakes well, says the employee."
    assert found["who"] == "the manager"


def test_evidence_that_was_taken_away_stays_in_the_story(people):
    case = gathering(people)
    piece = add_evidence(item=case.items.first(), by=people.ana.user, text="Won the rye prize")
    remove_evidence(evidence=piece, by=people.ana.user)
    for page in (read(people.bo, case), read(people.bo, case, "case_print")):
        assert "Ana took evidence for “Run the oven” away was: “Won the rye prize”" in page


@pytest.mark.parametrize("values", [{"before": "Autumn"}, {"after": "Autumn"}])
def test_a_cycle_that_was_left_is_what_it_was_before_however_it_was_written(people, values):
    case = gathering(people)
    with working_on(case) as current:
        write_event(case=current, by=people.bo.user, what="left_cycle", **values)
    found = last(people.bo, case, "left_cycle")
    assert (found["from"], found["to"]) == ("Autumn", "")
    assert found["told"] == "The case left the cycle “Autumn”"


def test_a_text_that_was_erased_leaves_no_trace_of_itself(people):
    case = rewritten(people)
    EventText.objects.all().delete()
    found = last(people.bo, case, "note")
    assert (found["from"], found["to"], found["text"], found["was"]) == ("", "", "", "")


def test_whoever_is_the_site_itself_is_said_to_be(people):
    case = gathering(people)
    with working_on(case) as current:
        write_event(case=current, by=None, what="level", before="Junior", after="Senior")
    found = last(people.bo, case, "level")
    assert (found["who"], found["from"], found["to"]) == ("the site", "Junior", "Senior")


# Why


def reasons(people, case):
    page = read(people.ana, case, "case_print")
    # The story keeps what was said.
    return page[: page.index("What happened")], file_of(people.ana, case)["decision"], read(people.ana, case)


def test_why_it_was_returned_is_said_until_it_is_sent_again(people):
    case = sent(people)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="Say more."))
    page, decision, _shown = reasons(people, case)
    assert "Say more." in page
    assert (decision["reason"], decision["decided_by"]) == ("Say more.", "")
    take_step(case=case, step="send", by=people.bo.user)
    page, decision, _shown = reasons(people, case)
    assert "Say more." not in page
    assert decision is None
    assert "Say more." in read(people.ana, case, "case_print"), "the story keeps it"


def test_what_was_withdrawn_while_it_waited_for_a_seat_is_not_decided(people):
    case = sent(people)
    take_step(case=case, step="wait", by=people.partner, given=Given(reason="Ready, no seat."))
    assert file_of(people.ana, case)["decision"]["decided_by"] == "Petra"
    take_step(case=case, step="withdraw", by=people.bo.user, given=Given(reason="Ana leaves."))
    page, decision, shown = reasons(people, case)
    assert (decision["reason"], decision["decided_on"], decision["decided_by"]) == ("Ana leaves.", "", "")
    assert "Why Ana leaves." in page
    assert "Why it ended Ana leaves." in shown
    assert "Decided by" not in shown


def test_while_nothing_is_decided_there_is_no_decision(people):
    assert file_of(people.bo, gathering(people))["decision"] is None


# The file


def checker():
    """What the document tells people to run."""
    found: dict = {}
    exec(re.search(r"```python\n(.*?)```", DOC, re.DOTALL)[1], found)
    return found["broken"]


def everything(people):
    """A decided case with every kind of event that people write."""
    case = rewritten(people)
    add_comment(case=case, by=people.ana.user, text="Look at “the rye”,\nit isn't mine.")
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.NOT_YET)
    take_step(case=case, step="send", by=people.bo.user)
    adviser = name_adviser(case=case, adviser=people.colleague, by=people.partner)
    give_view(adviser=adviser, by=people.colleague.user, view="Ready.")
    return case


def test_the_seals_are_checked_from_the_file_alone(people):
    case = everything(people)
    take_step(case=case, step="decline", by=people.partner, given=Given(reason="No.", what_would_change="More."))
    found = file_of(people.ana, case)
    assert checker()(found) == []
    assert {each["what"] for each in found["story"]} >= {"view", "adviser", "note", "decline", "what_would_change"}
    case.refresh_from_db()
    assert found["story"][-1]["seal"] == case.head


def test_they_are_checked_by_who_does_not_hear_the_advice_too(people):
    found = file_of(people.ana, everything(people))
    assert "view" not in {each["what"] for each in found["story"]}
    assert checker()(found) == []


def test_they_are_checked_when_texts_were_erased(people):
    case = everything(people)
    EventText.objects.all().delete()
    assert checker()(file_of(people.ana, case)) == []


@pytest.mark.parametrize("key", ["number", "at", "what", "seal", "from", "to"])
def test_a_file_that_was_altered_does_not_hold(people, key):
    found = file_of(people.ana, everything(people))
    event = next(each for each in found["story"] if each["what"] == "note" and each["was"])
    event[key] = 99 if key == "number" else "2026"
    assert checker()(found)


@pytest.mark.parametrize("key", ["previous", "actor", "about", "from", "to"])
def test_a_file_whose_sealed_values_were_altered_does_not_hold(people, key):
    found = file_of(people.ana, everything(people))
    event = next(each for each in found["story"] if each["what"] == "mark")
    event["sealed"][key] = "else"
    assert checker()(found) == [event["number"]]


def test_two_that_were_swapped_in_a_file_do_not_hold(people):
    found = file_of(people.ana, everything(people))
    third, fourth = found["story"][2:4]
    third["number"], fourth["number"] = fourth["number"], third["number"]
    assert checker()(found)


@pytest.mark.parametrize("names", ["shown", "hidden"])
def test_every_key_of_the_file_is_explained(people, names):
    case = everything(people)
    add_comment(case=case, by=people.partner, text="Hm.")
    explained = set(re.findall(r"`(\w+)`", DOC))
    assert keys_in(file_of(people.partner, case, names=names)) <= explained
    assert f"`{FORMAT}`" in DOC


@pytest.mark.parametrize("state", CaseState)
def test_a_document_is_there_in_every_state(people, state):
    case = sent(people)
    more = {"effective_on": "2027-01-01", "what_would_change": "More.", "decided_at": None}
    Case.objects.filter(pk=case.pk).update(state=state, **more)
    assert file_of(people.bo, case)["case"]["state"] == state
