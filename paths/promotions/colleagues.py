"""Colleagues around a case, for its page: who was asked for what, what they said, and who advises."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paths.people.papers import has_left
from paths.promotions.asking import ADVISED_IN, may_ask, may_name
from paths.promotions.casting import hears_advice
from paths.promotions.choices import FeedbackState
from paths.promotions.models import Adviser, Case, FeedbackAnswer, FeedbackRequest
from paths.promotions.models.querysets import SENT_ONCE
from paths.promotions.transitions import Actor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paths.people.models import User


@dataclass(frozen=True, slots=True)
class Feedback:
    """Who was asked about a case, and whether its reader may ask and take back."""

    requests: tuple[FeedbackRequest, ...]
    may_ask: bool = False

    @property
    def on(self) -> Mapping[int, list[FeedbackAnswer]]:
        """item id -> what colleagues said of it, each with its request and colleague at hand."""
        found: dict[int, list[FeedbackAnswer]] = defaultdict(list)
        for request in self.requests:
            for answer in request.answers.all():
                found[answer.item_id].append(answer)
        return dict(found)


@dataclass(frozen=True, slots=True)
class Voiced:
    """An adviser, and the view they left as far as the reader may read it."""

    name: str
    given_at: datetime.datetime | None
    view: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """Who advises on a case. `own`: the reader's own row, while they may write their view in it. `may_compare`: whether
    the reader may see it beside the others of its cycle.
    """

    advisers: tuple[Voiced, ...]
    may_name: bool = False
    own: Adviser | None = None
    may_compare: bool = False


def feedback_of(case: Case, actors: Collection[Actor] = ()) -> Feedback:
    """The requests of `case` for a reader who is all of `actors` to it. As many queries for many as for one."""
    requests = (
        FeedbackRequest.objects.filter(case=case)
        .select_related("colleague__user")
        .prefetch_related("items", "answers__item")
    )
    return Feedback(tuple(requests), may_ask(case, actors))


def advisers_of(case: Case, user: User | AnonymousUser | None = None, actors: Collection[Actor] = ()) -> Advice:
    """The advisers of `case` for its reader. Views are for whoever may decide or advises; once it is decided, for all
    its readers. One query.
    """
    rows = tuple(Adviser.objects.filter(case=case).select_related("employee"))
    own = next((row for row in rows if user and row.employee and row.employee.user_id == user.pk), None)
    reads = hears_advice(case, actors)
    voiced = tuple(
        Voiced(row.employee.name if row.employee else "", row.given_at, row.view if reads else "", row == own)
        for row in rows
    )
    compares = (
        case.cycle_id is not None and case.state in SENT_ONCE and bool({Actor.ADVISER, Actor.PARTNER} & set(actors))
    )
    return Advice(voiced, may_name(case, actors), own if case.state in ADVISED_IN else None, compares)


def asked_of(user: User | AnonymousUser) -> list[FeedbackRequest]:
    """What `user` was asked for and has not answered, the oldest first; for promotions/_asked_of_me.html. One query."""
    if not user.is_authenticated or has_left(user):
        return []
    asked = FeedbackRequest.objects.filter(colleague__user=user.pk, state=FeedbackState.ASKED)
    return list(asked.filter(case__employee__isnull=False).select_related("case__employee"))
