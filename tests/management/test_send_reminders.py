"""Reminders: who is written to about what, once, and how little the e-mail says."""

import datetime
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from paths.promotions import reminding
from paths.promotions.asking import ask_feedback, give_feedback, withdraw_request
from paths.promotions.casework import Given, mark_item, open_case, take_step
from paths.promotions.choices import Mark
from paths.promotions.models import Cycle, FeedbackRequest, Reminder
from paths.promotions.reminding import due_reminders, send_reminder
from tests.factories import CycleFactory
from tests.promotions.people import company
from tests.racing import at_once
from tests.running import free_port

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 12, 5)


@pytest.fixture
def people():
    return company()


@pytest.fixture
def case(people):
    """Gathering, in a cycle that closed on 1 December and is decided by the 15th."""
    case = open_case(
        employee=people.ana, level=people.senior, by=people.bo.user, cycle=CycleFactory(name="Secret name")
    )
    return take_step(case=case, step="gather", by=people.bo.user)


def run(capsys, day=DAY):
    call_command("send_reminders", "--day", day.isoformat())
    return capsys.readouterr().out.strip()


def asked(case, people, days=3):
    request = ask_feedback(
        case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user, message="A secret question"
    )
    noon = timezone.make_aware(datetime.datetime.combine(DAY, datetime.time(12)))
    FeedbackRequest.objects.filter(pk=request.pk).update(asked_at=noon - datetime.timedelta(days=days))
    request.refresh_from_db()
    return request


def sent(case, people):
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    return take_step(case=case, step="send", by=people.bo.user)


def test_a_colleague_who_has_not_answered_is_reminded_once(capsys, case, people):
    Cycle.objects.update(closes_on=DAY, decides_by=DAY + datetime.timedelta(days=20))
    request = asked(case, people)
    assert run(capsys) == "Reminders sent: 1."
    assert run(capsys) == "Reminders sent: 0."
    assert run(capsys, DAY + datetime.timedelta(days=10)).endswith("1."), "the case is late by then, no more than that"
    (first, second) = mail.outbox
    assert first.to == [people.colleague.email]
    assert f"/promotions/feedback/{request.pk}/" in first.body
    assert second.to == [people.bo.email]


def test_a_colleague_has_some_days_first(capsys, case, people):
    Cycle.objects.update(closes_on=DAY, decides_by=DAY + datetime.timedelta(days=20))
    asked(case, people, days=2)
    assert run(capsys) == "Reminders sent: 0."


@pytest.mark.parametrize("end", ["answered", "taken back", "closed", "left", "account closed"])
def test_nobody_is_reminded_of_what_is_not_asked_of_them_any_more(capsys, case, people, end):
    request = asked(case, people)
    if end == "answered":
        give_feedback(request=request, by=people.colleague.user, texts={case.items.first().pk: "Good."})
    elif end == "taken back":
        withdraw_request(request=request, by=people.bo.user)
    elif end == "closed":
        take_step(case=case, step="withdraw", by=people.bo.user, given=Given(reason="Later."))
    elif end == "left":
        people.colleague.is_active = False
        people.colleague.save()
    else:
        people.colleague.user.is_active = False
        people.colleague.user.save()
    run(capsys)
    assert people.colleague.email not in [to for message in mail.outbox for to in message.to]


def test_somebody_asked_again_is_reminded_again(capsys, case, people):
    request = asked(case, people)
    run(capsys)
    withdraw_request(request=request, by=people.bo.user)
    asked(case, people, days=-4)
    run(capsys, DAY + datetime.timedelta(days=7))
    assert [message.to for message in mail.outbox].count([people.colleague.email]) == 2


def test_a_manager_is_reminded_of_a_case_that_should_have_been_sent(capsys, case, people):
    assert run(capsys, datetime.date(2026, 12, 1)) == "Reminders sent: 0.", "its last day is not late"
    assert run(capsys, datetime.date(2026, 12, 2)) == "Reminders sent: 1."
    assert run(capsys, datetime.date(2026, 12, 9)) == "Reminders sent: 0."
    (message,) = mail.outbox
    assert message.to == [people.bo.email]
    assert case.get_absolute_url() in message.body
    assert "1 December" in message.body


