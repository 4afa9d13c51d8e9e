"""A page for each step of the table: what it means, what it needs, and taking it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from paths.people.models import Employee
from paths.promotions.applying import apply_case
from paths.promotions.asking import give_view, name_adviser
from paths.promotions.casework import Given, mark_item, open_case, take_step
from paths.promotions.choices import CaseState, Mark
from paths.promotions.models import Case
from paths.promotions.step_words import DONE, MEANS
from paths.promotions.transitions import TRANSITIONS, Need
from tests.growth import writing
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering, read, sent, words
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    people = company()
    people.colleague.email = CLEO
    people.colleague.save()
    return people


CLEO = "cleo@bakery.example"


def asked(people):
    return open_case(employee=people.ana, level=people.senior, by=people.ana.user)


def marked(people):
    case = gathering(people)
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    return case


def waiting(people):
    return take_step(case=sent(people), step="wait", by=people.partner, given=Given(reason="No seat."))


def approved(people):
    given = Given(reason="Ready.", effective_on=timezone.localdate() + datetime.timedelta(days=9))
    return take_step(case=sent(people), step="approve", by=people.partner, given=given)


# step -> (a case in which it can be taken, who takes it)
TAKEN = {
    "accept": (asked, "bo"),
    "turn_down": (asked, "bo"),
    "gather": (opened, "bo"),
    "send": (marked, "bo"),
    "give_back": (sent, "partner"),
    "approve": (sent, "partner"),
    "wait": (sent, "partner"),
    "seat": (waiting, "partner"),
    "decline": (sent, "partner"),
    "withdraw": (gathering, "bo"),
    "take_back": (asked, "ana"),
    "hand": (sent, "partner"),
    "reschedule": (approved, "partner"),
    "cancel_day": (approved, "partner"),
    "close": (approved, "partner"),
}


def everything():
    day = (timezone.localdate() + datetime.timedelta(days=30)).isoformat()
    return {"reason": "Because.", "what_would_change": "Two more loaves.", "effective_on": day, "manager": CLEO}


def step_of(people, name):
    make, who = TAKEN[name]
    case = make(people)
    return case, browser(getattr(people, who)), reverse("case_step", args=[case.pk, name])


def state_of(case):
    return Case.objects.get(pk=case.pk).state


def test_every_step_of_the_table_has_its_page_and_its_words():
    steps = {name for name, step in TRANSITIONS.items() if step.sources}
    assert steps == set(TAKEN) == set(MEANS) == set(DONE)


@pytest.mark.parametrize("name", TAKEN)
def test_a_step_is_asked_for_and_taken(people, name):
    case, client, address = step_of(people, name)
    before = state_of(case)
    page = client.get(address)
    assert page.status_code == 200
    assert str(MEANS[name]) in words(page)
    assert state_of(case) == before, "asking changes nothing"
    response = client.post(address, everything(), follow=True)
    assert response.status_code == 200
    assert str(DONE[name]) in words(response)
    assert state_of(case) == (TRANSITIONS[name].target or before)


@pytest.mark.parametrize("name", TAKEN)
def test_what_a_step_needs_is_a_field_and_nothing_else_is(people, name):
    _case, client, address = step_of(people, name)
    page = client.get(address).content.decode()
    for need, field in (
        (Need.REASON, "reason"),
        (Need.WHAT_WOULD_CHANGE, "what_would_change"),
        (Need.EFFECTIVE_DAY, "effective_on"),
        (Need.MANAGER, "manager"),
    ):
        assert (f'name="{field}"' in page) == (need in TRANSITIONS[name].needs)


FIELDS = {Need.REASON, Need.WHAT_WOULD_CHANGE, Need.EFFECTIVE_DAY, Need.MANAGER}
NEEDS = [(name, need) for name in TAKEN for need in sorted(TRANSITIONS[name].needs) if need in FIELDS]
FIELD = {
    "reason": "reason",
    "what_would_change": "what_would_change",
    "effective_day": "effective_on",
    "manager": "manager",
}


@pytest.mark.parametrize(("name", "need"), NEEDS)
def test_without_what_it_needs_nothing_is_done_and_the_rest_is_kept(people, name, need):
    case, client, address = step_of(people, name)
    before = state_of(case)
    response = client.post(address, everything() | {FIELD[need]: " "})
    assert response.status_code == 422
    assert "Nothing was done yet. What you wrote is still here." in words(response)
    for other in FIELDS & TRANSITIONS[name].needs - {need}:
        assert everything()[FIELD[other]] in response.content.decode()
    assert state_of(case) == before


@pytest.mark.parametrize("day", ["x", "2020-01-01", "2999-01-01", "9999-99-99", "1"])
def test_a_day_that_cannot_be_meant_is_asked_for_again(people, day):
    case, client, address = step_of(people, "approve")
    response = client.post(address, everything() | {"effective_on": day})
    assert response.status_code == 422
    assert "Because." in response.content.decode()
    assert state_of(case) == CaseState.SENT


def test_what_has_no_mark_yet_is_named_before_it_is_sent(people):
    case = gathering(people)
    client, address = browser(people.bo), reverse("case_step", args=[case.pk, "send"])
    page = words(client.get(address))
    assert "2 required items have no mark yet." in page
    assert "Run the oven" in page
    response = client.post(address)
    assert response.status_code == 422
    assert state_of(case) == CaseState.GATHERING


def test_what_is_odd_is_said_before_it_is_sent_and_does_not_block(people):
    case, client, address = step_of(people, "send")
    page = words(client.get(address))
    assert "Met, and there is no evidence yet." in page
    assert "You can send it all the same." in page
    client.post(address)
    assert state_of(case) == CaseState.SENT


def test_nobody_is_told_that_they_can_send_what_they_cannot(people):
    case = gathering(people)
    mark_item(item=case.items.first(), by=people.bo.user, mark=Mark.MET)
    page = read(people.bo, case, "case_step", "send")
    assert "Met, and there is no evidence yet." in page
    assert "1 required item has no mark yet." in page
    assert "all the same" not in page


@pytest.mark.parametrize("name", ["approve", "wait", "seat"])
def test_nobody_is_approved_who_has_left(people, name):
    case, client, address = step_of(people, name)
    before = state_of(case)
    people.ana.is_active = False
    people.ana.save()
    page = client.get(address)
    assert "Ana has left, so there is nobody to put on the new level." in words(page)
    assert f'<button type="submit" class="btn primary">{TRANSITIONS[name].label}' not in page.content.decode()
    assert client.post(address, everything()).status_code == 422
    assert state_of(case) == before


def test_whoever_has_left_can_still_be_declined(people):
    case, client, address = step_of(people, "decline")
    people.ana.is_active = False
    people.ana.save()
    assert client.post(address, everything()).status_code == 302
    assert state_of(case) == CaseState.DECLINED


def test_nobody_is_said_to_have_decided_what_was_withdrawn(people):
    case = take_step(case=sent(people), step="wait", by=people.partner, given=Given(reason="Ready, no seat."))
    take_step(case=case, step="withdraw", by=people.bo.user, given=Given(reason="She prefers to stay."))
    found = Case.objects.get()
    assert (found.state, found.decided_by, found.decided_at) == (CaseState.WITHDRAWN, None, None)
    page = read(people.partner, case)
    assert "Why it ended She prefers to stay." in page
    assert "Decided by" not in page
    assert "Decided by" not in read(people.partner, case, "case_print")


def test_whoever_returned_a_case_still_reads_it_once_it_is_withdrawn(people):
    case = sent(people)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="More."))
    take_step(case=case, step="withdraw", by=people.bo.user, given=Given(reason="Later."))
    assert "Why it ended Later." in read(people.partner, case)
    assert "Petra" in read(people.bo, case).partition("Who can see this")[2][:200]


def test_hr_partners_read_no_case_that_was_withdrawn_before_it_was_sent(people):
    case = gathering(people)
    take_step(case=case, step="withdraw", by=people.bo.user, given=Given(reason="Later."))
    assert browser(people.partner).get(case.get_absolute_url()).status_code == 404


def test_whoever_decides_reads_what_was_advised_there(people):
    case = sent(people)
    adviser = name_adviser(case=case, adviser=people.colleague, by=people.partner)
    give_view(adviser=adviser, by=people.colleague.user, view="Calm under pressure.")
    page = browser(people.partner).get(reverse("case_step", args=[case.pk, "approve"]))
    assert "Calm under pressure." in words(page)


def test_declining_says_how_many_goals_it_proposes(people):
    case = sent(people, run=Mark.NOT_YET, teach=Mark.PARTLY)
    page = browser(people.partner).get(reverse("case_step", args=[case.pk, "decline"]))
    assert "2 items that are partly met or not yet become goals proposed to them." in words(page)


def test_whoever_comes_second_is_told_and_keeps_what_they_wrote(people):
    case = sent(people)
    address = reverse("case_step", args=[case.pk, "decline"])
    take_step(case=case, step="give_back", by=people.other_partner, given=Given(reason="More."))
    response = browser(people.partner).post(address, everything())
    assert response.status_code == 409
    assert "Somebody was quicker: the case is “Returned” by now" in words(response)
    assert "Two more loaves." in response.content.decode()
    assert state_of(case) == CaseState.RETURNED


def test_a_step_whose_time_has_passed_leads_back_to_the_case(people):
    case = sent(people)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="More."))
    response = browser(people.partner).get(reverse("case_step", args=[case.pk, "approve"]), follow=True)
    assert "this step cannot be taken" in words(response)


@pytest.mark.parametrize("name", ["ask", "open", "promote", "x" * 200])
def test_a_step_that_is_none_is_not_there(people, name):
    case = gathering(people)
    assert browser(people.bo).get(reverse("case_step", args=[case.pk, name])).status_code == 404


@pytest.mark.parametrize("name", TAKEN)
def test_nobody_else_takes_it(people, name):
    make, allowed = TAKEN[name]
    case = make(people)
    before = state_of(case)
    for who in {"ana", "bo", "boss", "colleague", "partner"} - {allowed}:
        response = browser(getattr(people, who)).post(reverse("case_step", args=[case.pk, name]), everything())
        assert response.status_code in (403, 404), who
    assert state_of(case) == before


def test_a_partner_who_leads_them_does_not_decide(people):
    case = sent(people)
    people.bo.user.groups.set(people.partner.groups.all())
    response = browser(people.bo).post(reverse("case_step", args=[case.pk, "approve"]), everything())
    assert response.status_code == 403
    assert state_of(case) == CaseState.SENT


def test_what_was_written_while_signed_out_is_still_there(people):
    case = sent(people)
    client, address = browser(None), reverse("case_step", args=[case.pk, "decline"])
    client.post(address, everything() | writing.of(people.partner))
    client.force_login(people.partner)
    assert "Two more loaves." in client.get(address).content.decode()
    assert state_of(case) == CaseState.SENT


def test_what_was_written_while_signed_out_is_there_though_somebody_was_quicker(people):
    case = sent(people)
    client, address = browser(None), reverse("case_step", args=[case.pk, "decline"])
    client.post(address, everything() | writing.of(people.partner))
    take_step(case=case, step="give_back", by=people.other_partner, given=Given(reason="More."))
    client.force_login(people.partner)
    response = client.get(address)
    assert response.status_code == 409
    assert "Somebody was quicker" in words(response)
    assert "Two more loaves." in response.content.decode()


def test_once_the_day_has_come_the_case_says_that_the_level_changed(people):
    case = sent(people)
    day = timezone.localdate()
    browser(people.partner).post(
        reverse("case_step", args=[case.pk, "approve"]), {"reason": "Ready.", "effective_on": day.isoformat()}
    )
    assert apply_case(case.pk)
    assert Employee.objects.get(pk=people.ana.pk).level == people.senior
    page = words(browser(people.ana).get(case.get_absolute_url()))
    assert "Level changed on" in page
    assert "The level changed from" in page
