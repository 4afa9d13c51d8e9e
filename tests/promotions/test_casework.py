"""A case, step by step: who may do what, what has to come along, and what is left behind."""

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from paths.growth.models import Goal
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Expectation
from paths.people.models import Employee
from paths.promotions.actors import actors_of
from paths.promotions.applying import apply_case, due
from paths.promotions.asking import give_view, name_adviser
from paths.promotions.casework import (
    AlreadyOpen,
    Given,
    MarkedMeanwhile,
    Missing,
    NotAllowed,
    add_evidence,
    mark_item,
    open_case,
    take_step,
    working_on,
)
from paths.promotions.choices import CaseState, FeedbackState, Mark
from paths.promotions.models import Adviser, Case, Criterion, Event, FeedbackRequest
from paths.promotions.trail import write_event
from paths.promotions.transitions import (
    BEFORE_SENDING,
    MARKED_IN,
    NEVER_DECIDES,
    TRANSITIONS,
    Actor,
    may,
    steps_from,
)
from paths.promotions.verifying import broken_links
from tests.factories import EmployeeFactory, RoleFactory, UserFactory
from tests.promotions.people import company, opened, partner

DAY = datetime.date(2026, 12, 1)
EVERYTHING = Given(reason="Because.", effective_on=DAY, what_would_change="Two more loaves.")


@pytest.fixture
def people(db):
    return company()


def mark_all(case, by, mark=Mark.MET):
    for item in case.items.all():
        mark_item(item=item, by=by, mark=mark)


def sent(people):
    case = opened(people, "gather")
    mark_all(case, people.bo.user)
    return take_step(case=case, step="send", by=people.bo.user)


def in_state(people, state):
    """A case in that state."""
    if state == CaseState.ASKED:
        return open_case(employee=people.ana, level=people.senior, by=people.ana.user)
    if state == CaseState.DRAFT:
        return opened(people)
    if state == CaseState.GATHERING:
        case = opened(people, "gather")
        mark_all(case, people.bo.user)
        return case
    case = sent(people)
    steps = {
        CaseState.SENT: [],
        CaseState.RETURNED: ["give_back"],
        CaseState.APPROVED: ["approve"],
        CaseState.WAITING: ["wait"],
        CaseState.DECLINED: ["decline"],
    }
    if state == CaseState.WITHDRAWN:
        return take_step(case=case, step="withdraw", by=people.bo.user, given=EVERYTHING)
    for step in steps[state]:
        case = take_step(case=case, step=step, by=people.partner, given=EVERYTHING)
    return case


def cast(people, case):
    """Every kind of person around a case: who -> (user, what the table has them be)."""
    of_group = partner().groups.all()
    adviser = EmployeeFactory(name="Adele")
    Adviser.objects.create(case=case, employee=adviser)
    led_before = partner(name="Lev")
    with working_on(case) as current:
        write_event(case=current, by=led_before, what="mark", about="Before Bo.")
    left = EmployeeFactory(name="Lea", is_active=False).user
    left.groups.set(of_group)
    # Until it is sent a case is its manager's, and nothing to HR.
    partners = set() if case.state in BEFORE_SENDING else {Actor.PARTNER}
    return {
        "subject": (people.ana.user, {Actor.SUBJECT}),
        "manager": (people.bo.user, {Actor.MANAGER}),
        "manager's manager": (people.boss.user, set()),
        "colleague": (people.colleague.user, set()),
        "adviser": (adviser.user, {Actor.ADVISER}),
        "partner": (people.partner, partners),
        "partner who led it before": (led_before, partners and {Actor.PARTNER, Actor.OPENER}),
        "partner who has left": (left, set()),
        "administrator": (UserFactory(is_staff=True, is_superuser=True), set()),
    }


def cross_with_the_table(case, state, who, user, actors):
    """Try every step as somebody: what the table allows works, all else is refused and changes nothing."""
    given = replace(EVERYTHING, manager=Employee.objects.get(name="Cleo"))
    for step in (step for step in TRANSITIONS.values() if step.sources):
        decides_here = step.decides and not actors & NEVER_DECIDES
        allowed = state in step.sources and bool(step.by & actors) and (decides_here or not step.decides)
        before = Case.objects.values().get(pk=case.pk), Event.objects.count()
        try:
            with transaction.atomic():
                after = take_step(case=case, step=step.name, by=user, given=given)
                assert allowed, (who, step.name)
                assert after.state == (step.target or state)
                transaction.set_rollback(True)
        except NotAllowed:
            assert not allowed, (who, step.name)
        assert (Case.objects.values().get(pk=case.pk), Event.objects.count()) == before


