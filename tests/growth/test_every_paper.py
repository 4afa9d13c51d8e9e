"""Every address of the room, as everybody around a paper: what each gets, and that what is refused changes nothing."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from paths.growth.models import (
    Assessment,
    Conversation,
    Evidence,
    EvidenceFor,
    Goal,
    Rating,
    SharedEvidence,
    SharedRating,
    WeekShare,
)
from paths.growth.urls import urlpatterns
from paths.shared.saving import stamp_of
from tests.factories import UserFactory
from tests.growth.bakery import bakery, browser, partner, person
from tests.visitors import GROUPS

pytestmark = pytest.mark.django_db

KEPT = [Assessment, Conversation, Evidence, EvidenceFor, Goal, Rating, SharedEvidence, SharedRating, WeekShare]


def staff_in(*groups, **fields):
    user = UserFactory(is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def bakers():
    """Ana has shared one assessment and goes on with it; Bo is her manager of today, Mo was until yesterday."""
    found = bakery()
    found.mo = person("Mo", manager=found.cleo)
    found.goal = Goal.objects.create(employee=found.ana, action="Bake rye alone")
    found.evidence = Evidence.objects.create(employee=found.ana, text="Won the rye prize")
    found.conversation = found.shared(rye=2)
    found.theirs = found.conversation.assessment
    return found


VISITORS = {
    "stranger": lambda bakers: None,
    "leaver": lambda bakers: person("Lea", manager=bakers.bo, is_active=False),
    "owner": lambda bakers: bakers.ana,
    "other": lambda bakers: person("Olga", manager=bakers.bo),
    "manager": lambda bakers: bakers.bo,
    "above": lambda bakers: bakers.cleo,
    "two_above": lambda bakers: bakers.dov,
    "former": lambda bakers: bakers.mo,
    "partner": lambda bakers: partner(),
    "hr_editor": lambda bakers: staff_in(*GROUPS["hr_editor"]),
    "hr_publisher": lambda bakers: staff_in(*GROUPS["hr_publisher"]),
    "compensation": lambda bakers: staff_in(*GROUPS["compensation"]),
    "administrator": lambda bakers: staff_in(is_superuser=True),
}
EMPLOYEES = ["owner", "other", "manager", "above", "two_above", "former"]


def gets(status, **others):
    """What each gets: `status`, but for these. Strangers, and people who have left, are sent to sign in."""
    employees = dict.fromkeys(EMPLOYEES, others.pop("employees")) if "employees" in others else {}
    return dict.fromkeys(VISITORS, status) | employees | others | {"stranger": 302, "leaver": 302}


ALL, NOT_SO, OWN = gets(200), gets(405), gets(404, employees=200)
OWNERS = gets(404, owner=200)
OWNERS_CHANGE = gets(404, owner=302)
READERS = gets(404, owner=200, manager=200, above=200, partner=200)
MANAGERS_CHANGE = gets(404, owner=403, manager=302, above=403, partner=403)
ROW = {"value": "3", "note": "Loaves."}

# name -> (what GET gives, what POST gives, what is sent with it). A new address fails until it is in here.
EXPECTED = {
    "growth": (ALL, ALL, {}),
    "growth_history": (ALL, ALL, {}),
    "assessment_start": (NOT_SO, gets(404, employees=302), {"level": "TARGET"}),
    "assessment": (OWNERS, NOT_SO, {}),
    "assessment_step": (OWNERS, OWNERS_CHANGE, {"ROW": ROW}),
    "assessment_row": (NOT_SO, OWNERS_CHANGE, {"ROW": ROW}),
    "assessment_share": (NOT_SO, OWNERS_CHANGE, {}),
    "assessment_scope": (NOT_SO, OWNERS_CHANGE, {"scope": "everything"}),
    "assessment_move": (OWNERS_CHANGE, OWNERS_CHANGE, {}),
    "assessment_end": (NOT_SO, OWNERS_CHANGE, {}),
    "evidence": (OWN, OWN, {}),
    "evidence_add": (OWN, gets(404, employees=422), {}),
    "evidence_restore": (NOT_SO, gets(404, employees=302), {}),
    "evidence_edit": (OWNERS, OWNERS_CHANGE, {"text": "Won it twice", "happened_on": "2026-01-05"}),
    "evidence_delete": (NOT_SO, OWNERS_CHANGE, {}),
    "goals": (OWN, OWN, {}),
    "goal_add": (OWN, gets(404, employees=302), {"action": "Bake more"}),
    "goal_restore": (NOT_SO, gets(404, employees=302), {}),
    "goals_print": (OWN, OWN, {}),
    "goals_calendar": (OWN, OWN, {}),
    "goal_edit": (OWNERS, OWNERS_CHANGE, {"action": "Bake it with help"}),
    "goal_done": (NOT_SO, OWNERS_CHANGE, {}),
    "goal_share": (NOT_SO, OWNERS_CHANGE, {}),
    "goal_take_up": (NOT_SO, OWNERS_CHANGE, {}),
    "goal_delete": (NOT_SO, OWNERS_CHANGE, {}),
    "week": (OWN, gets(404, employees=422), {}),
    "moves": (OWN, OWN, {}),
    "my_data": (ALL, ALL, {}),
    "conversation": (READERS, NOT_SO, {}),
    "conversation_answer": (MANAGERS_CHANGE | {"manager": 200}, MANAGERS_CHANGE, {"ROW": ROW}),
    "conversation_row": (NOT_SO, MANAGERS_CHANGE, {"ROW": ROW}),
    "conversation_send": (NOT_SO, MANAGERS_CHANGE, {}),
    # It is not answered yet: what was written is shown to be copied.
    "conversation_agree": (MANAGERS_CHANGE, MANAGERS_CHANGE | {"manager": 409}, {"ROW": ROW}),
    "conversation_close": (NOT_SO, MANAGERS_CHANGE, {}),
    "conversation_withdraw": (NOT_SO, gets(404, owner=302, manager=403, above=403, partner=403), {}),
    "shared_papers": (gets(403, partner=200), NOT_SO, {}),
    "shared_goals": (gets(403, partner=200), NOT_SO, {}),
    "team": (OWN, NOT_SO, {}),
    "team_map": (OWN, NOT_SO, {}),
    "team_map_csv": (gets(404, manager=200), NOT_SO, {}),
}


def address(bakers, name):
    pattern = next(each for each in urlpatterns if each.name == name)
    papers = {"assessment": bakers.theirs, "evidence": bakers.evidence, "conversation": bakers.conversation}
    paper = papers.get(name.split("_")[0], bakers.goal)
    known = {"pk": paper.pk, "step": 1, "key": bakers.asked("rye").key}
    return reverse(name, args=[known[each] for each in pattern.pattern.converters])


def sent_with(bakers, data):
    row = {f"{bakers.asked('rye').key.hex}-{field}": value for field, value in data.get("ROW", {}).items()}
    plain = {name: bakers.target.pk if value == "TARGET" else value for name, value in data.items() if name != "ROW"}
    return row | plain


def kept():
    return stamp_of(*(model.objects.order_by("pk") for model in KEPT))


def test_every_address_is_in_the_table():
    assert [pattern.name for pattern in urlpatterns if pattern.name not in EXPECTED] == []
    assert len(EXPECTED) == len(urlpatterns)


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_reads_what_is_theirs_and_nothing_else(bakers, visitor):
    client = browser(VISITORS[visitor](bakers))
    before = kept()
    for name, (expected, _post, _data) in EXPECTED.items():
        response = client.get(address(bakers, name))
        assert response.status_code == expected[visitor], name
        if response.status_code == 200:
            assert response["Cache-Control"] == "private, no-store", name
    assert kept() == before, "reading changes nothing"


# A file, a list of links, and the team of somebody whom nobody reports to.
NOT_PERSONAL = {"goals_calendar", "my_data", "shared_papers", "shared_goals", "team", "team_map"}


def test_every_personal_page_says_who_can_see_it(bakers):
    client = browser(bakers.ana)
    for name, (expected, _post, _data) in EXPECTED.items():
        if expected["owner"] == 200 and name not in NOT_PERSONAL:
            assert 'class="who-sees"' in client.get(address(bakers, name)).content.decode(), name


@pytest.mark.parametrize("visitor", VISITORS)
def test_what_a_visitor_may_not_do_changes_nothing(bakers, visitor):
    client = browser(VISITORS[visitor](bakers))
    for name, (_get, expected, data) in EXPECTED.items():
        before, where, what = kept(), address(bakers, name), sent_with(bakers, data)
        with transaction.atomic():
            response = client.post(where, what)
            after = kept()
            transaction.set_rollback(True)
        assert response.status_code == expected[visitor], name
        if response.status_code != 302 or visitor in ("stranger", "leaver"):
            assert after == before, name


@pytest.mark.parametrize("name", ["assessment", "conversation", "goal_edit", "evidence_edit"])
def test_nobody_learns_from_an_answer_whether_somebody_elses_paper_is_there(bakers, name):
    client = browser(person("Olga", manager=bakers.bo))
    there = client.get(address(bakers, name))
    gone = client.get(reverse(name, args=[987654]))
    assert (there.status_code, there.content) == (gone.status_code, gone.content)


@pytest.mark.parametrize("visitor", ["owner", "other", "manager", "two_above", "former", "partner", "administrator"])
def test_only_who_leads_the_lead_sees_their_team(bakers, visitor):
    client = browser(VISITORS[visitor](bakers))
    for name in ("team", "team_map"):
        response = client.get(reverse(name), {"of": bakers.bo.pk})
        assert response.status_code == (200 if visitor == "manager" else 404), "it is their own"
    assert browser(bakers.cleo).get(reverse("team"), {"of": bakers.bo.pk}).status_code == 200
    assert browser(bakers.cleo).get(reverse("team"), {"of": bakers.ana.pk}).status_code == 404


@pytest.mark.parametrize("of", ["x", "-1", "0", "9" * 40, "1e3", "²"])
def test_a_team_that_is_none_is_not_there(bakers, of):
    assert browser(bakers.bo).get(reverse("team"), {"of": of}).status_code == 404
