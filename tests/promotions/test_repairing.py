"""What HR sets right: a day that was wrong, a case that nobody leads, one that cannot come to its end by itself."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.people.models import Employee, User
from paths.promotions.applying import OvertakenByEvents, apply_case
from paths.promotions.asking import ask_feedback, name_adviser
from paths.promotions.casework import (
    AlreadyOpen,
    Given,
    Missing,
    NotAllowed,
    TowardsLower,
    add_comment,
    open_case,
    take_step,
)
from paths.promotions.leading import CannotLead
from paths.promotions.models import Case, Event
from paths.promotions.reminding import due_reminders
from paths.promotions.verifying import broken_links
from paths.shared.dashboard import cards_for
from tests.factories import CycleFactory, EmployeeFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering, read, sent, steps_offered, words
from tests.promotions.people import company, opened, partner

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 1, 4)
WHY = Given(reason="The team moves.")


@pytest.fixture
def people():
    return company()


def approved(people, day=DAY):
    given = Given(reason="Ready.", effective_on=day)
    return take_step(case=sent(people), step="approve", by=people.partner, given=given)


def leaves(employee):
    employee.is_active = False
    employee.save()


def without_the_level(people):
    """A newer edition of the ladder, without the level that Ana works towards."""
    draft = open_draft(role=people.senior.role, by=None)
    draft.profiles.filter(level=people.senior).delete()
    publish(draft=draft, by=None, note="One level less.")


def repaired(people, case, step, **given):
    return take_step(case=case, step=step, by=people.partner, given=Given(reason="The team moves.", **given))


def told(case):
    return [event.what for event in Event.objects.filter(case=case).order_by("number")]


# The day of an approval


def test_the_day_of_an_approval_is_changed_and_who_approved_it_stays(people, guarded):
    case = approved(people)
    repaired(people, case, "reschedule", effective_on=DAY + datetime.timedelta(days=30))
    found = Case.objects.get()
    assert (found.state, found.effective_on) == ("approved", datetime.date(2027, 2, 3))
    assert (found.decided_at, found.reason) == (case.decided_at, "Ready.")
    assert broken_links(found) == []
    printed = read(people.ana, case, "case_print")
    assert "changed the day from which the level counts: 2027-02-03 instead of 2027-01-04" in printed
    assert "Petra said why: “The team moves.”" in printed


def test_a_day_that_is_cancelled_leaves_the_approval_waiting(people, guarded):
    case = approved(people)
    repaired(people, case, "cancel_day")
    found = Case.objects.get()
    assert (found.state, found.effective_on, found.decided_by) == ("waiting", None, people.partner)
    assert broken_links(found) == []
    assert not apply_case(case.pk)
    assert "took away the day from which the level was to count: 2027-01-04" in read(people.bo, case, "case_print")
    repaired(people, case, "seat", effective_on=DAY)
    assert broken_links(Case.objects.get()) == []


def test_a_day_is_not_cancelled_beside_another_open_case(people):
    case = approved(people)
    other = opened(people)
    with pytest.raises(AlreadyOpen):
        repaired(people, case, "cancel_day")
    address = reverse("case_step", args=[case.pk, "cancel_day"])
    response = browser(people.partner).post(address, {"reason": "The team moves."})
    assert response.status_code == 422
    assert "There is another open case for this person by now." in words(response)
    assert "The team moves." in response.content.decode()
    take_step(case=other, step="withdraw", by=people.bo.user, given=WHY)
    assert repaired(people, case, "cancel_day").state == "waiting"


@pytest.mark.parametrize("step", ["reschedule", "cancel_day", "close"])
def test_once_the_level_has_changed_nothing_is_set_right_any_more(people, step):
    case = approved(people)
    assert apply_case(case.pk)
    assert step not in steps_offered(people.partner, case)
    with pytest.raises(NotAllowed):
        repaired(people, case, step, effective_on=DAY + datetime.timedelta(days=1))
    address = reverse("case_step", args=[case.pk, step])
    assert browser(people.partner).post(address, {"reason": "x", "effective_on": "2027-03-01"}).status_code == 409


def test_the_database_lets_an_approval_be_set_right_until_the_level_has_changed(people, guarded):
    case = approved(people)
    Case.objects.filter(pk=case.pk).update(effective_on=DAY + datetime.timedelta(days=1))
    for state in ("asked", "draft", "gathering", "sent", "returned", "declined"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(state=state, what_would_change="x")
    apply_case(case.pk)
    for change in ({"effective_on": DAY}, {"state": "waiting", "applied_at": None}, {"state": "withdrawn"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**change)


@pytest.mark.parametrize("end", ["declined", "withdrawn"])
def test_the_database_keeps_the_other_ends(people, guarded, end):
    case = sent(people)
    Case.objects.filter(pk=case.pk).update(state=end, what_would_change="x")
    for state in ("waiting", "approved", "withdrawn", "declined"):
        if state != end:
            with pytest.raises(IntegrityError), transaction.atomic():
                Case.objects.filter(pk=case.pk).update(state=state, effective_on=DAY)


# Closing


@pytest.mark.parametrize("how", ["left", "put there by hand"])
def test_what_waits_for_a_seat_is_closed_by_hr(people, how, guarded):
    case = take_step(case=sent(people), step="wait", by=people.partner, given=Given(reason="No seat."))
    if how == "left":
        leaves(people.ana)
    else:
        people.ana.level = people.senior
        people.ana.save()
    assert "close" in steps_offered(people.partner, case)
    repaired(people, case, "close")
    found = Case.objects.get()
    assert (found.state, found.decided_by, found.reason) == ("withdrawn", None, "The team moves.")
    assert broken_links(found) == []
    assert "Petra closed it" in read(people.bo, case)


def test_an_approval_that_was_overtaken_is_closed(people, guarded):
    case = approved(people, timezone.localdate())
    leaves(people.ana)
    with pytest.raises(OvertakenByEvents):
        apply_case(case.pk)
    repaired(people, case, "close")
    assert broken_links(Case.objects.get()) == []
    assert not Case.objects.overtaken(timezone.localdate()).exists()


# A case that nobody leads


STRANDED = {
    "left": lambda people: leaves(people.bo),
    "cannot sign in": lambda people: User.objects.filter(pk=people.bo.user.pk).update(is_active=False),
    "nobody": lambda people: Employee.objects.filter(pk=people.ana.pk).update(manager=None),
}


@pytest.mark.parametrize("how", STRANDED)
def test_a_case_that_nobody_leads_says_so_and_hr_hands_it_on(people, how):
    case = gathering(people)
    assert browser(people.partner).get(case.get_absolute_url()).status_code == 404
    STRANDED[how](people)
    for reader in (people.ana, people.partner):
        page = read(reader, case)
        assert "so nobody leads this case. HR can hand it to another manager, or close it." in page
    assert "Petra" in read(people.ana, case).partition("Who can see this")[2]
    assert "Ana" in words(browser(people.partner).get(reverse("cycles")))
    rows = next(card for card in cards_for(people.partner) if card.title == "Promotion cases waiting").rows
    assert [(row.text, row.url) for row in rows] == [("Ana", case.get_absolute_url())]
    response = browser(people.partner).post(
        reverse("case_step", args=[case.pk, "hand"]),
        {"reason": "Bo is away.", "manager": people.boss.email.upper()},
        follow=True,
    )
    assert "Handed over." in words(response)
    people.ana.refresh_from_db()
    assert people.ana.manager == people.boss
    assert browser(people.partner).get(case.get_absolute_url()).status_code == 404
    page = read(people.boss, case)
    assert "nobody leads" not in page
    assert "Boss leads it from now on" in page
    assert "Petra said why: “Bo is away.”" in page
    assert "send" in steps_offered(people.boss, case)
    assert broken_links(Case.objects.get()) == []


def test_a_case_that_nobody_leads_is_closed_by_hr_who_still_reads_it(people):
    case = opened(people)
    leaves(people.bo)
    repaired(people, case, "close")
    assert "Why it ended The team moves." in read(people.partner, case)


def test_a_case_that_its_manager_leads_is_nothing_to_hr_before_it_is_sent(people):
    case = gathering(people)
    for step in ("hand", "close"):
        with pytest.raises(NotAllowed):
            repaired(people, case, step, manager=people.boss)
    with pytest.raises(NotAllowed):
        add_comment(case=case, by=people.partner, text="Hm.")


def test_a_case_goes_to_nobody_who_cannot_lead_it(people):
    case = sent(people)
    gone, below = EmployeeFactory(is_active=False), EmployeeFactory(manager=people.ana)
    accountless = EmployeeFactory(user=None, name="Uma", email="uma@bakery.example")
    for manager in (gone, below, accountless, people.ana, people.bo):
        with pytest.raises(CannotLead):
            repaired(people, case, "hand", manager=manager)
    people.ana.refresh_from_db()
    assert people.ana.manager == people.bo
    address = reverse("case_step", args=[case.pk, "hand"])
    response = browser(people.partner).post(address, {"reason": "Bo is away.", "manager": gone.email})
    assert response.status_code == 422
    assert "Nobody who has left or cannot sign in leads a case." in words(response)
    assert "Bo is away." in response.content.decode()


@pytest.mark.parametrize("step", ["hand", "reschedule", "cancel_day", "close"])
def test_nobody_on_both_sides_sets_a_case_right(people, step):
    sides = [people.ana.user, people.bo.user, people.colleague.user]
    case = sent(people)
    name_adviser(case=case, adviser=people.colleague, by=people.partner)
    if step != "hand":
        given = Given(reason="Ready.", effective_on=DAY)
        case = take_step(case=case, step="approve", by=people.partner, given=given)
    for user in sides:
        user.groups.set(partner().groups.all())
        assert step not in steps_offered(user, case)
        with pytest.raises(NotAllowed):
            given = Given(reason="x", effective_on=DAY + datetime.timedelta(days=2), manager=people.boss)
            take_step(case=case, step=step, by=User.objects.get(pk=user.pk), given=given)


# A level that is gone


@pytest.mark.parametrize("step", ["approve", "wait", "seat", "reschedule"])
def test_nobody_is_put_on_a_level_that_the_ladder_has_no_more(people, step):
    case = sent(people)
    if step == "seat":
        case = take_step(case=case, step="wait", by=people.partner, given=Given(reason="No seat."))
    elif step == "reschedule":
        case = take_step(case=case, step="approve", by=people.partner, given=Given(reason="Ready.", effective_on=DAY))
    without_the_level(people)
    with pytest.raises(Missing):
        repaired(people, case, step, effective_on=DAY + datetime.timedelta(days=1))
    assert "A newer edition of the ladder has this level no more" in read(people.partner, case)
    assert "The ladder has this level no more" in read(people.partner, case, "case_step", step)


def test_nor_when_the_day_comes_and_hr_is_told(people):
    case = approved(people, timezone.localdate())
    without_the_level(people)
    with pytest.raises(OvertakenByEvents):
        apply_case(case.pk)
    people.ana.refresh_from_db()
    assert people.ana.level != people.senior
    assert list(Case.objects.overtaken(timezone.localdate())) == [case]
    assert "HR has to look at it." in read(people.partner, case)
    assert repaired(people, case, "close").state == "withdrawn"


# Towards a lower level


def test_a_case_towards_a_lower_level_is_opened_only_on_purpose(people):
    junior = people.ana.level
    people.ana.level = people.senior
    people.ana.save()
    with pytest.raises(TowardsLower):
        open_case(employee=people.ana, level=junior, by=people.bo.user)
    client, sent_first = browser(people.bo), {"for": people.ana.pk, "level": junior.pk}
    assert 'name="is_meant_lower"' not in client.get(reverse("case_open"), {"for": people.ana.pk}).content.decode()
    response = client.post(reverse("case_open"), sent_first)
    assert response.status_code == 422
    assert "This level is below that of today." in words(response)
    assert 'name="is_meant_lower"' in response.content.decode()
    assert not Case.objects.exists()
    assert client.post(reverse("case_open"), sent_first | {"is_meant_lower": "on"}).status_code == 302
    assert Case.objects.get().level == junior


def test_whoever_asks_for_a_lower_level_of_their_own_is_asked_too(people):
    junior = people.ana.level
    Employee.objects.filter(pk=people.ana.pk).update(level=people.senior)
    response = browser(people.ana).post(reverse("case_open"), {"for": people.ana.pk, "level": junior.pk})
    assert response.status_code == 422
    assert "This level is below that of today." in words(response)


# What is said of people


def test_nobody_is_said_to_have_taken_back_what_ended_by_itself(people):
    case = gathering(people)
    ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    for item in case.items.all():
        item.mark = "met"
        item.save()
    case = take_step(case=case, step="send", by=people.bo.user)
    take_step(case=case, step="approve", by=people.partner, given=Given(reason="Ready.", effective_on=DAY))
    for name in ("case", "case_print"):
        page = read(people.bo, case, name)
        assert "Cleo is not asked for feedback any more" in page
        assert "took back" not in page
    assert "feedback_withdrawn" not in told(case)


# Reminders


def in_cycle(people, case):
    cycle = CycleFactory()
    Case.objects.filter(pk=case.pk).update(cycle=cycle)
    return cycle


def test_nobody_is_reminded_of_a_case_about_somebody_who_has_left(people):
    case = gathering(people)
    request = ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    late = in_cycle(people, case).decides_by + datetime.timedelta(days=1)
    due = max(late, timezone.localdate(request.asked_at) + datetime.timedelta(days=3))
    assert sorted(each.template for each in due_reminders(due)) == ["feedback", "late"]
    leaves(people.ana)
    assert due_reminders(due) == []


def test_no_decision_is_due_about_somebody_who_has_left(people):
    cycle = in_cycle(people, sent(people))
    assert {each.template for each in due_reminders(cycle.decides_by)} == {"decision"}
    leaves(people.ana)
    assert due_reminders(cycle.decides_by) == []


def test_nobody_is_told_to_send_what_was_returned_to_them(people):
    case = sent(people)
    cycle = in_cycle(people, case)
    take_step(case=case, step="give_back", by=people.partner, given=WHY)
    assert due_reminders(cycle.closes_on + datetime.timedelta(days=1)) == []
