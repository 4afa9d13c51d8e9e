"""Who sees whose papers: what a page says of it is what the queries do, for everybody and every kind of paper."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from paths.growth.assessing import withdraw
from paths.growth.choices import ConversationState
from paths.growth.models import Conversation, Evidence, Goal, WeekShare
from paths.growth.readers import who_sees_conversation
from paths.people.models import User
from paths.people.papers import PRIVATE, SHARED, has_left
from tests.factories import UserFactory
from tests.growth.bakery import bakery, partner, person
from tests.visitors import GROUPS

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def a_withdrawn(bakers):
    conversation = bakers.shared(rye=2)
    withdraw(conversation=conversation)
    return conversation


def a_goal(bakers, **fields):
    return Goal.objects.create(employee=bakers.ana, action="Bake rye alone", **fields)


# kind of paper -> (how one comes about, the rule that says who reads it)
PAPERS = {
    "self-assessment": (lambda bakers: bakers.assessment(rye=2), PRIVATE),
    "evidence": (lambda bakers: Evidence.objects.create(employee=bakers.ana, text="Won the rye prize"), PRIVATE),
    "week": (lambda bakers: WeekShare.objects.create(employee=bakers.ana, activity="Oven", percent=60), PRIVATE),
    "goal": (a_goal, PRIVATE),
    "shared goal": (lambda bakers: a_goal(bakers, is_shared=True), SHARED),
    "shared assessment": (lambda bakers: bakers.shared(rye=2), SHARED),
    "answered assessment": (lambda bakers: bakers.answered(), SHARED),
    "closed assessment": (lambda bakers: bakers.closed(), SHARED),
    "withdrawn assessment": (a_withdrawn, PRIVATE),
}


def former_manager(bakers):
    new, old = person("Neo", manager=bakers.cleo), bakers.ana.manager
    bakers.ana.manager = new
    bakers.ana.save()
    return old.user


def manager_who_left(bakers):
    bakers.bo.is_active = False
    bakers.bo.save()
    return bakers.bo.user


def owner_who_left(bakers):
    bakers.ana.is_active = False
    bakers.ana.save()
    return bakers.ana.user


def locked_out_manager(bakers):
    bakers.bo.user.is_active = False
    bakers.bo.user.save()
    return bakers.bo.user


def partner_who_left(bakers):
    bakers.dov.user, bakers.dov.is_active = partner(), False
    bakers.dov.save()
    return bakers.dov.user


def new_manager(bakers):
    former_manager(bakers)
    return bakers.ana.manager.user


def staff_in(kind):
    """How somebody comes about who is in those groups of HR's."""

    def make(bakers):
        user = UserFactory(is_staff=True)
        user.groups.set(Group.objects.filter(name__in=GROUPS[kind]))
        return user

    return make


# kind of visitor -> (who that is, whether they see what is private, and what is shared)
VISITORS = {
    "anonymous": (lambda bakers: AnonymousUser(), False, False),
    "owner": (lambda bakers: bakers.ana.user, True, True),
    "other employee": (lambda bakers: person("Olga", manager=bakers.bo).user, False, False),
    "report of the owner": (lambda bakers: person("Rob", manager=bakers.ana).user, False, False),
    "manager": (lambda bakers: bakers.bo.user, False, True),
    "manager's manager": (lambda bakers: bakers.cleo.user, False, True),
    "manager two above that": (lambda bakers: bakers.dov.user, False, False),
    "former manager": (former_manager, False, False),
    "new manager": (new_manager, False, True),
    "manager who left": (manager_who_left, False, False),
    "manager who may not sign in": (locked_out_manager, False, False),
    "owner who left": (owner_who_left, False, False),
    "HR partner": (lambda bakers: partner(), False, True),
    "HR partner who left": (partner_who_left, False, False),
    "HR editor": (staff_in("hr_editor"), False, False),
    "HR publisher": (staff_in("hr_publisher"), False, False),
    "compensation": (staff_in("compensation"), False, False),
    "administrator": (lambda bakers: UserFactory(is_staff=True, is_superuser=True), False, False),
}


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("visitor", VISITORS)
def test_what_a_page_says_of_its_readers_is_what_the_queries_do(bakers, visitor, kind):
    make, rule = PAPERS[kind]
    who, sees_private, sees_shared = VISITORS[visitor]
    paper = make(bakers)
    user = who(bakers)
    user = User.objects.get(pk=user.pk) if user.pk else user
    is_listed = type(paper).objects.visible_to(user).filter(pk=paper.pk).exists()
    is_named = user.pk in {reader.user_id for reader in rule.readers(bakers.ana)}
    assert is_listed == is_named
    assert is_listed == (sees_shared if rule is SHARED else sees_private)


