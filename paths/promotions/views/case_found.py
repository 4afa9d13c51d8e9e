"""A case as its reader finds it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paths.growth.readers import WhoSees
from paths.people.models import User
from paths.promotions.actors import actors_of
from paths.promotions.cast import ERASED
from paths.promotions.choices import CaseState
from paths.promotions.colleagues import Advice, Feedback, advisers_of, feedback_of
from paths.promotions.models import Adviser, Case, PromotionRule
from paths.promotions.notices import notices_of
from paths.promotions.readers import SEEN_FROM, is_seen_by_subject, who_sees_case
from paths.promotions.stages import Stage, stages_of
from paths.promotions.titles import Titles, titles_of
from paths.promotions.transitions import DECIDED, MARKED_IN, OPEN, Actor, Transition, steps_from

MAIN_STEPS = ("accept", "gather", "send", "approve", "seat")
PART_OF_IT = frozenset({Actor.SUBJECT, Actor.MANAGER, Actor.PARTNER})


@dataclass(frozen=True)
class Found:
    """A case, its reader, and what they may do in it."""

    case: Case
    reader: User
    actors: frozenset[Actor]
    seen_from: str

    @property
    def is_subject(self) -> bool:
        return Actor.SUBJECT in self.actors

    @property
    def is_manager(self) -> bool:
        return Actor.MANAGER in self.actors

    @property
    def is_marking(self) -> bool:
        """Whether the reader marks its items now."""
        return self.is_manager and self.case.state in MARKED_IN

    @property
    def may_add_evidence(self) -> bool:
        return bool(self.actors & {Actor.SUBJECT, Actor.MANAGER}) and self.case.state in MARKED_IN

    @property
    def may_comment(self) -> bool:
        return bool(self.actors & PART_OF_IT) and self.case.state in OPEN

    @property
    def is_warned(self) -> bool:
        """Whether what is odd is shown: to whoever sends it, advises on it or decides it."""
        return self.case.state in OPEN and bool(self.actors & {Actor.MANAGER, Actor.PARTNER, Actor.ADVISER})

    @property
    def is_decided(self) -> bool:
        """Whether it is decided now: what was approved until there is a seat can still be withdrawn."""
        return self.case.decided_at is not None and self.case.state in DECIDED

    @cached_property
    def is_overtaken(self) -> bool:
        """Whether its day has come, and the level could not be changed."""
        is_due = self.case.state == CaseState.APPROVED and self.case.applied_at is None
        return is_due and Case.objects.overtaken(self.today).filter(pk=self.case.pk).exists()

    @property
    def name(self) -> str:
        """Whom it is about."""
        return str(self.case.employee or ERASED)

    @property
    def days(self) -> int:
        """How many days it has been in its state."""
        return (timezone.localdate() - timezone.localdate(self.case.state_since)).days

    @property
    def steps(self) -> Sequence[Transition]:
        """What the reader may do next. Whoever may turn it down need not withdraw it."""
        found = steps_from(CaseState(self.case.state), self.actors, is_applied=self.case.applied_at is not None)
        return [step for step in found if step.name != "withdraw" or self.case.state != CaseState.ASKED]

    @property
    def repairs(self) -> Sequence[Transition]:
        """Those of them with which HR sets something right."""
        return [step for step in self.steps if step.repairs]

    @property
    def main_steps(self) -> tuple[str, ...]:
        """The steps that lead on: they stand out."""
        return MAIN_STEPS

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What somebody has to set right."""
        return notices_of(self.case)

    @cached_property
    def titles(self) -> Titles:
        return titles_of([self.case])[self.case.pk]

    @cached_property
    def feedback(self) -> Feedback:
        return feedback_of(self.case, self.actors)

    @cached_property
    def advice(self) -> Advice:
        return advisers_of(self.case, self.reader, self.actors)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The strip at the top of its page."""
        case = self.case
        return stages_of(
            CaseState(case.state),
            opened=_opened(case),
            ended_at=case.state_since if case.state == CaseState.WITHDRAWN else case.decided_at,
            effective_on=case.effective_on,
            applied_at=case.applied_at,
        )

    @cached_property
    def sees(self) -> WhoSees:
        return who_sees_case(self.case, viewer=self.reader, seen_from=self.seen_from)

    @property
    def seen_from_words(self) -> str | Promise:
        """From when on the employee sees it, as HR has set it."""
        return SEEN_FROM[self.seen_from]

    @property
    def is_seen_by_subject(self) -> bool:
        return is_seen_by_subject(self.case, self.seen_from)

    @property
    def today(self) -> datetime.date:
        return timezone.localdate()


def find_case(request: HttpRequest, pk: int) -> Found:
    """A case that its reader may see, with the people around it at hand. Raises Http404. Four queries."""
    seen_from = PromotionRule.current().seen_from
    readable = (
        Case.objects.visible_to(request.user, seen_from)
        .select_related(
            "employee__manager__user",
            "employee__user",
            "level__role",
            "edition__role",
            "opened_by__employee",
            "decided_by",
            "cycle",
        )
        .prefetch_related(Prefetch("advisers", Adviser.objects.select_related("employee__user")))
    )
    found = get_object_or_404(readable, pk=pk)
    return Found(found, request.user, actors_of(found, request.user), seen_from)  # type: ignore[arg-type]


def _opened(case: Case) -> str:
    day = date_format(case.opened_at, "j F Y")
    who = str(case.opened_by or ERASED)
    asked = case.opened_by and case.employee and case.opened_by_id == case.employee.user_id
    if asked:
        return _("Asked for on %(day)s by %(who)s") % {"day": day, "who": who}
    return _("Opened %(day)s by %(who)s") % {"day": day, "who": who}
