"""The dashboard of cycles, and the card on the admin's first page: what waits, what is late, and for whose eyes."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from paths.people.models import User
from paths.promotions.casework import Given, open_case, take_step
from paths.promotions.choices import CaseState
from paths.promotions.cycle_states import states_of_cycles
from paths.promotions.models import Case
from paths.shared.dashboard import MOST, cards_for
from tests.factories import CycleFactory, EmployeeFactory, UserFactory
from tests.growth.people import page, signed_in
from tests.promotions.people import company, partner

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)


@pytest.fixture
def people():
    return company()


@pytest.fixture
def cycle():
    """Open until December, decided by the middle of it."""
    return CycleFactory(name="Autumn 2026")


def case_of(people, cycle, state, name="Ana", days=0):
    """A case about somebody new who reports to Bo."""
    employee = EmployeeFactory(name=name, manager=people.bo, level=people.ana.level)
    case = open_case(employee=employee, level=people.senior, by=people.bo.user, cycle=cycle)
    since = timezone.now() - datetime.timedelta(days=days)
    decided = {"what_would_change": "More."} if state == CaseState.DECLINED else {}
    Case.objects.filter(pk=case.pk).update(state=state, state_since=since, **decided)
    case.refresh_from_db()
    return case


def card_of(user):
    return next((card for card in cards_for(user) if card.title == "Promotion cases waiting"), None)


def test_states_are_counted_cycle_by_cycle(people, cycle):
    earlier = CycleFactory(name="Spring", opens_on=datetime.date(2026, 3, 1))
    for state in (CaseState.SENT, CaseState.SENT, CaseState.GATHERING):
        case_of(people, cycle, state)
    case_of(people, earlier, CaseState.DECLINED)
    case_of(people, None, CaseState.DRAFT)
    found = states_of_cycles(people.partner, TODAY)
    assert [(each.cycle.name if each.cycle else None, dict(each.states)) for each in found] == [
        ("Autumn 2026", {"Gathering evidence": 1, "Sent for decision": 2}),
        ("Spring", {"Declined": 1}),
        (None, {"Draft": 1}),
    ]


def test_a_case_that_was_not_sent_is_told_by_its_team_and_not_by_its_name(people, cycle):
    case_of(people, cycle, CaseState.GATHERING, name="Quinn Quiet")
    case = case_of(people, cycle, CaseState.SENT, name="Sam Sent", days=5)
    said = page(signed_in(people.partner).get(reverse("cycles")))
    assert "Quinn Quiet" not in said
    assert "Bo" in said
    assert "Sam Sent" in said
    assert case.get_absolute_url() in said
    assert "Sent for decision, 5 days" in said


@pytest.mark.parametrize(
    ("today", "late"),
    [(datetime.date(2026, 12, 1), 0), (datetime.date(2026, 12, 2), 2), (datetime.date(2026, 12, 16), 3)],
)
def test_what_is_late_follows_from_the_days_of_the_cycle(people, cycle, today, late):
    for state in (CaseState.GATHERING, CaseState.RETURNED, CaseState.SENT, CaseState.WAITING, CaseState.DECLINED):
        case_of(people, cycle, state)
    (found,) = states_of_cycles(people.partner, today)
    assert found.late == late


def test_a_partner_is_told_nothing_of_their_own_case(people, cycle):
    case = case_of(people, cycle, CaseState.SENT)
    user = case.employee.user
    user.groups.add(Group.objects.get(name="HR partners"))
    (found,) = states_of_cycles(user, TODAY)
    assert found.states == ()
    assert card_of(user).rows == ()


def test_the_page_is_for_hr_partners_who_work_here(people):
    assert signed_in(people.partner).get(reverse("cycles")).status_code == 200
    left = partner()
    EmployeeFactory(user=left, is_active=False)
    administrator = UserFactory(is_staff=True, is_superuser=True)
    for somebody in (people.ana, people.bo, people.colleague, administrator):
        assert signed_in(somebody).get(reverse("cycles")).status_code == 403
    assert signed_in(left).get(reverse("cycles")).status_code in (302, 403)


def test_without_a_cycle_the_page_says_how_to_make_one(people):
    said = page(signed_in(people.partner).get(reverse("cycles")))
    assert "There is no cycle yet" in said
    assert reverse("admin:paths_cycle_add") in said


def test_the_page_takes_as_many_queries_for_many_cases_as_for_few(people, cycle, django_assert_num_queries):
    client = signed_in(people.partner)
    for state in [CaseState.SENT, CaseState.GATHERING]:
        case_of(people, cycle, state)
    client.get(reverse("cycles"))
    with django_assert_num_queries(6):
        client.get(reverse("cycles"))
    for state in [CaseState.SENT, CaseState.GATHERING, CaseState.WAITING] * 4:
        case_of(people, cycle, state)
    with django_assert_num_queries(6):
        client.get(reverse("cycles"))


# The card


def test_the_card_shows_what_waits_the_longest_first(people, cycle):
    case_of(people, cycle, CaseState.SENT, name="Late Comer", days=1)
    first = case_of(people, cycle, CaseState.SENT, name="First Comer", days=9)
    case_of(people, cycle, CaseState.GATHERING, name="Quinn Quiet")
    rows = card_of(people.partner).rows
    assert [row.text.split(" →")[0] for row in rows] == ["First Comer", "Late Comer"]
    assert (rows[0].url, rows[0].detail) == (first.get_absolute_url(), "sent 9 days ago")


def test_nobody_finds_a_case_on_the_card_that_they_opened_or_lead_the_person_of(people, cycle):
    case_of(people, cycle, CaseState.SENT)
    people.bo.user.groups.add(Group.objects.get(name="HR partners"))
    assert card_of(User.objects.get(pk=people.bo.user.pk)).rows == ()
    assert len(card_of(people.partner).rows) == 1


def test_nobody_but_hr_partners_has_the_card(people):
    assert card_of(people.partner) is not None
    for user in (people.bo.user, UserFactory(is_staff=True), UserFactory(is_superuser=True)):
        assert card_of(user) is None


def test_the_card_is_short_and_takes_few_queries(people, cycle, django_assert_max_num_queries):
    for _ in range(MOST + 3):
        case_of(people, cycle, CaseState.SENT)
    people.partner.refresh_from_db()
    with django_assert_max_num_queries(9):
        assert len(card_of(people.partner).rows) == MOST


def test_a_decided_case_leaves_the_card(people, cycle):
    case = case_of(people, cycle, CaseState.SENT)
    take_step(case=case, step="wait", by=people.partner, given=Given(reason="No seat."))
    assert card_of(people.partner).rows == ()
