"""Who can answer what somebody shares, and in words why nobody can."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from paths.growth.choices import ConversationState
from paths.growth.models import Conversation
from paths.people.models import Employee
from paths.people.papers import ANSWERED_BY


def why_nobody_answers(employee: Employee) -> str:
    """Why nobody can answer what `employee` shares, in a sentence to them; "" if somebody can. Up to three queries."""
    if ANSWERED_BY.readers(employee):
        return ""
    manager = employee.manager
    if manager is None:
        return _("Nobody is set down as your manager, so nobody can answer at the moment. HR can name one.")
    return why_no_answers_from(manager)


def why_no_answers_from(manager: Employee) -> str:
    """Why somebody cannot answer what is shared with them, in a sentence; "" if they can. At most one query."""
    if not manager.is_active:
        text = _("%(name)s has left, so nobody can answer at the moment. HR can name a new manager.")
    elif manager.user is None or not manager.user.is_active:
        text = _("%(name)s cannot sign in, so nobody can answer at the moment. HR can name a new manager.")
    else:
        return ""
    return text % {"name": manager.name}


def why_nobody_answers_any(copies: Iterable[Conversation], employee: Employee) -> str:
    """The same, if one of these copies of `employee` waits for an answer; else "" without a query."""
    waits = any(copy.state == ConversationState.SHARED for copy in copies)
    return why_nobody_answers(employee) if waits else ""
