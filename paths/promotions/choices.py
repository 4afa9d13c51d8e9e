"""The marks of a checklist, and the states of a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mark(models.TextChoices):
    """How an item of the checklist stands. The last two count for nothing and need a reason."""

    OPEN = "open", _("Open")
    MET = "met", _("Met")
    PARTLY = "partly", _("Partly")
    NOT_YET = "not_yet", _("Not yet")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NO_OPPORTUNITY = "no_opportunity", _("No opportunity here")


NEEDS_REASON = frozenset({Mark.NOT_APPLICABLE, Mark.NO_OPPORTUNITY})


class CaseState(models.TextChoices):
    """Where a case stands. What may follow what is in transitions.py."""

    ASKED = "asked", _("Asked for")
    DRAFT = "draft", _("Draft")
    GATHERING = "gathering", _("Gathering evidence")
    SENT = "sent", _("Sent for decision")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    WAITING = "waiting", _("Approved, waiting for a seat")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FeedbackState(models.TextChoices):
    """Where a request for feedback stands."""

    ASKED = "asked", _("Asked")
    GIVEN = "given", _("Given")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SeenFrom(models.TextChoices):
    """From which state on an employee sees the case about them."""

    DRAFT = CaseState.DRAFT.value, _("from the beginning")
    GATHERING = CaseState.GATHERING.value, _("once evidence is gathered")
    SENT = CaseState.SENT.value, _("once it is sent for decision")
    DECIDED = "decided", _("once it is decided")