@pytest.mark.parametrize("kind", PAPERS)
def test_nobody_but_those_who_are_named_sees_it(bakers, kind):
    """The same the other way round: over everybody there is."""
    make, rule = PAPERS[kind]
    for name in ("other employee", "report of the owner", "HR partner", "HR editor", "compensation", "administrator"):
        VISITORS[name][0](bakers)
    paper = make(bakers)
    seeing = {
        user.pk for user in User.objects.all() if type(paper).objects.visible_to(user).filter(pk=paper.pk).exists()
    }
    assert seeing == {reader.user_id for reader in rule.readers(bakers.ana)}
    assert len(User.objects.all()) > len(seeing) > 0


def test_a_paper_is_listed_once_however_many_ways_lead_to_it(bakers):
    both = partner()
    bakers.bo.user = both
    bakers.bo.save()
    conversation = bakers.shared(rye=2)
    assert [each.pk for each in Conversation.objects.visible_to(both)] == [conversation.pk]
    named = [reader.why for reader in SHARED.readers(bakers.ana) if reader.user_id == both.pk]
    assert named == ["your manager"], "each once, by the nearest way"


def test_papers_follow_a_change_of_manager_at_once(bakers):
    conversation = bakers.answered()
    old = bakers.bo.user
    bakers.ana.manager = bakers.dov
    bakers.ana.save()
    assert not Conversation.objects.visible_to(old).exists()
    assert Conversation.objects.visible_to(bakers.dov.user).get() == conversation
    assert not Conversation.objects.visible_to(bakers.cleo.user).exists(), "not the old manager's manager either"
    bakers.dov.manager = bakers.bo
    bakers.dov.save()
    assert Conversation.objects.visible_to(old).get() == conversation, "as the manager's manager"


def test_only_the_manager_leads_a_conversation(bakers):
    bakers.shared(rye=2)
    leading = [user.name for user in User.objects.all() if Conversation.objects.led_by(user).exists()]
    assert leading == ["Bo"]


def test_the_line_on_the_page_names_the_readers_and_tells_only_the_owner_who_opened_it(bakers):
    conversation = bakers.shared(rye=2)
    partner()
    conversation.openings.create(user=bakers.bo.user, last_at=conversation.shared_at)
    sees = who_sees_conversation(conversation, viewer=bakers.ana.user)
    opened = {seer.name: bool(seer.opened_at) for seer in sees.others}
    assert opened == {"Bo": True, "Cleo": False, "Hetty": False}
    for_bo = who_sees_conversation(conversation, viewer=bakers.bo.user)
    assert {seer.opened_at for seer in for_bo.seers} == {None}


def test_a_withdrawn_copy_is_said_to_be_its_owners_alone(bakers):
    conversation = a_withdrawn(bakers)
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.WITHDRAWN
    assert [seer.name for seer in who_sees_conversation(conversation, viewer=bakers.ana.user).seers] == ["Ana"]


def test_somebody_without_an_account_reads_nothing_and_is_not_named(bakers):
    bakers.bo.user = None
    bakers.bo.save()
    bakers.shared(rye=2)
    assert {reader.name for reader in SHARED.readers(bakers.ana)} == {"Ana", "Cleo"}


def test_an_hr_partner_does_not_have_to_be_on_the_payroll(bakers):
    assert not has_left(partner())
