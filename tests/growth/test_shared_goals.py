"""Goals that people share: read in full by those who may, and the owner sees when each of them last saw them."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from paths.growth.models import Goal, GoalOpening
from paths.growth.seeing import note_goals_seen
from tests.factories import EmployeeFactory, GoalFactory
from tests.growth.bakery import bakery, browser, partner, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    """Ana shares a goal of every kind, and has others that nobody else is to see."""
    found = bakery()
    far = timezone.localdate() + datetime.timedelta(days=300)
    for action, more in {
        "Undated": {},
        "Far off": {"due_on": far},
        "Finished": {"done_at": timezone.now()},
        "Private": {"is_shared": False},
        "Proposed": {"is_proposed": True},
    }.items():
        GoalFactory(employee=found.ana, action=action, **{"is_shared": True} | more)
    return found


def page(who, name, **query):
    response = browser(who).get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def goals_named(text):
    return [each for each in ("Undated", "Far off", "Finished", "Private", "Proposed") if each in text]


def opened(goal, who):
    return GoalOpening.objects.filter(goal__action=goal, user=getattr(who, "user", None) or who).exists()


def test_every_shared_goal_is_folded_under_its_owner_for_the_manager_and_the_manager_above(bakers):
    for told in (page(bakers.bo, "team"), page(bakers.cleo, "team", of=bakers.bo.pk)):
        folded = told.partition('<details class="more-goals">')[2].partition("</details>")[0]
        assert goals_named(folded) == ["Undated", "Far off", "Finished"]
        assert "3 shared goals" in folded
        assert goals_named(told) == ["Undated", "Far off", "Finished"]


def test_beside_goals_that_are_due_the_others_are_counted_as_more(bakers):
    GoalFactory(employee=bakers.ana, action="Soon", due_on=timezone.localdate(), is_shared=True)
    told = page(bakers.bo, "team")
    assert "Soon" in told.partition("Goals due")[2].partition("</ul>")[0]
    assert "3 more shared goals" in told


def test_who_shares_goals_alone_is_not_said_to_share_nothing(bakers):
    told = page(bakers.bo, "team")
    assert "No assessment shared." in told
    assert "Nothing shared." not in told


def test_an_hr_partner_reads_them_too_and_finds_whose(bakers):
    GoalFactory(employee=person("Émile"), action="Something else", is_shared=True)
    hetty = partner()
    assert f'href="{reverse("shared_goals")}"' in page(hetty, "shared_papers")
    told = page(hetty, "shared_goals")
    assert goals_named(told) == ["Undated", "Far off", "Finished"]
    assert "Something else" in told
    found = page(hetty, "shared_goals", q="emile")
    assert "Something else" in found
    assert goals_named(found) == []
    assert "Nobody whose name holds “zoe”" in page(hetty, "shared_goals", q="zoe")


def test_where_nobody_shares_a_goal_the_page_says_so(bakers):
    Goal.objects.update(is_shared=False)
    assert "Nobody has shared a goal yet." in page(partner(), "shared_goals")


def test_a_partners_own_private_goals_are_not_on_it(bakers):
    hetty = partner()
    GoalFactory(employee=EmployeeFactory(user=hetty, level=None), action="Keep calm")
    assert "Keep calm" not in page(hetty, "shared_goals")


@pytest.mark.parametrize("people", [1, 29])
def test_the_page_of_partners_takes_as_many_queries_for_many_as_for_one(bakers, django_assert_num_queries, people):
    for number in range(people):
        GoalFactory.create_batch(3, employee=EmployeeFactory(user__name=f"Miller {number}"), is_shared=True)
    client = browser(partner())
    with django_assert_num_queries(7):
        assert client.get(reverse("shared_goals")).content.decode().count("Miller") >= people


def test_many_people_come_in_pages(bakers):
    for number in range(30):
        GoalFactory(employee=EmployeeFactory(user__name=f"Miller {number:02}"), is_shared=True)
    hetty = partner()
    assert "Page 1 of 2" in page(hetty, "shared_goals")
    assert "Miller 29" in page(hetty, "shared_goals", page=2)


def test_the_owner_sees_for_each_shared_goal_who_has_seen_it_and_when(bakers):
    hetty = partner()
    page(bakers.bo, "team")
    told = page(bakers.ana, "goals")
    seen, *others = re.findall(r"<details class=\"seen-by\">(.*?)</details>", told, re.DOTALL)
    assert re.search(r"Bo: last saw it on \d", seen)
    assert "Cleo: has not seen it" in seen
    assert "Hetty: has not seen it" in seen
    assert len(others) == 2, "of those that are shared"
    page(bakers.cleo, "team", of=bakers.bo.pk)
    page(hetty, "shared_goals")
    assert "has not seen it" not in page(bakers.ana, "goals")


def test_what_a_reader_was_not_shown_is_not_noted(bakers):
    page(bakers.bo, "team")
    assert opened("Undated", bakers.bo)
    assert not opened("Private", bakers.bo)
    assert not opened("Proposed", bakers.bo)
    page(bakers.cleo, "team")
    assert not opened("Undated", bakers.cleo), "she looked at the people who report to her"


def test_ones_own_goals_are_nobodys_news(bakers):
    note_goals_seen(goals=Goal.objects.all(), user=bakers.ana.user)
    assert not GoalOpening.objects.exists()


def test_seeing_a_goal_again_keeps_the_later_time(bakers):
    page(bakers.bo, "team")
    GoalOpening.objects.update(last_at="2026-01-01T00:00Z")
    page(bakers.bo, "team")
    assert GoalOpening.objects.count() == 3
    assert not GoalOpening.objects.filter(last_at__year=2026, last_at__month=1, last_at__day=1).exists()
