"""What somebody plans to do, and the files that take it away."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from paths.growth.calendar import Due, calendar_of, escaped, fold_line
from paths.growth.models import Goal, GoalOpening
from tests.factories import ExpectationFactory
from tests.growth.people import bakery, page, signed_in

GOALS, NEW = "/growth/goals/", "/growth/goals/new/"
STAMP = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture
def there(db):
    return bakery()


@pytest.fixture
def ana(there):
    return signed_in(there.ana)


@pytest.fixture
def goal(there):
    return Goal.objects.create(employee=there.ana, action="Teach Mo", due_on=datetime.date(2026, 5, 1))


def act(client, name, goal, **values):
    return client.post(reverse(name, args=[goal.pk]), values, follow=True)


def test_a_gap_becomes_a_goal_with_one_click_and_is_then_made_ones_own(there, ana):
    response = ana.post(NEW, {"key": str(there.teach.key)})
    made = Goal.objects.get()
    assert (made.action, made.statement, made.key) == ("Teach apprentices", "Teach apprentices", there.teach.key)
    assert response["Location"] == reverse("goal_edit", args=[made.pk])
    ana.post(response["Location"], {"action": "Show Mo how to score loaves", "due_on": "2026-06-01"})
    made.refresh_from_db()
    assert (made.action, made.statement) == ("Show Mo how to score loaves", "Teach apprentices")
    assert made.due_on == datetime.date(2026, 6, 1)


def test_clicking_twice_makes_one_goal(there, ana):
    for _click in range(2):
        ana.post(NEW, {"key": str(there.teach.key)})
    assert Goal.objects.count() == 1


def test_a_statement_longer_than_a_goal_is_cut_and_kept_whole_beside_it(there, ana):
    long = ExpectationFactory(profile=there.senior, text="Knead " * 200)
    ana.post(NEW, {"key": str(long.key)})
    made = Goal.objects.get()
    assert (len(made.action), made.action[-1], made.statement) == (500, "…", long.text)


@pytest.mark.parametrize("key", ["", "nonsense", "5f0c1d0e-0000-4000-8000-000000000000"])
def test_a_key_of_nothing_makes_no_goal(ana, key):
    assert ana.post(NEW, {"key": key}).status_code == 404
    assert not Goal.objects.exists()


def test_a_goal_is_written_by_hand_in_one_line(ana):
    ana.post(NEW, {"action": "  Read \r\n the rye book ", "due_on": ""})
    assert Goal.objects.get().action == "Read the rye book"


@pytest.mark.parametrize(
    "wrong",
    [{"action": " "}, {"action": "x" * 501}, {"due_on": "soon"}, {"due_on": "9999-12-31"}, {"due_on": "0001-01-01"}],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(ana, wrong):
    response = ana.post(NEW, {"action": "Bake", "due_on": "2026-05-01", **wrong})
    assert response.status_code == 422
    assert response.context["form"]["due_on"].value() == wrong.get("due_on", "2026-05-01")
    assert not Goal.objects.exists()


def test_a_goal_is_done_and_open_again(ana, goal):
    assert "done on" in page(act(ana, "goal_done", goal, done="1"))
    first = Goal.objects.get().done_at
    act(ana, "goal_done", goal, done="1")
    assert Goal.objects.get().done_at == first, "done once"
    act(ana, "goal_done", goal, done="0")
    assert Goal.objects.get().done_at is None


def test_a_goal_is_shared_and_the_page_says_with_whom(there, ana, goal):
    shown = page(ana.get(GOALS))
    assert "Bo Lead (your manager)" in shown
    assert "Cy Top (your manager’s manager)" in shown
    assert "Omar Partner (HR partner)" in shown
    assert not Goal.objects.visible_to(there.bo.user).exists()
    act(ana, "goal_share", goal, shared="1")
    assert Goal.objects.visible_to(there.bo.user).get() == goal
    act(ana, "goal_share", goal, shared="0")
    assert not Goal.objects.visible_to(there.bo.user).exists()


def test_a_deleted_goal_can_be_put_back_as_it_was(there, ana, goal):
    Goal.objects.filter(pk=goal.pk).update(key=there.teach.key, statement="Teach", done_at=STAMP, is_shared=True)
    Goal.objects.update(created_at=STAMP)
    goal.openings.create(user=there.bo.user, last_at=STAMP)
    before = Goal.objects.values().get()
    response = act(ana, "goal_delete", goal)
    assert not Goal.objects.exists()
    for _twice in range(2):
        ana.post(reverse("goal_restore"), {"kept": response.context["kept"]})
    assert Goal.objects.values().get() == before
    assert GoalOpening.objects.values_list("user", "last_at").get() == (there.bo.user.pk, STAMP)


def test_a_proposed_goal_is_taken_up_or_dismissed(ana, there, goal):
    Goal.objects.update(is_proposed=True)
    shown = page(ana.get(GOALS))
    assert "Take up" in shown
    assert "Dismiss" in shown
    assert "No goal is open" in shown
    act(ana, "goal_take_up", goal)
    assert not Goal.objects.get().is_proposed
    Goal.objects.update(is_proposed=True)
    act(ana, "goal_delete", goal)
    assert not Goal.objects.exists()


def test_writing_a_proposed_goal_otherwise_takes_it_up(ana, goal):
    Goal.objects.update(is_proposed=True)
    act(ana, "goal_edit", goal, action="Teach Mo and Di")
    assert not Goal.objects.get().is_proposed


@pytest.mark.parametrize("name", ["goal_edit", "goal_done", "goal_share", "goal_take_up", "goal_delete"])
@pytest.mark.parametrize("who", ["bo", "cy", "di", "omar"])
def test_nobody_else_changes_a_goal_even_one_they_see(there, goal, name, who):
    Goal.objects.update(is_shared=True, is_proposed=True)
    before = Goal.objects.values().get()
    response = signed_in(getattr(there, who)).post(reverse(name, args=[goal.pk]), {"action": "Theirs"})
    assert response.status_code == 404
    assert Goal.objects.values().get() == before


def test_what_is_late_is_said_in_words(ana, goal):
    Goal.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    assert "was due on" in page(ana.get(GOALS))


def test_the_sheet_to_print_holds_open_and_done_goals_but_no_proposals(there, ana, goal):
    Goal.objects.create(employee=there.ana, action="Bake rye", done_at=STAMP)
    Goal.objects.create(employee=there.ana, action="Proposed only", is_proposed=True)
    Goal.objects.create(employee=there.di, action="Of somebody else", is_shared=True)
    shown = page(ana.get("/growth/goals/print/"))
    assert "Goals of Ana Baker" in shown
    assert "Teach Mo" in shown
    assert "Bake rye" in shown
    assert "Proposed only" not in shown
    assert "Of somebody else" not in shown


@pytest.mark.parametrize("path", [GOALS, NEW, "/growth/goals/print/", "/growth/goals.ics"])
def test_the_pages_are_never_kept(ana, goal, path):
    assert "no-store" in ana.get(path)["Cache-Control"]


@pytest.mark.parametrize("many", [1, 30])
def test_the_pages_in_so_many_queries(there, ana, django_assert_max_num_queries, many):
    for number in range(many):
        Goal.objects.create(employee=there.ana, action=f"Bake {number}")
    for path in (GOALS, "/growth/goals/print/", "/growth/goals.ics"):
        with django_assert_max_num_queries(12):
            ana.get(path)


# A reader of calendar files that forgives nothing (RFC 5545).
LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
TEXTS = {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME"}


def read_calendar(text):
    """The events of a calendar file, as name -> value."""
    data = text.encode()
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in physical)
    lines = []
    for line in physical:
        decoded = line.decode()
        if decoded[:1] in " \t":
            lines[-1] += decoded[1:]
        else:
            lines.append(decoded)
    parts = []
    for line in lines:
        found = LINE.fullmatch(line)
        assert found, line
        value = found["value"]
        if found["name"] in TEXTS:
            assert TEXT.fullmatch(value), value
            value = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
        parts.append((found["name"] + found["parameters"], value))
    assert parts[:2] == [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]
    assert parts[-1] == ("END", "VCALENDAR")
    events, event = [], None
    for name, value in parts[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            assert event is None
            event = {}
        elif (name, value) == ("END", "VEVENT"):
            assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= event.keys()
            events.append(event)
            event = None
        elif event is not None:
            assert name not in event, "no property twice"
            event[name] = value
    assert event is None
    return events


def test_the_calendar_file_holds_open_goals_with_a_day_and_nothing_else(there, ana, goal):
    for more in ({"due_on": None}, {"done_at": STAMP}, {"is_proposed": True}):
        Goal.objects.create(**{"employee": there.ana, "action": "No", "due_on": datetime.date(2026, 5, 2), **more})
    Goal.objects.create(employee=there.di, action="Theirs", due_on=datetime.date(2026, 5, 3), is_shared=True)
    response = ana.get("/growth/goals.ics")
    assert response["Content-Type"].startswith("text/calendar")
    (event,) = read_calendar(page(response))
    assert event["SUMMARY"] == "Teach Mo"
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20260501", "20260502")
    assert event["UID"] == f"goal-{goal.pk}@testserver"
    assert event["URL"] == "http://testserver/growth/goals/"


def test_a_goal_keeps_its_uid_when_it_is_written_otherwise(ana, goal):
    before = read_calendar(page(ana.get("/growth/goals.ics")))
    Goal.objects.update(action="Teach Mo, Di; and \\ others", due_on=datetime.date(2026, 12, 31))
    (after,) = read_calendar(page(ana.get("/growth/goals.ics")))
    assert after["UID"] == before[0]["UID"]
    assert after["SUMMARY"] == "Teach Mo, Di; and \\ others"
    assert after["DTEND;VALUE=DATE"] == "20270101"


def test_a_calendar_is_told_that_a_goal_was_changed(ana, goal):
    """A program may pass over an event that is not newer than the one it has (RFC 5545, 3.8.7.2 to 3.8.7.4)."""
    written = timezone.now() - datetime.timedelta(days=2)
    Goal.objects.update(created_at=written, changed_at=written)
    (before,) = read_calendar(page(ana.get("/growth/goals.ics")))
    assert (before["SEQUENCE"], before["CREATED"]) == ("0", before["LAST-MODIFIED"])
    assert before["DTSTAMP"] > before["LAST-MODIFIED"], "of a published file it is when the file was made"
    act(ana, "goal_edit", goal, action="Teach Mo", due_on="2026-06-01")
    (after,) = read_calendar(page(ana.get("/growth/goals.ics")))
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["LAST-MODIFIED"] > before["LAST-MODIFIED"]
    assert after["CREATED"] == before["CREATED"]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(action=texts, statement=texts)
def test_whatever_a_goal_says_comes_out_of_the_file_again(action, statement):
    due = Due("goal-1@x", datetime.date(2026, 5, 1), action, statement, "https://x/", STAMP, STAMP)
    (event,) = read_calendar(calendar_of([due], name="Mine", made=STAMP))

    def kept(text):
        return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))

    assert event["SUMMARY"] == kept(action)
    assert event.get("DESCRIPTION", "") == kept(statement)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_lines_are_folded_at_75_octets_between_characters(text):
    pieces = fold_line(text)
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text


def test_what_the_format_needs_is_escaped():
    assert escaped("a,b;c\\d\r\ne") == "a\\,b\\;c\\\\d\\ne"
