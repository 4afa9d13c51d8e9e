"""The page of a case, the list of cases, and opening one."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from paths.growth.models import Evidence, EvidenceFor, Goal
from paths.promotions.asking import ask_feedback, give_view, name_adviser
from paths.promotions.casework import Given, add_comment, add_evidence, mark_item, open_case, take_step
from paths.promotions.choices import CaseState, Mark, SeenFrom
from paths.promotions.models import Case, Comment, ItemEvidence
from paths.promotions.stages import Reached, stages_of
from paths.promotions.views import cases as views_of_cases
from tests.factories import CriterionFactory, CycleFactory, EmployeeFactory, ExpectationFactory, PromotionRuleFactory
from tests.growth import writing
from tests.growth.bakery import browser
from tests.promotions.case_pages import GIVEN, gathering, read, sent, steps_offered, words
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


@pytest.fixture
def case(people):
    return gathering(people)


def test_the_title_says_who_from_where_to_where(case, people):
    titles = {level.pk: f"{name} Baker" for level, name in ((people.ana.level, "Junior"), (people.senior, "Senior"))}
    for profile in case.edition.profiles.all():
        type(profile).objects.filter(pk=profile.pk).update(title=titles[profile.level_id])
    assert "Ana, Junior → to Senior Baker" in read(people.bo, case)


def test_the_checklist_is_the_levels_and_the_companys(people):
    CriterionFactory(text="Feedback from two people", why="Others see it too.")
    page = read(people.bo, gathering(people))
    for text in ("Run the oven", "Teach apprentices", "Feedback from two people", "company rule", "Others see it too."):
        assert text in page


def test_counts_follow_the_marks_and_what_blocks_sending_is_named(case, people):
    first, second = case.items.all()
    mark_item(item=first, by=people.bo.user, mark=Mark.PARTLY)
    page = read(people.bo, case)
    assert "0 of 2 met" in page
    assert "1 partly · 0 not yet · 1 open." in page
    assert "1 still needs one" in page
    mark_item(item=second, by=people.bo.user, mark=Mark.NO_OPPORTUNITY, reason="No apprentices.")
    page = read(people.bo, case)
    assert "0 of 1 met" in page
    assert "Set aside: 1 without an opportunity here, 0 not applicable." in page
    assert "Every required item has its mark." in page


def test_the_strip_says_how_long_it_has_been_there(case, people):
    Case.objects.filter(pk=case.pk).update(state_since=timezone.now() - datetime.timedelta(days=12))
    assert "Gathering evidence 12 days" in read(people.bo, case)


@pytest.mark.parametrize(
    ("state", "reached"),
    [
        ("asked", ["now", "ahead", "ahead", "ahead"]),
        ("gathering", ["done", "now", "ahead", "ahead"]),
        ("sent", ["done", "done", "now", "ahead"]),
        ("waiting", ["done", "done", "done", "now"]),
        ("declined", ["done", "done", "done", "never"]),
        ("withdrawn", ["done", "never", "never", "never"]),
    ],
)
def test_the_strip_is_where_the_case_is(state, reached):
    assert [stage.reached for stage in stages_of(CaseState(state), opened="Opened")] == [Reached(r) for r in reached]


def test_a_case_whose_level_has_changed_is_at_its_end():
    day, later = datetime.date(2027, 1, 1), datetime.datetime(2027, 1, 4, 9, tzinfo=datetime.UTC)
    stages = stages_of(CaseState.APPROVED, opened="Opened", effective_on=day, applied_at=later)
    assert {stage.reached for stage in stages} == {Reached.DONE}
    assert stages[-1].text == "Level changed on 4 January 2027"


@pytest.mark.parametrize("state", CaseState)
def test_the_strip_says_nothing_that_has_not_happened(state):
    stages = stages_of(state, opened="Opened", effective_on=datetime.date(2027, 1, 1))
    text = " ".join(str(stage.text) for stage in stages)
    assert "told" not in text
    assert "changed" not in text


def test_met_without_evidence_is_pointed_out_to_the_manager_and_not_to_the_employee(case, people):
    mark_item(item=case.items.first(), by=people.bo.user, mark=Mark.MET)
    assert "Met, and there is no evidence yet." in read(people.bo, case)
    assert "Met, and there is no evidence yet." not in read(people.ana, case)


def test_the_employee_adds_an_entry_of_their_own_log_with_one_click(case, people):
    item = case.items.first()
    entry = Evidence.objects.create(employee=people.ana, text="Baked all night")
    EvidenceFor.objects.create(evidence=entry, key=item.key)
    assert "From your log: Baked all night" in read(people.ana, case)
    address = reverse("case_evidence", args=[case.pk, item.pk])
    assert browser(people.ana).post(address, {"entry": entry.pk}).status_code == 302
    assert [row.text for row in item.evidence.all()] == ["Baked all night"]
    page = read(people.ana, case)
    assert "From your log" not in page
    assert "1 piece" in page


def test_nobody_adds_an_entry_of_somebody_elses_log(case, people):
    item = case.items.first()
    entry = Evidence.objects.create(employee=people.ana, text="Baked all night")
    EvidenceFor.objects.create(evidence=entry, key=item.key)
    address = reverse("case_evidence", args=[case.pk, item.pk])
    assert browser(people.bo).post(address, {"entry": entry.pk}).status_code == 403
    for nothing in ("x", "", "999999", "9" * 40):
        assert browser(people.ana).post(address, {"entry": nothing}).status_code == 404
    assert "Baked all night" not in read(people.bo, case)
    assert not ItemEvidence.objects.exists()


@pytest.mark.parametrize("who", ["ana", "bo"])
def test_evidence_is_added_by_both(case, people, who):
    item = case.items.first()
    address = reverse("case_evidence", args=[case.pk, item.pk])
    sent = {"text": "Ran it alone.", "happened_on": "2026-01-05", "link": "https://wiki.example/oven"}
    assert browser(getattr(people, who)).post(address, sent).url == f"/promotions/{case.pk}/#row-{item.pk}"
    assert "Ran it alone." in read(people.bo, case)


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"happened_on": "2999-01-01"}, {"happened_on": "x"}, {"link": "javascript:alert(1)"}]
)
def test_evidence_that_cannot_be_added_keeps_what_was_typed(case, people, wrong):
    item = case.items.first()
    sent = {"text": "Ran it alone.", "happened_on": "2026-01-05", "link": ""} | wrong
    response = browser(people.ana).post(reverse("case_evidence", args=[case.pk, item.pk]), sent)
    assert response.status_code == 422
    assert "Not saved yet. What you wrote is still here." in words(response)
    assert (sent["text"] or "2026-01-05") in response.content.decode()
    assert not ItemEvidence.objects.exists()


def test_evidence_comes_too_late_once_the_case_is_sent(people):
    case = sent(people)
    address = reverse("case_evidence", args=[case.pk, case.items.first().pk])
    response = browser(people.ana).post(address, {"text": "Three ovens", "happened_on": "2026-01-05"})
    assert response.status_code == 409
    assert "The case has been sent or closed. Nothing was added." in words(response)
    assert "Three ovens</textarea>" in response.content.decode()
    assert not ItemEvidence.objects.exists()


def test_a_comment_on_the_case_or_an_item_is_read_by_everybody(case, people):
    item = case.items.first()
    address = reverse("case_comment", args=[case.pk])
    browser(people.ana).post(address, {"text": "Thank you."})
    browser(people.bo).post(address, {"text": "Talk on Monday.", "item": item.pk})
    for who in (people.ana, people.bo):
        page = read(who, case)
        assert "Thank you." in page
        assert "Talk on Monday." in page
    assert Comment.objects.get(item=item).text == "Talk on Monday."


def test_an_empty_comment_is_asked_for_again(case, people):
    address = reverse("case_comment", args=[case.pk])
    response = browser(people.ana).post(address, {"text": " "})
    assert response.status_code == 422
    assert "Write something first." in words(response)
    response = browser(people.ana).post(address, {"text": "x" * 4001, "item": case.items.first().pk})
    assert response.status_code == 422
    assert "x" * 4001 in response.content.decode()
    assert not Comment.objects.exists()


def test_a_comment_on_an_item_of_another_case_is_not_there(case, people):
    for nothing in ("999999", "x", "-1", "9" * 40):
        response = browser(people.ana).post(reverse("case_comment", args=[case.pk]), {"text": "Hi", "item": nothing})
        assert response.status_code == 404


def test_what_was_written_while_signed_out_waits(case, people):
    client = browser(None)
    address = reverse("case_comment", args=[case.pk])
    written = {"text": "Written while signed out"} | writing.of(people.ana)
    assert client.post(address, written).status_code == 302
    client.force_login(people.ana.user)
    assert "Written while signed out" in client.get(address).content.decode()
    assert client.get(address).status_code == 302, "once"


def test_a_comment_comes_too_late_once_the_case_is_closed(people):
    case = sent(people)
    take_step(case=case, step="decline", by=people.partner, given=GIVEN)
    response = browser(people.ana).post(reverse("case_comment", args=[case.pk]), {"text": "One more thing"})
    assert response.status_code == 409
    assert "The case is closed. Nothing was added." in words(response)
    assert "One more thing</textarea>" in response.content.decode()
    assert not Comment.objects.exists()


def test_what_happened_is_told_for_people(case, people):
    mark_item(item=case.items.first(), by=people.bo.user, mark=Mark.NOT_YET, note="Slow.")
    page = read(people.ana, case)
    assert "Bo opened the case" in page
    assert "Bo marked “Run the oven” not yet" in page
    assert "Bo wrote a note on “Run the oven”" in page


def test_the_page_says_who_sees_it_and_from_when_the_employee_does(people):
    case = opened(people)
    page = read(people.bo, case)
    assert "Who can see this: you." in page
    assert "Ana sees it once evidence is gathered: HR has set it so. Not yet." in page
    take_step(case=case, step="gather", by=people.bo.user)
    page = read(people.bo, case)
    assert f"Who can see this: you and {people.ana.user}." in page
    assert "Not yet." not in page
    assert "You see a case about you once evidence is gathered" in read(people.ana, case)


def test_partners_and_advisers_are_among_those_who_see_it_once_it_is_theirs(people):
    case = sent(people)
    page = read(people.ana, case)
    assert str(people.partner) in page
    name_adviser(case=case, adviser=people.colleague, by=people.partner)
    assert str(people.colleague.user) in read(people.ana, case)


def test_the_list_tells_the_employee_from_when_they_see_it_whether_or_not_there_is_one(people):
    before = words(browser(people.ana).get(reverse("cases")))
    opened(people)
    after = words(browser(people.ana).get(reverse("cases")))
    assert before == after
    assert "You see a case about you once evidence is gathered: HR has set it so." in after


@pytest.mark.parametrize("seen_from", SeenFrom)
def test_the_employee_sees_the_case_from_the_state_that_hr_says(people, seen_from):
    PromotionRuleFactory(seen_from=seen_from)
    case = opened(people)
    expected = {"draft": 200, "gathering": 404, "sent": 404, "decided": 404}[seen_from]
    assert browser(people.ana).get(case.get_absolute_url()).status_code == expected
    take_step(case=case, step="gather", by=people.bo.user)
    expected = {"draft": 200, "gathering": 200, "sent": 404, "decided": 404}[seen_from]
    assert browser(people.ana).get(case.get_absolute_url()).status_code == expected


def test_the_list_is_by_what_one_is_to_a_case(people):
    case = sent(people)
    name_adviser(case=case, adviser=people.colleague, by=people.partner)
    for who, title in (
        (people.ana, "About you"),
        (people.bo, "Your people"),
        (people.colleague, "You advise"),
        (people.partner, "With HR: to decide, to hand on, and decided"),
    ):
        page = words(browser(who).get(reverse("cases")))
        assert title in page
        assert "Sent for decision" in page
        assert "2 of 2 met" in page
    assert "No case yet." in words(browser(people.boss).get(reverse("cases"))), "it is not for the manager above"


def test_a_decision_and_its_reason_are_shown_with_what_was_advised(people):
    case = sent(people)
    adviser = name_adviser(case=case, adviser=people.colleague, by=people.partner)
    give_view(adviser=adviser, by=people.colleague.user, view="Calm under pressure.")
    assert "Calm under pressure." not in read(people.ana, case)
    assert "Cleo left a view" not in read(people.ana, case, "case_print")
    assert "Calm under pressure." in read(people.partner, case)
    day = timezone.localdate()
    given = Given(reason="Ready.", effective_on=day)
    take_step(case=case, step="approve", by=people.partner, given=given)
    page = read(people.ana, case)
    for text in ("Decided by Petra on", "Ready.", "Calm under pressure.", "The level changes on"):
        assert text in page


def test_a_declined_case_leads_to_the_goals_that_were_proposed(people):
    case = sent(people, run=Mark.NOT_YET)
    take_step(case=case, step="decline", by=people.partner, given=GIVEN)
    response = browser(people.ana).get(case.get_absolute_url())
    assert reverse("goals") in response.content.decode()
    assert "Two more loaves." in words(response)
    assert "1 item was proposed as a goal." in read(people.bo, case)
    client = browser(people.ana)
    assert "Proposed to you" in words(client.get(reverse("goals")))
    client.post(reverse("goal_take_up", args=[Goal.objects.get().pk]))
    assert not Goal.objects.get().is_proposed


def test_each_is_offered_the_steps_of_the_table_and_no_other(people):
    case = gathering(people)
    assert steps_offered(people.bo, case) == ["send", "withdraw"]
    assert steps_offered(people.ana, case) == []
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    assert steps_offered(people.partner, case) == ["approve", "close", "decline", "give_back", "hand", "wait"]
    assert steps_offered(people.bo, case) == ["withdraw"]


def test_a_manager_opens_a_case_towards_the_next_rung(people):
    client = browser(people.bo)
    address = reverse("case_open")
    assert "Ana" in words(client.get(address))
    page = client.get(address, {"for": people.ana.pk}).content.decode()
    assert f'<option value="{people.senior.pk}" selected' in page
    response = client.post(address, {"for": people.ana.pk, "level": people.senior.pk})
    case = Case.objects.get()
    assert response.url == case.get_absolute_url()
    assert (case.state, case.employee, case.opened_by) == (CaseState.DRAFT, people.ana, people.bo.user)


def test_an_employee_asks_and_the_manager_accepts(people):
    address = reverse("case_open")
    assert "You ask your manager." in words(browser(people.ana).get(address))
    browser(people.ana).post(address, {"for": people.ana.pk, "level": people.senior.pk})
    case = Case.objects.get()
    assert case.state == CaseState.ASKED
    assert "Asked for on" in read(people.bo, case)
    assert steps_offered(people.bo, case) == ["accept", "turn_down"]
    assert steps_offered(people.ana, case) == ["take_back"]
    browser(people.bo).post(reverse("case_step", args=[case.pk, "accept"]))
    case.refresh_from_db()
    assert case.state == CaseState.GATHERING


def test_a_case_joins_a_cycle_that_is_open(people):
    today = timezone.localdate()
    days = [today + datetime.timedelta(days=number) for number in (-1, 1, 9)]
    cycle = CycleFactory(opens_on=days[0], closes_on=days[1], decides_by=days[2])
    over = CycleFactory(opens_on="2020-01-01", closes_on="2020-02-01", decides_by="2020-03-01")
    client, address = browser(people.bo), reverse("case_open")
    said = {"for": people.ana.pk, "level": people.senior.pk}
    assert client.post(address, said | {"cycle": over.pk}).status_code == 422
    client.post(address, said | {"cycle": cycle.pk})
    assert Case.objects.get().cycle == cycle
    assert f"Cycle: {cycle}" in read(people.bo, Case.objects.get())


@pytest.mark.parametrize("level", ["", "x", "999999", "9" * 40])
def test_a_level_that_is_none_is_asked_for_again(people, level):
    response = browser(people.bo).post(reverse("case_open"), {"for": people.ana.pk, "level": level})
    assert response.status_code == 422
    assert "Nothing was opened yet." in words(response)
    assert not Case.objects.exists()


def test_the_level_of_today_is_no_promotion(people):
    sent = {"for": people.ana.pk, "level": people.ana.level_id}
    response = browser(people.bo).post(reverse("case_open"), sent)
    assert response.status_code == 422
    assert "This is the level of today. Choose another one." in words(response)


def test_who_has_an_open_case_is_led_to_it(people):
    case = gathering(people)
    for who in (people.bo, people.ana):
        assert browser(who).get(reverse("case_open"), {"for": people.ana.pk}).url == case.get_absolute_url()


def test_whoever_asks_while_there_is_a_draft_is_told_that_and_no_more(people):
    opened(people)
    sent = {"for": people.ana.pk, "level": people.senior.pk}
    response = browser(people.ana).post(reverse("case_open"), sent)
    assert response.status_code == 422
    assert "There is a case about you already. You see it once evidence is gathered." in words(response)
    assert "raft" not in words(response)


@pytest.mark.parametrize("asked", ["x", "-1", "0", "9" * 40, "²"])
def test_nobody_opens_a_case_for_nobody(people, asked):
    assert browser(people.bo).get(reverse("case_open"), {"for": asked}).status_code == 404


def test_nobody_opens_a_case_for_somebody_they_do_not_lead(people):
    for who in (people.boss, people.colleague, people.ana):
        other = people.ana if who is not people.ana else people.colleague
        sent = {"for": other.pk, "level": people.senior.pk}
        assert browser(who).post(reverse("case_open"), sent).status_code == 404
    assert not Case.objects.exists()


def test_whoever_nobody_leads_is_told_so(people):
    assert "Nobody is set as your manager" in words(browser(people.colleague).get(reverse("case_open")))


def test_the_team_and_my_growth_lead_to_it(people):
    assert "Open a promotion case" in words(browser(people.bo).get(reverse("team")))
    assert "Ask for a promotion case" in words(browser(people.ana).get(reverse("growth")))
    case = open_case(employee=people.ana, level=people.senior, by=people.bo.user)
    team = browser(people.bo).get(reverse("team"))
    assert case.get_absolute_url() in team.content.decode()
    assert "Promotion case : Ana Draft" in words(team)
    assert "Ask for a promotion case" in words(browser(people.ana).get(reverse("growth"))), "a draft is not theirs yet"
    take_step(case=case, step="gather", by=people.bo.user)
    assert "Your promotion case" in words(browser(people.ana).get(reverse("growth")))
    assert "promotion case" not in words(browser(people.boss).get(reverse("team") + f"?of={people.bo.pk}")).lower()


@pytest.mark.parametrize("more", [0, 148])
def test_the_page_costs_the_same_however_many_items_there_are(people, more, django_assert_num_queries):
    ExpectationFactory.create_batch(more, profile=people.senior.profiles.get())
    case = gathering(people)
    fill(case, people)
    client = browser(people.bo)
    client.get(case.get_absolute_url())
    with django_assert_num_queries(20):
        response = client.get(case.get_absolute_url())
    assert response.content.decode().count("data-row") == more + 2


def fill(case, people):
    """Evidence, comments and marks on each item, and feedback on all of them."""
    items = list(case.items.all())
    for item in items:
        add_evidence(item=item, by=people.ana.user, text="Baked.")
        add_comment(case=case, item=item, by=people.ana.user, text="Look.")
    mark_item(item=items[0], by=people.bo.user, mark=Mark.MET)
    ask_feedback(case=case, colleague=people.colleague, items=items, by=people.bo.user)


def test_the_list_of_an_hr_partner_costs_the_same_however_many_cases_there_are(people):
    def queries():
        client = browser(people.partner)
        client.get(reverse("cases"))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("cases"))
        return len(found)

    sent(people)
    with_one = queries()
    for _number in range(4):
        report = EmployeeFactory(manager=people.bo, level=people.ana.level)
        open_case(employee=report, level=people.senior, by=people.bo.user)
    Case.objects.update(state=CaseState.SENT)
    assert queries() == with_one


def test_what_is_not_decided_comes_first(people, monkeypatch):
    monkeypatch.setattr(views_of_cases, "ON_A_PAGE", 1)
    case = sent(people)
    take_step(case=case, step="decline", by=people.partner, given=GIVEN)
    report = EmployeeFactory(name="Neo", manager=people.bo, level=people.ana.level)
    open_case(employee=report, level=people.senior, by=people.bo.user)
    page = browser(people.bo).get(reverse("cases")).content.decode()
    assert "Neo" in page
    assert "Ana," not in page


@pytest.mark.parametrize("more", [0, 6])
def test_the_list_costs_the_same_however_many_cases_there_are(people, more, django_assert_max_num_queries):
    gathering(people)
    for _number in range(more):
        report = EmployeeFactory(manager=people.bo, level=people.ana.level)
        open_case(employee=report, level=people.senior, by=people.bo.user)
    client = browser(people.bo)
    client.get(reverse("cases"))
    with django_assert_max_num_queries(14):
        client.get(reverse("cases"))
