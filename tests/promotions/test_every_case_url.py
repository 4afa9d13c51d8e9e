"""Every address of the room, as everybody around a case: what each gets, and that what is refused changes nothing.

Ana's case is sent; her colleague Cleo was asked for feedback, Ada advises.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from paths.promotions.asking import ask_feedback, name_adviser
from paths.promotions.casework import add_evidence, mark_item, take_step
from paths.promotions.choices import CaseState, Mark
from paths.promotions.models import Adviser, Case, Comment, Event, FeedbackAnswer, FeedbackRequest, Item, ItemEvidence
from paths.promotions.urls import urlpatterns
from paths.shared.saving import stamp_of
from tests.factories import CycleFactory, EmployeeFactory, UserFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering
from tests.promotions.people import company
from tests.visitors import GROUPS

pytestmark = pytest.mark.django_db

KEPT = [Case, Item, ItemEvidence, Comment, Event, FeedbackRequest, FeedbackAnswer, Adviser]


def staff_in(*groups, **fields):
    user = UserFactory(is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


VISITORS = {
    "stranger": lambda people: None,
    "leaver": lambda people: EmployeeFactory(manager=people.bo, is_active=False),
    "subject": lambda people: people.ana,
    "other": lambda people: EmployeeFactory(manager=people.bo),
    "colleague": lambda people: people.colleague,
    "adviser": lambda people: people.ada,
    "manager": lambda people: people.bo,
    "above": lambda people: people.boss,
    "partner": lambda people: people.partner,
    "hr_editor": lambda people: staff_in(*GROUPS["hr_editor"]),
    "hr_publisher": lambda people: staff_in(*GROUPS["hr_publisher"]),
    "compensation": lambda people: staff_in(*GROUPS["compensation"]),
    "administrator": lambda people: staff_in(is_superuser=True),
}
EMPLOYEES = ["subject", "other", "colleague", "adviser", "manager", "above"]


def gets(status, **others):
    """What each gets: `status`, but for these. Strangers, and people who have left, are sent to sign in."""
    employees = dict.fromkeys(EMPLOYEES, others.pop("employees")) if "employees" in others else {}
    return dict.fromkeys(VISITORS, status) | employees | others | {"stranger": 302, "leaver": 302}


ALL, NOT_SO = gets(200), gets(405)
READERS = gets(404, subject=200, adviser=200, manager=200, partner=200)
READERS_302 = gets(404, subject=302, adviser=302, manager=302, partner=302)
MANAGERS = gets(404, subject=403, adviser=403, manager=302, partner=403)
PARTNERS = gets(404, subject=403, adviser=403, manager=403, partner=200)
ADVISERS = gets(404, subject=403, adviser=302, manager=403, partner=403)
DECIDES = gets(404, subject=403, adviser=403, manager=403, partner=302)

# name -> (what GET gives, what POST gives, what is sent with it). A new address fails until it is in here.
EXPECTED = {
    "cases": (ALL, NOT_SO, {}),
    "case_open": (
        gets(404, employees=200, subject=302),
        gets(404, employees=422, subject=302, manager=200, above=200),
        {},
    ),
    "case": (READERS, MANAGERS, {}),
    "case_item": (NOT_SO, MANAGERS, {"mark": "met"}),
    # It is sent: what was written is shown to be copied.
    "case_evidence": (
        READERS,
        gets(404, subject=409, adviser=403, manager=409, partner=403),
        {"text": "Baked.", "happened_on": "2026-01-05"},
    ),
    # Ana added the piece. It is sent: she is told that it stays.
    "case_evidence_remove": (NOT_SO, gets(404, subject=302, adviser=403, manager=403, partner=403), {}),
    "case_cycle": (NOT_SO, MANAGERS, {}),
    "case_comment": (READERS_302, gets(404, subject=302, adviser=403, manager=302, partner=302), {"text": "Well."}),
    "case_step": (PARTNERS, DECIDES, {"reason": "More."}),
    "case_print": (READERS, NOT_SO, {}),
    "case_json": (READERS, NOT_SO, {}),
    # It is sent: its manager is led back to it.
    "feedback_ask": (MANAGERS, MANAGERS, {}),
    "feedback": (gets(404, colleague=200), gets(404, colleague=422), {}),
    "feedback_withdraw": (NOT_SO, MANAGERS, {}),
    "advisers": (PARTNERS, PARTNERS | {"partner": 422}, {}),
    "adviser_view": (ADVISERS, ADVISERS, {"view": "Ready."}),
    "cycles": (gets(403, partner=200), NOT_SO, {}),
    "calibration": (gets(404, adviser=200, partner=200), NOT_SO, {}),
    "calibration_reveal": (NOT_SO, gets(404, adviser=302, partner=302), {"confirm": "yes"}),
}


@pytest.fixture
def people():
    found = company()
    found.ada = EmployeeFactory(name="Ada")
    case = gathering(found)
    request = ask_feedback(case=case, colleague=found.colleague, items=case.items.all(), by=found.bo.user)
    found.piece = add_evidence(item=case.items.first(), by=found.ana.user, text="Ran it alone.")
    for item in case.items.all():
        mark_item(item=item, by=found.bo.user, mark=Mark.MET)
    found.case = take_step(case=case, step="send", by=found.bo.user)
    name_adviser(case=case, adviser=found.ada, by=found.other_partner)
    found.request, found.cycle = request, CycleFactory()
    Case.objects.filter(pk=found.case.pk).update(cycle=found.cycle)
    return found


def address(people, name):
    pattern = next(each for each in urlpatterns if each.name == name)
    papers = {"feedback": people.request, "feedback_withdraw": people.request}
    papers |= dict.fromkeys(("calibration", "calibration_reveal"), people.cycle)
    known = {
        "pk": papers.get(name, people.case).pk,
        "item": people.case.items.first().pk,
        "name": "give_back",
        "piece": people.piece.pk,
    }
    return reverse(name, args=[known[each] for each in pattern.pattern.converters])


def kept():
    return stamp_of(*(model.objects.order_by("pk") for model in KEPT))


def test_every_address_is_in_the_table():
    assert {pattern.name for pattern in urlpatterns} == set(EXPECTED)


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_reads_what_is_theirs_and_nothing_else(people, visitor):
    client = browser(VISITORS[visitor](people))
    before = kept()
    for name, (expected, _post, _data) in EXPECTED.items():
        response = client.get(address(people, name))
        assert response.status_code == expected[visitor], name
        if response.status_code == 200:
            assert response["Cache-Control"] == "private, no-store", name
    assert kept() == before, "reading changes nothing"


@pytest.mark.parametrize("visitor", VISITORS)
def test_what_a_visitor_may_not_do_changes_nothing(people, visitor):
    client = browser(VISITORS[visitor](people))
    for name, (_get, expected, data) in EXPECTED.items():
        before, where = kept(), address(people, name)
        with transaction.atomic():
            response = client.post(where, data)
            after = kept()
            transaction.set_rollback(True)
        assert response.status_code == expected[visitor], name
        if response.status_code != 302 or visitor in ("stranger", "leaver"):
            assert after == before, name


@pytest.mark.parametrize("name", ["case", "case_print", "case_json", "case_comment"])
def test_nobody_learns_from_an_answer_whether_there_is_a_case(people, name):
    client = browser(EmployeeFactory(manager=people.bo))
    there = client.get(reverse(name, args=[people.case.pk]))
    gone = client.get(reverse(name, args=[987654]))
    assert (there.status_code, there.content) == (gone.status_code, gone.content)


@pytest.mark.parametrize("state", CaseState)
def test_in_no_state_do_others_or_administrators_see_it(people, state):
    Case.objects.filter(pk=people.case.pk).update(
        state=state, what_would_change="More.", effective_on="2027-01-01", applied_at=None
    )
    for visitor in ("other", "colleague", "above", "hr_editor", "compensation", "administrator", "leaver"):
        client = browser(VISITORS[visitor](people))
        assert client.get(people.case.get_absolute_url()).status_code in (404, 302), visitor
