"""What the demo company is made of: people, papers, and ladders with a past."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from paths.demo.accounts import ACCOUNTS
from paths.demo.loading import LADDERS
from paths.demo.people import PEOPLE
from paths.documents.export import document_of
from paths.documents.importing import EVERYTHING
from paths.documents.reader import read_ladder
from paths.growth.answering import Voice
from paths.growth.assessing import newer_edition, standing_of_assessment
from paths.growth.choices import ConversationState
from paths.growth.models import Assessment, Conversation, Evidence, Goal, Rating, SharedRating, WeekShare
from paths.ladders.models import Edition
from paths.people.models import Employee, User
from paths.people.reporting import loops

pytestmark = pytest.mark.django_db


def who(email):
    return Employee.objects.get(email=f"{email}@demo.example")


def test_four_teams_over_three_layers(company):
    top = who("siobhan.orourke")
    leads = list(top.reports.all())
    assert top.manager is None
    assert len(leads) == 4
    assert all(lead.reports.filter(is_active=True).count() >= 6 for lead in leads)
    assert who("ana.moreira").manager == who("dilek.kaya")
    assert 28 <= Employee.objects.filter(is_active=True).count() <= 35
    assert not list(loops(dict(Employee.objects.values_list("pk", "manager_id"))))


def test_there_is_somebody_without_a_level_somebody_who_left_and_a_long_name(company):
    assert Employee.objects.filter(level=None, is_active=True).exists()
    assert Employee.objects.filter(is_active=False).exists()
    assert max(len(name) for name in Employee.objects.values_list("name", flat=True)) > 45


def test_everybody_is_made_up_by_their_address():
    assert all(
        person.address.endswith("@demo.example") and person.address == person.address.lower() for person in PEOPLE
    )
    assert len({person.address for person in PEOPLE}) == len(PEOPLE)


def test_the_accounts_of_those_who_work_here_are_called_as_they_are(company):
    names = dict(Employee.objects.values_list("email", "name"))
    assert {account.email: account.name for account in ACCOUNTS if account.email in names} == {
        account.email: names[account.email] for account in ACCOUNTS if account.email in names
    }
    for part in ("Manager’s manager", "Another manager", "Newcomer"):
        assert any(part in str(account.what) for account in ACCOUNTS)


def test_nobody_can_be_signed_in_as_but_those_on_the_list(client, settings, company):
    settings.DEMO = True
    response = client.post("/demo/", {"email": "jonas.lindqvist@demo.example"})
    assert response.status_code == 404


def test_conversations_stand_in_every_state(company):
    assert set(Conversation.objects.values_list("state", flat=True)) == set(ConversationState.values)
    half_way = Conversation.objects.filter(state=ConversationState.SHARED, ratings__voice=Voice.MANAGER)
    assert half_way.exists(), "a manager who has begun to answer"
    assert Conversation.objects.filter(state=ConversationState.SHARED, is_finished=False).exists()
    for closed in Conversation.objects.filter(state=ConversationState.CLOSED):
        assert closed.shared_at < closed.answered_at < closed.closed_at < timezone.now()


def test_papers_have_dates_of_their_own_and_none_is_of_tomorrow(company):
    now = timezone.now()
    assert Assessment.objects.values("started_at").distinct().count() > 20
    assert not Assessment.objects.filter(started_at__gt=now).exists()
    assert not Rating.objects.filter(rated_at__gt=now).exists()
    assert not SharedRating.objects.filter(voice=Voice.MANAGER, rated_at__gt=now).exists()
    assert not Evidence.objects.filter(happened_on__gt=timezone.localdate()).exists()
    assert Goal.objects.filter(due_on__lt=timezone.localdate(), done_at=None).exists()
    assert Goal.objects.filter(is_proposed=True).exists()
    assert WeekShare.objects.exists()


def test_every_answer_is_one_that_its_statement_offers(company):
    for assessment in Assessment.objects.all():
        standing = standing_of_assessment(assessment)
        assert {rating.key for rating in assessment.ratings.all()} <= {row.expected.key for row in standing.rows}


def test_somebody_is_ahead_and_somebody_new(company):
    ahead = standing_of_assessment(who("jonas.lindqvist").assessments.get()).counts
    assert ahead.met == ahead.total
    assert not who("mai.nguyen").assessments.exists()


def test_two_ladders_have_a_past_and_ana_is_told_of_two_new_things(company):
    assert Edition.objects.ever_published().filter(role__slug="backend-engineer").count() == 3
    assert Edition.objects.ever_published().filter(role__slug="data-engineer").count() == 2
    under_way = who("ana.moreira").assessments.under_way().get()
    newest = newer_edition(under_way)
    assert newest.version == "3.0"
    assert newest.news == "asks two new things of Senior"
    published = Edition.objects.ever_published().filter(role__slug="backend-engineer")
    days = [edition.published_at for edition in published]
    assert days == sorted(days, reverse=True)
    assert timezone.now() - days[0] > datetime.timedelta(days=30)


def test_what_is_in_force_is_what_the_documents_say(company):
    for path in sorted(LADDERS.glob("*.md")):
        document = read_ladder(path.read_bytes()).document
        edition = Edition.objects.published().get(role__name=document.title)
        assert document_of(edition, scope=EVERYTHING) == document


def test_the_demo_gives_nobody_rights_but_the_accounts_on_the_list(company):
    listed = {account.email for account in ACCOUNTS}
    others = User.objects.exclude(email__in=listed)
    assert others.exists()
    assert not others.filter(is_staff=True).exists()
    assert not Group.objects.filter(user__in=others).exists()