@pytest.mark.parametrize("state", CaseState)
def test_the_table_is_what_happens_whoever_tries(people, state):
    case = in_state(people, state)
    if state in MARKED_IN:
        mark_all(case, people.bo.user)
    for who, (user, actors) in cast(people, case).items():
        cross_with_the_table(case, state, who, user, actors)


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize(("who", "actor"), [("ana", Actor.SUBJECT), ("bo", Actor.MANAGER)])
def test_nobody_decides_on_both_sides_of_a_case(people, state, who, actor):
    case, user = in_state(people, state), getattr(people, who).user
    if state in MARKED_IN:
        mark_all(case, people.bo.user)
    user.groups.set(people.partner.groups.all())
    cross_with_the_table(case, state, who, user, {actor, Actor.PARTNER})


def test_nobody_decides_about_themselves_or_what_they_opened_or_lead():
    for step in TRANSITIONS.values():
        for never in NEVER_DECIDES:
            assert not (step.decides and may(step, frozenset({Actor.PARTNER, never})))


def test_a_manager_who_is_an_hr_partner_does_not_decide_their_own_case(people):
    people.bo.user.groups.add(*partner().groups.all())
    case = sent(people)
    with pytest.raises(NotAllowed):
        take_step(case=case, step="approve", by=people.bo.user, given=EVERYTHING)


def test_the_database_keeps_the_opener_from_deciding_too(people):
    case = sent(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(decided_by=people.bo.user)


def test_only_the_manager_opens_a_case_and_the_employee_asks_for_one(people):
    for user in (people.boss.user, people.colleague.user, people.partner):
        with pytest.raises(NotAllowed):
            open_case(employee=people.ana, level=people.senior, by=user)
    assert open_case(employee=people.ana, level=people.senior, by=people.ana.user).state == CaseState.ASKED
    with pytest.raises(AlreadyOpen):
        open_case(employee=people.ana, level=people.senior, by=people.bo.user)


def test_the_checklist_gathers_itself_from_the_level_and_the_companys_criteria(people):
    Criterion.objects.create(text="Feedback from two people outside the team")
    Criterion.objects.create(text="Only of cooks", role=RoleFactory())
    Criterion.objects.create(text="Only of bakers", role=people.senior.role)
    Criterion.objects.create(text="No longer", is_active=False)
    case = opened(people)
    assert [item.text for item in case.items.all()] == [
        "Run the oven",
        "Teach apprentices",
        "Feedback from two people outside the team",
        "Only of bakers",
    ]


def test_the_goalposts_stay_where_they_were_when_a_new_edition_is_published(people):
    case = opened(people)
    draft = open_draft(role=people.senior.role, by=None)
    Expectation.objects.filter(profile__edition=draft).update(text="Fly")
    publish(draft=draft, by=None, note="Wings.")
    assert {item.text for item in case.items.all()} == {"Run the oven", "Teach apprentices"}
    assert Case.objects.get().edition != draft


@pytest.mark.parametrize("mark", [Mark.NOT_APPLICABLE, Mark.NO_OPPORTUNITY])
def test_setting_an_item_aside_takes_a_reason(people, mark):
    item = opened(people).items.first()
    with pytest.raises(Missing):
        mark_item(item=item, by=people.bo.user, mark=mark, reason=" ")
    assert mark_item(item=item, by=people.bo.user, mark=mark, reason="No oven here.").mark == mark


def test_only_the_manager_marks_and_only_while_evidence_is_gathered(people):
    case = sent(people)
    item = case.items.first()
    for user in (people.ana.user, people.bo.user, people.partner, people.boss.user):
        with pytest.raises(NotAllowed):
            mark_item(item=item, by=user, mark=Mark.PARTLY)
    take_step(case=case, step="give_back", by=people.partner, given=EVERYTHING)
    with pytest.raises(NotAllowed):
        mark_item(item=item, by=people.ana.user, mark=Mark.PARTLY)
    assert mark_item(item=item, by=people.bo.user, mark=Mark.PARTLY).mark == Mark.PARTLY


def test_a_mark_that_was_changed_elsewhere_is_not_overwritten(people):
    item = opened(people).items.first()
    mark_item(item=item, by=people.bo.user, mark=Mark.MET, version=0)
    with pytest.raises(MarkedMeanwhile) as told:
        mark_item(item=item, by=people.bo.user, mark=Mark.PARTLY, version=0)
    assert told.value.item.mark == Mark.MET


def test_nothing_is_sent_before_every_item_has_a_mark(people):
    case = opened(people, "gather")
    with pytest.raises(Missing):
        take_step(case=case, step="send", by=people.bo.user)
    mark_all(case, people.bo.user)
    assert take_step(case=case, step="send", by=people.bo.user).state == CaseState.SENT


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("approve", Given(reason="Good.")),
        ("approve", Given(effective_on=DAY)),
        ("decline", Given(reason="Not yet.")),
        ("give_back", Given()),
        ("wait", Given(reason=" ")),
    ],
)
def test_a_decision_says_what_it_has_to_say(people, step, given):
    case = sent(people)
    with pytest.raises(Missing):
        take_step(case=case, step=step, by=people.partner, given=given)
    assert Case.objects.get().state == CaseState.SENT


