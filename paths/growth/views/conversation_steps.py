"""The states of a conversation: sent, closed, withdrawn. Each is a POST, and who comes second is told."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paths.growth.access import personal_page
from paths.growth.answerers import why_nobody_answers
from paths.growth.answering import NothingToSend, close_conversation, send_answer
from paths.growth.assessing import NotPossibleNow, withdraw
from paths.growth.models import Conversation


@personal_page
@require_POST
def conversation_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the manager's answers to the employee."""
    found = _find(request, pk, _leads)
    try:
        send_answer(conversation=found, by=request.user.employee)  # type: ignore[union-attr]
    except NothingToSend:
        messages.error(request, _("You have not answered anything yet. Answer at least one statement, then send."))
    except NotPossibleNow:
        messages.error(request, _("Your answers were sent already, or this was taken back. Nothing has changed."))
    else:
        messages.success(request, _("Sent. Talk it through, then write down what you both agree on."))
    return redirect(found) if _is_readable(request, pk) else redirect("team")


@personal_page
@require_POST
def conversation_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it: from here on nothing in it changes. Its manager does, or its owner where nobody leads them."""
    found = _find(request, pk, _may_close)
    try:
        close_conversation(conversation=found)
    except NotPossibleNow:
        messages.error(request, _("This cannot be closed now: it is closed already, or your answers are not sent."))
    else:
        messages.success(request, _("Closed. It stays as it is."))
    return redirect(found) if _is_readable(request, pk) else redirect("team")


@personal_page
@require_POST
def conversation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, while nobody has answered. From then on its owner alone sees it."""
    found = _find(request, pk, _owns)
    try:
        withdraw(conversation=found)
    except NotPossibleNow:
        messages.error(request, _("It cannot be taken back: it was answered, or you took it back before."))
    else:
        messages.success(request, _("Taken back. Only you can see it now."))
    return redirect(found)


def _find(request: HttpRequest, pk: int, may: Callable[[HttpRequest, Conversation], bool]) -> Conversation:
    """A conversation that its reader may also move. Raises Http404, PermissionDenied."""
    readable = Conversation.objects.visible_to(request.user).select_related("employee__manager")
    found = get_object_or_404(readable, pk=pk)
    if not may(request, found):
        raise PermissionDenied
    return found


def _leads(request: HttpRequest, conversation: Conversation) -> bool:
    """Whether the reader writes in it as its manager: not about somebody who has left."""
    led = Conversation.objects.led_by(request.user).filter(pk=conversation.pk)
    return conversation.employee.is_active and led.exists()


def _may_close(request: HttpRequest, conversation: Conversation) -> bool:
    employee = conversation.employee
    return _leads(request, conversation) or (_owns(request, conversation) and bool(why_nobody_answers(employee)))


def _owns(request: HttpRequest, conversation: Conversation) -> bool:
    return conversation.employee.user_id == request.user.pk


def _is_readable(request: HttpRequest, pk: int) -> bool:
    """Whether it is still there to be seen: its owner may have taken it back meanwhile."""
    return Conversation.objects.visible_to(request.user).filter(pk=pk).exists()
