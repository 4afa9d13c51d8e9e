"""Who may do what in a case, at the services themselves: no page stands before them here."""

from __future__ import annotations

import pytest
from django.db import transaction

from paths.promotions import asking, casework
from paths.promotions.choices import CaseState, Mark
from tests.factories import EmployeeFactory, UserFactory
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


@pytest.fixture
def everybody(people):
    """What somebody is to the case -> their user."""
    adviser, left = EmployeeFactory(name="Ada"), EmployeeFactory(name="Lea", manager=people.bo, is_active=False)
    return people.users() | {
        "adviser": adviser.user,
        "stranger": UserFactory(),
        "administrator": UserFactory(is_superuser=True, is_staff=True),
        "leaver": left.user,
    }


@pytest.fixture
def case(people, everybody):
    """A case that is gathered for: a colleague is asked, somebody advises on it."""
    case = opened(people, "gather")
    asking.ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    case.advisers.create(employee=everybody["adviser"].employee)
    return case


def mark(case, by):
    casework.mark_item(item=case.items.first(), by=by, mark=Mark.MET)


def add_evidence(case, by):
    casework.add_evidence(item=case.items.first(), by=by, text="Ran it")


def comment(case, by):
    casework.add_comment(case=case, by=by, text="Well done")


def comment_on_an_item(case, by):
    casework.add_comment(case=case, by=by, text="Well done", item=case.items.first())


def ask(case, by):
    asking.ask_feedback(case=case, colleague=EmployeeFactory(), items=case.items.all(), by=by)


def answer(case, by):
    asking.give_feedback(request=case.requests.get(), by=by, texts={case.items.first().pk: "Runs it"})


def take_back(case, by):
    asking.withdraw_request(request=case.requests.get(), by=by)


def name_adviser(case, by):
    asking.name_adviser(case=case, adviser=EmployeeFactory(), by=by)


def give_view(case, by):
    asking.give_view(adviser=case.advisers.get(), by=by, view="Yes")


# The step that takes a case there.
STEPS = {CaseState.GATHERING: "", CaseState.SENT: "send", CaseState.WITHDRAWN: "withdraw"}
NOBODY: set[str] = set()
PARTS = {"subject", "manager", "partner"}
# (where the case stands, what is done) -> who may.
MAY = {
    (CaseState.GATHERING, mark): {"manager"},
    (CaseState.GATHERING, add_evidence): {"subject", "manager"},
    (CaseState.GATHERING, comment): {"subject", "manager"},
    (CaseState.GATHERING, comment_on_an_item): {"subject", "manager"},
    (CaseState.GATHERING, ask): {"manager"},
    (CaseState.GATHERING, answer): {"colleague"},
    (CaseState.GATHERING, take_back): {"manager"},
    (CaseState.GATHERING, name_adviser): NOBODY,
    (CaseState.GATHERING, give_view): NOBODY,
    (CaseState.SENT, mark): NOBODY,
    (CaseState.SENT, add_evidence): NOBODY,
    (CaseState.SENT, comment): PARTS,
    (CaseState.SENT, comment_on_an_item): PARTS,
    (CaseState.SENT, ask): NOBODY,
    (CaseState.SENT, name_adviser): {"partner"},
    (CaseState.SENT, give_view): {"adviser"},
    (CaseState.WITHDRAWN, mark): NOBODY,
    (CaseState.WITHDRAWN, add_evidence): NOBODY,
    (CaseState.WITHDRAWN, comment): NOBODY,
    (CaseState.WITHDRAWN, comment_on_an_item): NOBODY,
    (CaseState.WITHDRAWN, ask): NOBODY,
    (CaseState.WITHDRAWN, answer): NOBODY,
    (CaseState.WITHDRAWN, name_adviser): NOBODY,
    (CaseState.WITHDRAWN, give_view): NOBODY,
}


def is_allowed(act, case, user):
    """Whether the service lets them; what it did is undone."""
    try:
        with transaction.atomic():
            act(case, user)
            transaction.set_rollback(True)
    except casework.NotAllowed:
        return False
    return True


@pytest.mark.parametrize(("state", "act"), MAY, ids=lambda each: getattr(each, "__name__", str(each)))
def test_a_service_lets_those_do_it_who_may_and_refuses_everybody_else(case, people, everybody, state, act):
    if state == CaseState.SENT:
        for item in case.items.all():
            casework.mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    if step := STEPS[state]:
        given = casework.Given(reason="Not now")
        case = casework.take_step(case=case, step=step, by=people.bo.user, given=given)
    assert {name for name, user in everybody.items() if is_allowed(act, case, user)} == MAY[state, act]
