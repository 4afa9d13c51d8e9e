"""The answers people give, and the states a conversation goes through."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

HIGHEST = 4


class Behaviour(models.IntegerChoices):
    """How often somebody does what a responsibility or a soft skill asks."""

    NOT_YET = 0, _("Not yet")
    SOMETIMES = 1, _("Sometimes")
    CONSISTENTLY = 2, _("Consistently")
    ROLE_MODEL = 3, _("Role model")


class Depth(models.IntegerChoices):
    """How deep somebody's skill goes: ladders.choices.Proficiency, and below all of it nothing yet."""

    NOT_YET = 0, _("Not yet")
    AWARENESS = 1, _("Awareness")
    WORKING = 2, _("Working")
    PRACTITIONER = 3, _("Practitioner")
    EXPERT = 4, _("Expert")


class Voice(models.TextChoices):
    """Whose answer it is."""

    SELF = "self", _("You")
    MANAGER = "manager", _("Manager")
    AGREED = "agreed", _("Agreed")


class ConversationState(models.TextChoices):
    """Where a shared assessment stands."""

    SHARED = "shared", _("Shared")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
