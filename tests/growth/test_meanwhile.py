"""Goals, evidence and weeks in two windows: the later save is refused with both shown, and what was typed stays."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from paths.growth.models import Evidence, Goal, WeekShare
from paths.growth.planning import keep_evidence
from tests.factories import GoalFactory
from tests.growth.people import bakery, page, signed_in

pytestmark = pytest.mark.django_db
WEEK = "/growth/week/"


@pytest.fixture
def there():
    return bakery()


@pytest.fixture
def ana(there):
    return signed_in(there.ana)


@pytest.fixture
def goal(there):
    goal = GoalFactory(employee=there.ana, action="Teach Mo", due_on=datetime.date(2026, 5, 1))
    return reverse("goal_edit", args=[goal.pk])


@pytest.fixture
def evidence(there):
    written = Evidence(employee=there.ana, text="Baked 40 loaves", happened_on=datetime.date(2026, 3, 1))
    keep_evidence(evidence=written, keys=[there.rye_3.key])
    return reverse("evidence_edit", args=[written.pk])


def shown(client, path):
    """What a window that was opened carries of what it shows."""
    return {"was": seal_in(page(client.get(path)))}


def seal_in(text):
    return re.search(r'name="was" value="(\w{64})"', text)[1]


def week(*rows):
    data = {"week-TOTAL_FORMS": len(rows), "week-INITIAL_FORMS": 0}
    for number, (activity, percent) in enumerate(rows):
        data |= {f"week-{number}-activity": activity, f"week-{number}-percent": percent}
    return data


def conflict_in(response):
    """Where the two windows differ, as the page says it: (field, there, here)."""
    assert response.status_code == 409
    found = page(response).partition('class="conflict"')[2].partition("</table>")[0]
    rows = re.findall(r"<tr><th[^>]*>(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>", found, re.DOTALL)
    return [tuple(unescape(cell) for cell in row) for row in rows]


def test_of_two_windows_with_a_goal_the_later_save_is_refused_with_both_shown(ana, goal):
    window = shown(ana, goal)
    ana.post(goal, window | {"action": "Teach Mo and Di", "due_on": "2026-06-01", "is_shared": "on"})
    response = ana.post(goal, window | {"action": "Teach Mo at once", "due_on": "2026-05-01"})
    assert conflict_in(response) == [
        ("What you will do", "Teach Mo and Di", "Teach Mo at once"),
        ("Until", "1 June 2026", "1 May 2026"),
        ("Shared", "yes", "no"),
    ]
    assert response.context["form"]["action"].value() == "Teach Mo at once"
    assert Goal.objects.get().action == "Teach Mo and Di"


def test_after_the_conflict_saving_again_writes_over_what_was_shown(ana, goal):
    window = shown(ana, goal)
    ana.post(goal, window | {"action": "Teach Di", "due_on": ""})
    mine = {"action": "Teach Mo at once", "due_on": ""}
    told = page(ana.post(goal, window | mine))
    assert f'<a href="{goal}">' in told, "the other can be taken"
    assert ana.post(goal, {"was": seal_in(told)} | mine).status_code == 302
    assert Goal.objects.get().action == "Teach Mo at once"


def test_a_third_window_is_noticed_after_the_conflict_too(ana, goal):
    window = shown(ana, goal)
    ana.post(goal, window | {"action": "Teach Di"})
    again = seal_in(page(ana.post(goal, window | {"action": "Teach Mo at once"})))
    ana.post(goal, shown(ana, goal) | {"action": "Teach Bo"})
    assert ana.post(goal, {"was": again, "action": "Teach Mo at once"}).status_code == 409


def test_the_same_saved_twice_is_no_conflict(ana, goal):
    window = shown(ana, goal)
    for _click in range(2):
        assert ana.post(goal, window | {"action": "Teach Di", "due_on": ""}).status_code == 302


def test_a_goal_that_was_done_meanwhile_is_saved_and_stays_done(ana, goal):
    window = shown(ana, goal)
    ana.post(reverse("goal_done", args=[Goal.objects.get().pk]))
    assert ana.post(goal, window | {"action": "Teach Di", "due_on": ""}).status_code == 302
    assert Goal.objects.get().done_at


def test_a_form_that_could_not_be_saved_still_knows_what_it_showed(ana, goal):
    window = shown(ana, goal)
    wrong = ana.post(goal, window | {"action": " "})
    assert seal_in(page(wrong)) == window["was"]


def test_what_was_typed_into_a_goal_that_was_deleted_meanwhile_can_be_added_anew(ana, goal):
    window = shown(ana, goal)
    Goal.objects.all().delete()
    response = ana.post(goal, window | {"action": "Teach Mo at once", "due_on": "2026-05-01"})
    assert response.status_code == 404
    told = page(response)
    assert "this goal is not there any more" in told
    assert "Teach Mo at once</textarea>" in told
    assert f'action="{reverse("goal_add")}"' in told
    ana.post(reverse("goal_add"), {"was": "", "action": "Teach Mo at once", "due_on": "2026-05-01"})
    assert Goal.objects.get().action == "Teach Mo at once"


def test_of_two_windows_with_evidence_the_later_save_is_refused_with_both_shown(there, ana, evidence):
    window = shown(ana, evidence)
    ana.post(evidence, window | {"text": "Baked 50", "happened_on": "2026-03-01", "keys": [str(there.teach.key)]})
    mine = {"text": "Baked 40", "happened_on": "2026-03-02", "link": "https://x.example/"}
    response = ana.post(evidence, window | mine | {"keys": [str(there.rye_3.key)]})
    assert conflict_in(response) == [
        ("What you did", "Baked 50", "Baked 40"),
        ("When", "1 March 2026", "2 March 2026"),
        ("Link", "none", "https://x.example/"),
        ("What it shows", "Teach apprentices", "Rye"),
    ]
    assert response.context["form"]["text"].value() == "Baked 40"
    assert f'value="{there.rye_3.key}" checked' in page(response)
    assert Evidence.objects.get().text == "Baked 50"
    again = {"was": seal_in(page(response))}
    assert ana.post(evidence, again | mine | {"keys": [str(there.rye_3.key)]}).status_code == 302
    assert Evidence.objects.get().shows.get().key == there.rye_3.key


def test_other_statements_alone_are_a_change_of_evidence(there, ana, evidence):
    window = shown(ana, evidence)
    same = {"text": "Baked 40 loaves", "happened_on": "2026-03-01"}
    ana.post(evidence, window | same | {"keys": [str(there.teach.key)]})
    response = ana.post(evidence, window | same | {"keys": []})
    assert conflict_in(response) == [("What it shows", "Teach apprentices", "nothing")]


def test_what_was_typed_into_evidence_that_was_deleted_meanwhile_can_be_added_anew(there, ana, evidence):
    Evidence.objects.all().delete()
    typed = {"text": "Baked 40", "happened_on": "2026-03-02", "keys": [str(there.rye_3.key)]}
    response = ana.post(evidence, typed)
    assert response.status_code == 404
    told = page(response)
    assert "this evidence is not there any more" in told
    assert "Baked 40</textarea>" in told
    assert f'value="{there.rye_3.key}" checked' in told
    assert f'action="{reverse("evidence_add")}"' in told


def test_of_two_windows_with_a_week_the_later_save_is_refused_with_both_shown(there, ana):
    window = shown(ana, WEEK)
    ana.post(WEEK, window | week(("Baking", "60"), ("Tea", "5")))
    response = ana.post(WEEK, window | week(("Baking", "55.5"), ("DevOps", "5")))
    assert conflict_in(response) == [
        ("Baking", "60%", "55.5%"),
        ("Tea", "5%", "nothing"),
        ("DevOps", "nothing", "5%"),
    ]
    assert response.context["rows"].forms[0]["percent"].value() == "55.5"
    kept = dict(WeekShare.objects.values_list("activity", "percent"))
    assert kept == {"Baking": Decimal(60), "Tea": Decimal(5)}
    again = {"was": seal_in(page(response))}
    assert ana.post(WEEK, again | week(("Baking", "55.5"))).status_code == 302
    assert WeekShare.objects.get().percent == Decimal("55.5")


def test_a_week_saved_twice_is_no_conflict(ana):
    window = shown(ana, WEEK)
    for _click in range(2):
        assert ana.post(WEEK, window | week(("Baking", "60"))).status_code == 302
