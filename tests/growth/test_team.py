"""My team and its heat map: what their manager and the manager above see, in as few queries for sixty as for two."""

from __future__ import annotations

import csv
import datetime
import io
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from paths.growth.assessing import share_assessment, start_assessment
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Assessment, Conversation, Goal, SharedRating
from paths.ladders.models import Expectation
from paths.people.models import Employee
from paths.people.reporting_line import people_below
from tests.factories import EditionFactory, LevelProfileFactory, RoleFactory
from tests.growth.bakery import bakery, browser, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def page(who, name="team", **query):
    response = browser(who).get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def rows(who, **query):
    """The sheet of the heat map."""
    response = browser(who).get(reverse("team_map_csv"), query)
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_team_says_who_has_shared_what_and_when_and_who_nothing(bakers):
    person("Olga", manager=bakers.bo)
    bakers.shared(rye=2, teach=1)
    said = page(bakers.bo)
    assert said.index(">Ana<") < said.index(">Olga<")
    assert "Towards Senior Baker" in said
    assert "0 of 2 met · 2 below" in said
    assert f"Shared on {timezone.localdate():%-d %B %Y}" in said
    assert "waits for your answer" in said
    assert said.count("Nothing shared.") == 1


def test_only_the_newest_copy_towards_each_level_is_shown(bakers):
    conversation = bakers.closed()
    share_assessment(assessment=conversation.assessment)
    share_assessment(assessment=start_assessment(employee=bakers.ana, level=bakers.own))
    said = page(bakers.bo)
    assert said.count("Towards Senior Baker") == 1
    assert said.count("Towards Junior Baker") == 1


def test_whoever_has_left_is_no_part_of_the_team(bakers):
    person("Lea", manager=bakers.bo, is_active=False)
    assert ">Lea<" not in page(bakers.bo)


def test_shared_goals_that_are_due_soon_stand_there_and_no_others(bakers):
    today = timezone.localdate()
    for action, days, more in (
        ("Overdue", -3, {}),
        ("Next week", 7, {}),
        ("Next year", 300, {}),
        ("Private", 3, {"is_shared": False}),
        ("Proposed", 3, {"is_proposed": True}),
        ("Done", 3, {"done_at": timezone.now()}),
    ):
        due = today + datetime.timedelta(days=days)
        Goal.objects.create(employee=bakers.ana, action=action, due_on=due, **{"is_shared": True} | more)
    due = page(bakers.bo).partition("Goals due")[2].partition("</ul>")[0]
    assert [each for each in ("Overdue", "Next week", "Next year", "Private", "Proposed", "Done") if each in due] == [
        "Overdue",
        "Next week",
    ]


def test_a_managers_manager_goes_down_one_team_and_reads(bakers):
    bakers.shared(rye=2, teach=1)
    assert "The team of Bo" in page(bakers.cleo)
    said = page(bakers.cleo, of=bakers.bo.pk)
    assert "not answered yet" in said
    assert "Bo answers it." in said
    assert 'method="post"' not in said.partition("<main")[2]


def test_somebody_without_people_is_told_so(bakers):
    assert "Nobody reports to you." in page(bakers.ana)
    assert "Nothing is shared with you yet." in page(bakers.bo, "team_map")


def test_everybody_below_is_counted_but_those_who_left(bakers):
    person("Lea", manager=bakers.bo, is_active=False)
    person("Olga", manager=bakers.ana)
    assert people_below(bakers.dov) == {bakers.cleo.pk: 3}
    assert people_below(bakers.cleo) == {bakers.bo.pk: 2}
    assert people_below(bakers.ana) == {Employee.objects.get(name="Olga").pk: 0}


def test_a_circle_in_the_table_does_not_hold_up_the_page(bakers, django_assert_num_queries):
    Employee.objects.filter(pk=bakers.dov.pk).update(manager=bakers.ana)
    with django_assert_num_queries(1):
        assert people_below(bakers.dov) == {}


def test_the_sheet_says_in_words_what_the_map_shows(bakers):
    bakers.shared(rye=2, teach=1)
    assert rows(bakers.bo) == [
        ["Name", "Works towards", "Rye", "Teach apprentices"],
        ["Ana", "Senior Baker", "1 below", "1 below"],
    ]


def test_no_cell_of_the_sheet_is_a_formula(bakers):
    bakers.ana.name = "=1+1"
    bakers.ana.save()
    bakers.shared(rye=2, teach=1)
    assert rows(bakers.bo)[1][0] == "'=1+1"


def test_the_map_narrows_to_a_level_and_keeps_that_while_one_sorts(bakers):
    bakers.shared(rye=2, teach=1)
    share_assessment(assessment=start_assessment(employee=bakers.ana, level=bakers.own))
    said = page(bakers.bo, "team_map", towards="baker/senior")
    assert '<option value="baker/senior" selected>' in said
    assert 'href="?towards=baker%2Fsenior&amp;sort=-"' in said
    other = page(bakers.bo, "team_map", towards="nonsense", sort="nonsense")
    assert '<option value="baker" selected>' in other


# --- Sixty assessments of a hundred rows ---


@pytest.fixture
def crowd(bakers):
    """Let so many more people report to Bo, each of whom has shared an assessment of a hundred rows and two goals."""

    def crowd(people):
        profile = LevelProfileFactory(edition=EditionFactory(role=RoleFactory(slug="miller")), level__slug="miller")
        statements = Expectation.objects.bulk_create(
            Expectation(profile=profile, kind="responsibility", text=f"Grind {n}", key=uuid4(), position=n)
            for n in range(100)
        )
        told = {"edition": profile.edition, "level": profile.level, "whole": True}
        employees = Employee.objects.bulk_create(
            Employee(name=f"Miller {n}", email=f"miller-{n}@bakery.example", manager=bakers.bo) for n in range(people)
        )
        assessments = Assessment.objects.bulk_create(Assessment(employee=each, **told) for each in employees)
        shared = Conversation.objects.bulk_create(
            Conversation(
                assessment=each, employee=each.employee, is_finished=True, state=ConversationState.SHARED, **told
            )
            for each in assessments
        )
        SharedRating.objects.bulk_create(
            SharedRating(
                conversation=each,
                voice=Voice.SELF,
                key=row.key,
                value=(n + each.pk) % 4 if n else None,
                no_opportunity=not n,
                rated_at=timezone.now(),
            )
            for each in shared
            for n, row in enumerate(statements)
        )
        Goal.objects.bulk_create(
            Goal(employee=each, action=f"Grind {day}", due_on=day, is_shared=True)
            for each in employees
            for day in (timezone.localdate(), None)
        )

    return crowd


@pytest.mark.parametrize("people", [2, 60])
@pytest.mark.parametrize(
    ("name", "queries", "each"),
    [("team", 20, 'class="papers"'), ("team_map", 13, '<th scope="row">'), ("team_map_csv", 13, "\r\nMiller ")],
)
def test_sixty_assessments_of_a_hundred_rows_take_no_more_queries_than_two(
    bakers, crowd, django_assert_num_queries, people, name, queries, each
):
    crowd(people)
    client = browser(bakers.bo)
    with django_assert_num_queries(queries):
        response = client.get(reverse(name))
    assert response.content.decode().count(each) == people