def test_a_declined_case_turns_what_was_not_met_into_proposed_goals(people):
    case = opened(people, "gather")
    met, missed = case.items.all()
    mark_item(item=met, by=people.bo.user, mark=Mark.MET)
    mark_item(item=missed, by=people.bo.user, mark=Mark.NOT_YET)
    take_step(case=case, step="send", by=people.bo.user)
    take_step(case=case, step="decline", by=people.partner, given=EVERYTHING)
    goal = Goal.objects.get()
    assert (goal.key, goal.is_proposed, goal.employee) == (missed.key, True, people.ana)


def test_open_requests_for_feedback_go_when_a_case_ends(people):
    case = sent(people)
    request = FeedbackRequest.objects.create(case=case, colleague=people.colleague)
    take_step(case=case, step="withdraw", by=people.bo.user, given=EVERYTHING)
    request.refresh_from_db()
    assert request.state == FeedbackState.WITHDRAWN


def test_an_approved_case_changes_the_level_on_its_day_once(people):
    case = take_step(case=sent(people), step="approve", by=people.partner, given=EVERYTHING)
    assert due(DAY - datetime.timedelta(days=1)) == []
    assert due(DAY) == [case.pk]
    assert [apply_case(case.pk), apply_case(case.pk)] == [True, False]
    people.ana.refresh_from_db()
    assert people.ana.level == people.senior
    assert due(DAY) == []
    assert people.ana.history.count() == 2, "made once, promoted once"
    assert Event.objects.filter(what="level").count() == 1


def test_a_case_that_waits_for_a_seat_changes_nothing_until_there_is_one(people):
    case = take_step(case=sent(people), step="wait", by=people.partner, given=EVERYTHING)
    assert due(DAY) == []
    take_step(case=case, step="seat", by=people.other_partner, given=EVERYTHING)
    assert due(DAY) == [case.pk]


def test_every_change_is_an_event_and_the_trail_holds(people, guarded):
    case = sent(people)
    add = add_evidence
    with pytest.raises(NotAllowed):
        add(item=case.items.first(), by=people.ana.user, text="Baked")
    take_step(case=case, step="approve", by=people.partner, given=EVERYTHING)
    told = list(Event.objects.values_list("what", flat=True))
    assert told == ["open", "gather", "mark", "mark", "send", "approve", "reason", "effective_on"]
    assert broken_links(Case.objects.get()) == []


TAMPERING = {
    "a changed mark": "UPDATE paths_event SET after = 'met' WHERE what = 'gather'",
    "a changed day": "UPDATE paths_event SET at = '2020-01-01 00:00:00+00:00' WHERE number = 2",
    "somebody else": "UPDATE paths_event SET actor_number = 999 WHERE number = 1",
    "a row removed": "DELETE FROM paths_event WHERE number = 3",
    "the last row removed": "DELETE FROM paths_event WHERE number = (SELECT MAX(number) FROM paths_event)",
    "two swapped": "UPDATE paths_event SET number = CASE number WHEN 2 THEN 30 WHEN 3 THEN 2 ELSE number END",
    "words changed": "UPDATE paths_eventtext SET after = 'Because not.'",
    "another end": "UPDATE paths_case SET head = REPLACE(head, 'a', 'b')",
    "fewer events": "UPDATE paths_case SET events_so_far = events_so_far - 1",
    "another state": "UPDATE paths_case SET state = 'approved', effective_on = '2026-12-01'",
    "another day": "UPDATE paths_case SET effective_on = '2026-12-01'",
    "another reason": "UPDATE paths_case SET reason = 'Because not.'",
    "a reason less": "UPDATE paths_case SET reason = ''",
    "another answer": "UPDATE paths_case SET what_would_change = 'Nothing.'",
    "a decision nobody took": "UPDATE paths_case SET decided_at = '2026-12-01 00:00:00+00:00'",
    "another mark": "UPDATE paths_item SET mark = 'not_yet' WHERE position = 0",
    "another note": "UPDATE paths_item SET note = 'Never.' WHERE position = 0",
    "another reason of a mark": "UPDATE paths_item SET reason = 'No oven.' WHERE position = 1",
}
FORGOTTEN = {
    "every row": ["DELETE FROM paths_eventtext", "DELETE FROM paths_event"],
    "every row and where they end": [
        "DELETE FROM paths_eventtext",
        "DELETE FROM paths_event",
        "UPDATE paths_case SET events_so_far = 0, head = ''",
    ],
    "the words": ["DELETE FROM paths_eventtext"],
}


