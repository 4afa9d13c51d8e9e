"""The words a ladder is made of, shared by models, documents and comparison."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of statement an expectation is."""

    RESPONSIBILITY = "responsibility", _("Responsibility")
    SKILL = "skill", _("Skill")
    SOFT_SKILL = "soft_skill", _("Soft skill")


class Proficiency(models.IntegerChoices):
    """How deep a skill goes, 1 (least) to 4."""

    AWARENESS = 1, _("Awareness")
    WORKING = 2, _("Working")
    PRACTITIONER = 3, _("Practitioner")
    EXPERT = 4, _("Expert")


class AdviceKind(models.TextChoices):
    """What a piece of advice helps with."""

    NETWORKING = "networking", _("Networking")
    NEGOTIATION = "negotiation", _("Negotiation")


class EditionStatus(models.TextChoices):
    """Where an edition stands: being written, in force, or history."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


class Place(models.TextChoices):
    """The part of a ladder that a custom section stands directly after."""

    TITLE = "title", _("The title")
    OVERVIEW = "overview", _("The role overview")
    CORE_RESPONSIBILITIES = "core_responsibilities", _("Core responsibilities")
    LEVELS = "levels", _("The levels")
    SUMMARY = "summary", _("A level's summary")
    RESPONSIBILITIES = "responsibilities", _("A level's responsibilities")
    SKILLS = "skills", _("A level's skills")
    SOFT_SKILLS = "soft_skills", _("A level's soft skills")
    DAY = "day", _("A level's day in the life")
    PAY = "pay", _("A level's compensation")
    ROADMAP = "roadmap", _("The skill development roadmap")
    PORTFOLIO = "portfolio", _("The project portfolio")
    INTERVIEW = "interview", _("Interview preparation")
    NETWORKING = "networking", _("Networking strategies")
    NEGOTIATION = "negotiation", _("Salary negotiation tips")
    TRANSITIONS = "transitions", _("Common career transitions")


class SectionForm(models.TextChoices):
    """How a custom section was written in its document."""

    SECTION = "section", _("A section of its own")
    SUBSECTION = "subsection", _("A heading inside a section")
    LABEL = "label", _("A label with text under it")
    TEXT = "text", _("Text without a heading")
