"""No page waits for the mail server, and none fails with it."""

from __future__ import annotations

import logging
import socket
from contextlib import contextmanager
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends import locmem
from django.db import transaction
from django.urls import reverse

from careersite import mail as later
from tests.factories import UserFactory
from tests.running import free_port

pytestmark = pytest.mark.django_db(transaction=True)
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _in_the_background(settings):
    settings.EMAIL_BACKEND = "careersite.mail.EmailBackend"
    yield
    wait()


def wait():
    """Return once nothing is on its way any more."""
    for _each in range(later.MOST_WAITING):
        assert later._room.acquire(timeout=20)
    later._room.release(later.MOST_WAITING)


def ask_for_a_new_password(client):
    user = UserFactory(email="ana@example.com")
    user.set_password("correct horse battery")
    user.save()
    return client.post(reverse("account_reset_password"), {"email": user.email})


@contextmanager
def silent_server():
    """It takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_new_password_is_on_its_way_once_the_page_has_answered(client):
    response = ask_for_a_new_password(client)
    assert response.status_code == 302
    wait()
    (message,) = mail.outbox
    assert message.to == ["ana@example.com"]


def test_a_mail_server_that_is_down_is_in_the_log_and_on_no_page(client, settings, caplog):
    settings.EMAIL_BACKEND_AT_ONCE, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", free_port()
    response = ask_for_a_new_password(client)
    assert response["Location"] == reverse("account_reset_password_done")
    wait()
    assert "An e-mail was not sent: ConnectionRefusedError" in caplog.text


def test_nobody_waits_for_a_mail_server_that_does_not_answer(client, settings, caplog):
    settings.EMAIL_TIMEOUT = 20
    with silent_server() as port:
        settings.EMAIL_BACKEND_AT_ONCE, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port
        response = ask_for_a_new_password(client)
        assert response.status_code == 302
        assert "not sent" not in caplog.text, "it is being tried still"
    wait()
    assert "An e-mail was not sent" in caplog.text


def test_the_log_names_neither_the_address_nor_the_link(client, monkeypatch, caplog):
    def refuse(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, messages[0].body.encode())})

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    with caplog.at_level(logging.DEBUG):
        ask_for_a_new_password(client)
        wait()
    told = [record.getMessage() for record in caplog.records if record.name == "careersite.mail"]
    assert told == ["An e-mail was not sent: SMTPRecipientsRefused"]
    assert all(record.exc_info is None for record in caplog.records if record.name == "careersite.mail")


def test_what_was_not_saved_is_not_written_about():
    with pytest.raises(ValueError, match="undone"), transaction.atomic():
        send_mail("Saved", "It was saved", None, ["ana@example.com"])
        raise ValueError("undone")
    wait()
    assert not mail.outbox


def test_more_than_the_mail_server_takes_does_not_pile_up(caplog, monkeypatch):
    taken = [later._room.acquire(blocking=False) for _each in range(later.MOST_WAITING)]
    assert all(taken)
    EmailMessage("One too many", "", None, ["ana@example.com"]).send()
    later._room.release(later.MOST_WAITING)
    wait()
    assert not mail.outbox
    assert "100 others wait for the mail server" in caplog.text
