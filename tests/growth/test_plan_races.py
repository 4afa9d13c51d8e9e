"""Several windows that save one plan at the same moment: one of them wins, the others are told."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from paths.growth.models import Goal, WeekShare
from tests.factories import GoalFactory
from tests.growth.bakery import bakery, browser
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bakers():
    return bakery()


def opened(bakers, path):
    """Three windows in which the same was opened: each sends what it is given, and says what came of it."""
    clients = [browser(bakers.ana) for _window in range(3)]
    seen = [re.search(r'name="was" value="(\w{64})"', client.get(path).content.decode())[1] for client in clients]
    return [
        lambda data, client=client, was=was: client.post(path, {"was": was} | data).status_code
        for client, was in zip(clients, seen, strict=True)
    ]


def test_of_windows_that_save_a_goal_at_once_one_wins(bakers):
    goal = GoalFactory(employee=bakers.ana, action="Teach Mo")
    windows = opened(bakers, reverse("goal_edit", args=[goal.pk]))
    jobs = [
        lambda save=save, who=who: save({"action": f"Teach {who}"}) for save, who in zip(windows, "abc", strict=True)
    ]
    assert sorted(at_once(*jobs)) == [302, 409, 409]
    assert Goal.objects.get().action != "Teach Mo"


def test_of_windows_that_save_a_week_at_once_one_wins(bakers):
    form = {"week-TOTAL_FORMS": 1, "week-INITIAL_FORMS": 0, "week-0-activity": "Baking"}
    windows = opened(bakers, reverse("week"))
    jobs = [lambda save=save, n=n: save(form | {"week-0-percent": n}) for n, save in enumerate(windows, start=10)]
    assert sorted(at_once(*jobs)) == [302, 409, 409]
    assert WeekShare.objects.count() == 1
