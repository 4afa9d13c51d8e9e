"""What is kept of words whose session had ended stays small, is for one account, and does not stay for good."""

from __future__ import annotations

import datetime
import importlib
import time

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from paths.growth import unsent
from paths.growth.models import UnsentWords
from tests.factories import UserFactory
from tests.growth import writing
from tests.growth.bakery import bakery, browser
from tests.racing import at_once

pytestmark = pytest.mark.django_db
GOAL = "/growth/goals/add/"


@pytest.fixture
def bakers():
    return bakery()


def page(response):
    return response.content.decode()


def post(who, text, client=None, **fields):
    return (client or browser(None)).post(reverse("goal_add"), {"action": text} | writing.of(who) | fields)


def bytes_kept():
    return sum(
        len(path.encode()) + len(fields.encode()) for path, fields in UnsentWords.objects.values_list("path", "fields")
    )


def later(monkeypatch, days):
    """It is that many days later, for whatever asks."""
    now, moment = timezone.now() + datetime.timedelta(days=days), time.time() + days * 86_400
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    monkeypatch.setattr("django.core.signing.time.time", lambda: moment)


# --- Bounded ---


def test_a_thousand_posts_with_one_field_keep_no_more_than_one_persons_share(bakers):
    told = [post(bakers.ana, f"{place} " + "x" * 1_000).status_code for place in range(1_000)]
    assert told == [302] * unsent.MOST + [413] * (1_000 - unsent.MOST)
    assert UnsentWords.objects.count() == unsent.MOST
    assert not Session.objects.exists(), "nor does a session of nobody's keep any"


def test_large_posts_with_one_field_keep_no_more_bytes_than_one_persons_share(bakers):
    told = [post(bakers.ana, f"{place} " + "ж" * 80_000).status_code for place in range(9)]
    assert told == [302] * 3 + [413] * 6
    assert bytes_kept() <= unsent.MOST_BYTES


def test_many_people_keep_no_more_than_the_site_has_room_for(bakers, monkeypatch):
    monkeypatch.setattr(unsent, "MOST_BYTES_IN_ALL", 20_000)
    people = UserFactory.create_batch(30)
    answers = [post(who, f"{place} " + "ж" * 700) for who in people for place in range(2)]
    assert bytes_kept() <= 20_000
    assert answers[0].status_code == 302
    assert answers[-1].status_code == 413
    assert "ж" * 700 in page(answers[-1]), "what is not kept is shown"


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_at_the_same_moment_does_not_get_past_the_share_of_one_person(monkeypatch):
    user = UserFactory()
    monkeypatch.setattr(unsent, "MOST", 3)

    def sends(number):
        return lambda: unsent.keep(user_id=user.pk, path=GOAL, fields={"action": [f"Goal {number}"]})

    at_once(*map(sends, range(8)), refused=unsent.NoRoom)
    assert UnsentWords.objects.count() == 3


# --- Of one account, which can still sign in ---


@pytest.mark.parametrize("gone", ["left", "closed"])
def test_nothing_is_kept_for_somebody_who_cannot_sign_in_any_more(bakers, gone):
    field = writing.of(bakers.ana)
    if gone == "left":
        bakers.ana.is_active = False
        bakers.ana.save()
    else:
        bakers.ana.user.is_active = False
        bakers.ana.user.save()
    response = browser(None).post(reverse("goal_add"), {"action": "Too late"} | field)
    assert not UnsentWords.objects.exists()
    assert response.status_code == 403
    assert "Too late</textarea>" in page(response)


def test_words_wait_for_their_account_in_another_browser_too(bakers):
    post(bakers.ana, "On the phone")
    assert "On the phone" not in page(browser(bakers.bo).get(reverse("goal_add")))
    assert "On the phone</textarea>" in page(browser(bakers.ana).get(reverse("goal_add")))


# --- Not for good ---


def test_what_is_sent_from_a_page_of_long_ago_is_not_kept_and_shown_to_be_copied(bakers, monkeypatch):
    field = writing.of(bakers.ana)
    later(monkeypatch, unsent.KEPT_FOR.days + 1)
    response = browser(None).post(reverse("goal_add"), {"action": "From long ago"} | field)
    assert not UnsentWords.objects.exists()
    assert response.status_code == 403
    assert "From long ago</textarea>" in page(response)
    assert "opened too long ago" in page(response)


def test_words_wait_over_a_weekend_and_are_gone_when_nobody_came_for_them(bakers, monkeypatch):
    post(bakers.ana, "On Friday")
    later(monkeypatch, 3)
    assert "On Friday</textarea>" in page(browser(bakers.ana).get(reverse("goal_add")))
    post(bakers.ana, "On Monday")
    later(monkeypatch, unsent.KEPT_FOR.days + 1)
    assert "On Monday" not in page(browser(bakers.ana).get(reverse("goal_add")))


def expired_session():
    return Session.objects.create(
        session_key="x" * 32, session_data="", expire_date=timezone.now() - datetime.timedelta(days=1)
    )


def expired_words(who):
    return UnsentWords.objects.create(
        user=who.user, path=GOAL, fields="{}", size=2, kept_at=timezone.now() - unsent.KEPT_FOR
    )


@pytest.mark.parametrize("occasion", ["somebody signs in", "the daily command"])
def test_what_has_expired_is_removed_when(bakers, occasion):
    session, words = expired_session(), expired_words(bakers.ana)
    post(bakers.dov, "Of today")
    if occasion == "the daily command":
        call_command("clear_expired")
    else:
        browser(bakers.bo)
    assert not Session.objects.filter(pk=session.pk).exists()
    assert not UnsentWords.objects.filter(pk=words.pk).exists()
    assert UnsentWords.objects.count() == 1


def test_words_that_have_expired_leave_their_room_to_others(bakers, monkeypatch):
    monkeypatch.setattr(unsent, "MOST", 1)
    expired_words(bakers.ana)
    assert post(bakers.ana, "Of today").status_code == 302


def test_a_page_asks_for_waiting_words_only_if_some_wait(bakers):
    client = browser(bakers.ana)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("goal_add"))
    assert not [query for query in queries.captured_queries if "unsentwords" in query["sql"]]


def test_words_that_waited_in_sessions_are_moved_when_the_site_is_updated(bakers):
    move = importlib.import_module("paths.migrations.0021_unsent_words_of_sessions").move
    session = SessionStore()
    waits = {"path": reverse("goal_add"), "writer": str(bakers.ana.user_id), "fields": {"action": ["From before"]}}
    session["unsent"] = [waits, waits | {"writer": "999999"}]
    session["other"] = "stays"
    session.save()
    move(apps, None)
    assert dict(SessionStore(session.session_key).items()) == {"other": "stays"}
    assert "From before</textarea>" in page(browser(bakers.ana).get(reverse("goal_add")))
