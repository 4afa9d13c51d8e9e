"""Nobody decides what they had a part in, whoever they have become since; and what is not theirs stays hidden."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from paths.growth.answering import answer_row, send_answer
from paths.growth.assessing import rate, share_assessment, standing_of_assessment, start_assessment
from paths.growth.choices import Voice
from paths.growth.models import Conversation
from paths.promotions.actors import actors_of
from paths.promotions.asking import ask_feedback, give_view, name_adviser
from paths.promotions.casework import Given, NotAllowed, add_comment, mark_item, open_case, take_step
from paths.promotions.changing import join_cycle
from paths.promotions.choices import CaseState, FeedbackState, Mark
from paths.promotions.models import Case, Cycle, Event, FeedbackRequest
from paths.promotions.verifying import broken_links
from tests.factories import CycleFactory, EmployeeFactory, PromotionRuleFactory, UserFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering, read, sent
from tests.promotions.people import company, opened, partner

pytestmark = pytest.mark.django_db
GIVEN = Given(reason="Because.")


@pytest.fixture
def people():
    return company()


def becomes_partner(user):
    user.groups.add(*partner().groups.all())
    return type(user).objects.get(pk=user.pk)


def test_who_led_a_case_before_somebody_else_did_does_not_decide_it(people):
    case = open_case(employee=people.ana, level=people.senior, by=people.ana.user)
    take_step(case=case, step="accept", by=people.bo.user)
    Case.objects.filter(pk=case.pk).update(state=CaseState.SENT)
    people.ana.manager = people.boss
    people.ana.save()
    bo = becomes_partner(people.bo.user)
    case = Case.objects.get()
    with pytest.raises(NotAllowed):
        take_step(case=case, step="give_back", by=bo, given=GIVEN)
    assert case not in Case.objects.decided_by(bo)
    assert case in Case.objects.decided_by(people.partner)
    with pytest.raises(NotAllowed):
        name_adviser(case=case, adviser=people.colleague, by=bo)


LED = {
    "a note": lambda people, case: mark_item(
        item=case.items.first(), by=people.bo.user, mark=Mark.OPEN, note="Well done."
    ),
    "asked a colleague": lambda people, case: ask_feedback(
        case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user
    ),
    "joined a cycle": lambda people, case: join_cycle(case=case, cycle=CycleFactory(), by=people.bo.user),
    "accepted it": lambda people, case: None,
    "marked it": lambda people, case: mark_item(item=case.items.first(), by=people.bo.user, mark=Mark.MET),
}


@pytest.mark.parametrize("how", LED)
def test_who_did_what_only_a_manager_does_does_not_decide_it(people, how):
    case = open_case(employee=people.ana, level=people.senior, by=people.ana.user)
    by = people.bo.user if how == "accepted it" else people.boss.user
    if by == people.boss.user:
        people.ana.manager = people.boss
        people.ana.save()
    case = take_step(case=case, step="accept", by=by)
    people.ana.manager = people.bo
    people.ana.save()
    LED[how](people, case)
    people.ana.manager = people.boss
    people.ana.save()
    Case.objects.filter(pk=case.pk).update(state=CaseState.SENT)
    bo, case = becomes_partner(people.bo.user), Case.objects.get()
    assert case not in Case.objects.decided_by(bo)
    with pytest.raises(NotAllowed):
        take_step(case=case, step="give_back", by=bo, given=GIVEN)


def test_who_advises_does_not_decide(people):
    case = sent(people)
    ada = EmployeeFactory()
    name_adviser(case=case, adviser=ada, by=people.partner)
    both = becomes_partner(ada.user)
    assert case not in Case.objects.decided_by(both)
    with pytest.raises(NotAllowed):
        take_step(case=case, step="give_back", by=both, given=GIVEN)


def test_an_adviser_who_becomes_the_manager_does_not_read_what_the_others_advise(people):
    case = sent(people)
    ada, bea = EmployeeFactory(name="Ada"), EmployeeFactory(name="Bea")
    for each in (ada, bea):
        give_view(adviser=name_adviser(case=case, adviser=each, by=people.partner), by=each.user, view=f"By {each}.")
    assert "By Bea." in read(ada, case)
    people.ana.manager = ada
    people.ana.save()
    assert "By Bea." not in read(ada, case)
    assert "By Bea." not in read(ada, case, "case_json")


def test_who_has_left_is_nothing_to_a_case_any_more(people):
    case = sent(people)
    leaver = EmployeeFactory(is_active=False)
    leaver.user.groups.add(Group.objects.get(name="HR partners"))
    assert actors_of(case, leaver.user) == frozenset()
    Case.objects.update(employee=None)
    assert actors_of(Case.objects.get(), leaver.user) == frozenset()


def test_nobody_opens_a_case_about_somebody_who_has_left(people):
    people.ana.is_active = False
    people.ana.save()
    with pytest.raises(NotAllowed):
        open_case(employee=people.ana, level=people.senior, by=people.bo.user)


def test_nobody_who_has_left_is_asked_or_advises(people):
    case = gathering(people)
    leaver = EmployeeFactory(is_active=False)
    with pytest.raises(NotAllowed):
        ask_feedback(case=case, colleague=leaver, items=case.items.all(), by=people.bo.user)


def test_a_comment_on_an_item_of_another_case_is_refused_by_the_service_too(people):
    case = gathering(people)
    other = open_case(employee=EmployeeFactory(manager=people.bo), level=people.senior, by=people.bo.user)
    with pytest.raises(NotAllowed):
        add_comment(case=case, item=other.items.first(), by=people.bo.user, text="Hm.")


def test_a_manager_who_has_not_answered_yet_reads_no_answer_of_the_other_in_a_case(people):
    assessment = start_assessment(employee=people.ana, level=people.senior)
    row = next(row for row in standing_of_assessment(assessment).rows if row.expected.text == "Run the oven")
    rate(assessment=assessment, expected=row.expected, value=3, note="Every night.")
    conversation = share_assessment(assessment=assessment)
    case = gathering(people)
    assert not Conversation.objects.get().is_finished
    assert "Every night." not in read(people.bo, case)
    assert "Every night." not in browser(people.bo).get(reverse("case_json", args=[case.pk])).content.decode()
    answer_row(conversation=conversation, voice=Voice.MANAGER, expected=row.expected, value=1, by=people.bo)
    send_answer(conversation=conversation, by=people.bo)
    assert "Every night." in read(people.bo, case)


@pytest.mark.parametrize("seen_from", ["gathering", "sent", "decided"])
def test_a_draft_that_was_given_up_is_not_shown_to_whom_it_was_about(people, seen_from):
    PromotionRuleFactory(seen_from=seen_from)
    case = opened(people)
    take_step(case=case, step="withdraw", by=people.bo.user, given=Given(reason="Too early for Ana."))
    assert browser(people.ana).get(case.get_absolute_url()).status_code == 404
    assert "Too early" not in browser(people.ana).get(reverse("cases")).content.decode()
    assert "Not yet." in read(people.bo, case)


def test_what_they_saw_they_still_see_when_it_is_withdrawn(people):
    case = gathering(people)
    take_step(case=case, step="withdraw", by=people.bo.user, given=GIVEN)
    assert browser(people.ana).get(case.get_absolute_url()).status_code == 200


def test_what_ends_with_a_case_is_in_its_trail(people, guarded):
    case = gathering(people)
    ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    take_step(case=case, step="withdraw", by=people.bo.user, given=GIVEN)
    assert FeedbackRequest.objects.get().state == FeedbackState.WITHDRAWN
    assert Event.objects.filter(what="feedback_ended", actor=None).count() == 1
    assert "Cleo is not asked for feedback any more" in read(people.bo, case)
    assert "Cleo" not in read(people.bo, case, "case_print", names="hidden")
    assert broken_links(Case.objects.get()) == []


def test_joining_a_cycle_is_in_the_trail_and_the_cycle_stays(people):
    cycle = CycleFactory(name="Autumn 2026")
    case = open_case(employee=people.ana, level=people.senior, by=people.bo.user, cycle=cycle)
    assert "The case joined the cycle “Autumn 2026”" in read(people.bo, case)
    administrator = browser(UserFactory(is_staff=True, is_superuser=True))
    delete = reverse("admin:paths_cycle_delete", args=[cycle.pk])
    assert administrator.post(delete, {"post": "yes"}).status_code == 403
    empty = CycleFactory()
    assert administrator.get(reverse("admin:paths_cycle_delete", args=[empty.pk])).status_code == 200


def test_a_cycle_that_a_case_has_joined_stays_whatever_it_is_called_later(people, guarded):
    cycle = CycleFactory(name="Autumn 2026")
    case = open_case(employee=people.ana, level=people.senior, by=people.bo.user, cycle=cycle)
    join_cycle(case=case, cycle=None, by=people.bo.user)
    cycle.name = "Late autumn 2026"
    cycle.save()
    administrator = browser(UserFactory(is_staff=True, is_superuser=True))
    delete = reverse("admin:paths_cycle_delete", args=[cycle.pk])
    assert administrator.post(delete, {"post": "yes"}).status_code == 403
    with pytest.raises(ProtectedError):
        cycle.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.filter(pk=cycle.pk)._raw_delete(using="default")
        connection.check_constraints()
    assert "The case joined the cycle “Autumn 2026”" in read(people.bo, case)
    assert broken_links(Case.objects.get()) == []


def test_a_cycle_that_no_case_has_joined_goes_though_another_had_its_name_once(people):
    cycle = CycleFactory(name="Autumn 2026")
    open_case(employee=people.ana, level=people.senior, by=people.bo.user, cycle=cycle)
    Cycle.objects.filter(pk=cycle.pk).update(name="Late autumn 2026")
    other = CycleFactory(name="Autumn 2026")
    administrator = browser(UserFactory(is_staff=True, is_superuser=True))
    delete = reverse("admin:paths_cycle_delete", args=[other.pk])
    assert administrator.post(delete, {"post": "yes"}).status_code == 302
    assert not Cycle.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("version", ["x", "-1", "9" * 30, "1e3", "²"])
def test_a_version_that_is_none_is_said_and_saves_nothing(people, version):
    item = gathering(people).items.first()
    data = {f"{item.pk}-{name}": value for name, value in {"mark": "met", "note": "", "version": version}.items()}
    address = reverse("case_item", args=[item.case_id, item.pk])
    assert browser(people.bo).post(address, data, headers={"HX-Request": "true"}).status_code in (409, 422)
    item.refresh_from_db()
    assert item.mark == "open"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/y", "//[x"])
def test_a_link_that_is_no_web_page_is_refused(people, link):
    item = gathering(people).items.first()
    address = reverse("case_evidence", args=[item.case_id, item.pk])
    sent = {"text": "Baked.", "happened_on": "2026-01-05", "link": link}
    assert browser(people.ana).post(address, sent).status_code == 422
    assert not item.evidence.exists()


def test_evidence_cannot_be_put_on_an_item_of_another_case(people):
    case = gathering(people)
    other = open_case(employee=EmployeeFactory(manager=people.bo), level=people.senior, by=people.bo.user)
    address = reverse("case_evidence", args=[case.pk, other.items.first().pk])
    assert browser(people.bo).post(address, {"text": "x", "happened_on": "2026-01-05"}).status_code == 404