@pytest.mark.parametrize("how", TAMPERING)
def test_a_trail_that_was_tampered_with_by_sql_is_found(people, how):
    case = sent(people)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="Why?"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM paths_eventtext") if how.endswith("removed") else None
        cursor.execute(TAMPERING[how])
    assert broken_links(Case.objects.get())


@pytest.mark.parametrize("what", FORGOTTEN)
def test_a_trail_of_which_nothing_is_left_is_found(people, what):
    take_step(case=sent(people), step="give_back", by=people.partner, given=Given(reason="Why?"))
    with connection.cursor() as cursor:
        for statement in FORGOTTEN[what]:
            cursor.execute(statement)
    assert broken_links(Case.objects.get())


DECISIONS = {
    "somebody else": "UPDATE paths_case SET decided_by_id = {other}",
    "another moment": "UPDATE paths_case SET decided_at = '2020-01-01 00:00:00+00:00'",
    "no moment": "UPDATE paths_case SET decided_at = NULL",
    "what would change it": "UPDATE paths_case SET what_would_change = 'Nothing.'",
    "an adviser's view": "UPDATE paths_adviser SET view = 'Never.'",
}


@pytest.mark.parametrize("what", DECISIONS)
def test_a_decision_that_was_tampered_with_by_sql_is_found(people, what):
    case = sent(people)
    adviser = name_adviser(case=case, adviser=people.colleague, by=people.partner)
    give_view(adviser=adviser, by=people.colleague.user, view="Ready.")
    take_step(case=case, step="decline", by=people.partner, given=EVERYTHING)
    assert broken_links(Case.objects.get()) == []
    with connection.cursor() as cursor:
        cursor.execute(DECISIONS[what].format(other=people.other_partner.pk))
    assert broken_links(Case.objects.get())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE paths_event SET after = 'met'",
        "UPDATE paths_case SET level_id = from_level_id",
        "UPDATE paths_case SET employee_id = {boss}",
        "UPDATE paths_case SET opened_by_id = {partner}",
        "UPDATE paths_item SET text = 'Sweep'",
        "UPDATE paths_item SET required = NOT required",
        "DELETE FROM paths_event",
        "UPDATE paths_eventtext SET after = 'x'",
        "UPDATE paths_event SET actor_id = actor_id + 1 WHERE actor_id IS NOT NULL",
        "UPDATE paths_case SET head = 'x'",
        "UPDATE paths_case SET events_so_far = 0, head = ''",
    ],
)
def test_the_database_refuses_to_alter_a_trail(people, guarded, statement):
    mark_item(item=opened(people).items.first(), by=people.bo.user, mark=Mark.MET, note="Good.")
    others = {"boss": people.boss.pk, "partner": people.partner.pk}
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(statement.format(**others))


ALL_AT_ONCE = {
    "sqlite": (
        "REPLACE INTO paths_event (id, number, at, actor_number, what, about, before, after, seal, actor_id, case_id) "
        "SELECT id, number, at, actor_number, what, about, before, 'met', seal, actor_id, case_id FROM paths_event"
    ),
    "postgresql": "TRUNCATE paths_event CASCADE",
}


def test_nor_by_the_one_way_that_each_database_has_to_itself(people, guarded):
    opened(people)
    # PostgreSQL truncates no table of which it has still to check something.
    connection.check_constraints()
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(ALL_AT_ONCE[connection.vendor])


@pytest.mark.parametrize("ended", [CaseState.APPROVED, CaseState.DECLINED, CaseState.WITHDRAWN])
def test_the_database_lets_no_case_out_of_its_end(people, guarded, ended):
    in_state(people, ended)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(state=CaseState.SENT)


def test_a_person_who_is_erased_leaves_the_trail_whole(people, guarded):
    case = sent(people)
    user = people.ana.user
    people.ana.delete()
    user.delete()
    people.bo.user.delete()
    case.refresh_from_db()
    assert case.employee is None
    assert broken_links(case) == []


def test_what_somebody_may_do_next_is_read_from_the_table(people):
    case = sent(people)
    names = [step.name for step in steps_from(CaseState.SENT, actors_of(case, people.partner))]
    assert names == ["give_back", "approve", "wait", "decline", "hand", "close"]
    assert [step.name for step in steps_from(CaseState.SENT, actors_of(case, people.bo.user))] == ["withdraw"]
    assert steps_from(CaseState.SENT, actors_of(case, people.ana.user)) == ()


def test_a_case_is_worked_on_as_it_is_now(people):
    case = opened(people)
    Case.objects.filter(pk=case.pk).update(reason="Later.")
    with working_on(case) as current:
        assert current.reason == "Later."
