"""E-mail that no page waits for."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

logger = logging.getLogger(__name__)
MOST_WAITING = 100
_senders = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")
_room = BoundedSemaphore(MOST_WAITING)


class EmailBackend(BaseEmailBackend):
    """Sends in the background, once the transaction it belongs to is committed, and once only.

    Whoever has to know whether an e-mail left sends it by EMAIL_BACKEND_AT_ONCE. What fails is logged without its
    address and its words: they may hold a link that signs somebody in.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Returns how many are on their way."""
        for message in email_messages:
            transaction.on_commit(lambda message=message: _send_later(message))
        return len(email_messages)


def _send_later(message: EmailMessage) -> None:
    if not _room.acquire(blocking=False):
        logger.error("An e-mail was not sent: %s others wait for the mail server.", MOST_WAITING)
        return
    _senders.submit(_send, message)


def _send(message: EmailMessage) -> None:
    try:
        get_connection(settings.EMAIL_BACKEND_AT_ONCE).send_messages([message])
    except Exception as error:  # Whatever it is, nobody else would hear of it.
        logger.error("An e-mail was not sent: %s", type(error).__name__)
    finally:
        _room.release()