def test_a_new_last_day_is_reminded_of_anew(capsys, case, people):
    run(capsys)
    Cycle.objects.update(closes_on=datetime.date(2026, 12, 8))
    assert run(capsys, datetime.date(2026, 12, 8)) == "Reminders sent: 0."
    assert run(capsys, datetime.date(2026, 12, 9)) == "Reminders sent: 1."


def test_partners_who_may_decide_are_reminded_of_decisions(capsys, case, people):
    sent(case, people)
    assert run(capsys, datetime.date(2026, 12, 11)) == "Reminders sent: 0."
    assert run(capsys, datetime.date(2026, 12, 12)) == "Reminders sent: 2."
    assert run(capsys, datetime.date(2026, 12, 20)) == "Reminders sent: 0."
    assert {message.to[0] for message in mail.outbox} == {people.partner.email, people.other_partner.email}
    assert all("/promotions/cycles/" in message.body for message in mail.outbox)


def test_a_partner_is_not_reminded_of_a_case_that_others_decide(capsys, case, people):
    sent(case, people)
    people.bo.user.groups.set(people.partner.groups.all())
    run(capsys, datetime.date(2026, 12, 14))
    assert people.bo.email not in [message.to[0] for message in mail.outbox]


def test_an_e_mail_says_that_there_is_something_and_nothing_of_it(capsys, case, people, settings):
    settings.SITE_URL = "https://paths.example.com"
    asked(case, people)
    run(capsys)
    sent(case, people)
    run(capsys, datetime.date(2026, 12, 14))
    assert len(mail.outbox) == 4
    for message in mail.outbox:
        said = f"{message.subject}\n{message.body}"
        assert "https://paths.example.com/promotions/" in said
        for hidden in ("Ana", "Bo", "Run the oven", "A secret question", "Secret name", "Baker", "&"):
            assert hidden not in said
        assert "\n" not in message.subject


def test_what_was_not_sent_is_said_and_tried_again(capsys, monkeypatch, case, people):
    def broken(*_, **__):
        raise SMTPException("The server is asleep.")

    with monkeypatch.context() as patched:
        patched.setattr(reminding, "send_mail", broken)
        with pytest.raises(CommandError, match=r"Not sent, and tried again next time: 1\..*asleep"):
            run(capsys)
    assert not Reminder.objects.exists()
    assert run(capsys).endswith("Reminders sent: 1.")


def test_a_mail_server_that_is_down_is_said_by_the_command_itself(capsys, settings, case, people):
    settings.EMAIL_BACKEND = "careersite.mail.EmailBackend"
    settings.EMAIL_BACKEND_AT_ONCE = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(CommandError, match="Not sent, and tried again next time: 1"):
        run(capsys)
    assert not Reminder.objects.exists()


def test_one_address_that_fails_keeps_no_other_from_its_reminder(capsys, monkeypatch, case, people):
    asked(case, people)
    send = reminding.send_mail

    def partly(subject, message, sender, to, **how):
        if to == [people.colleague.email]:
            raise SMTPException("No such mailbox.")
        return send(subject, message, sender, to, **how)

    monkeypatch.setattr(reminding, "send_mail", partly)
    with pytest.raises(CommandError):
        run(capsys)
    assert [message.to for message in mail.outbox] == [[people.bo.email]]


def test_what_is_due_is_found_in_few_queries(case, people, django_assert_max_num_queries):
    asked(case, people)
    with django_assert_max_num_queries(7):
        assert len(due_reminders(DAY)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_one_e_mail(case, people):
    (due,) = due_reminders(DAY)
    results = at_once(*[lambda: send_reminder(due)] * 4)
    assert sorted(results) == [False, False, False, True]
    assert len(mail.outbox) == 1
