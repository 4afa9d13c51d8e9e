"""Colleagues: asked for a few lines on some items, or to advise whoever decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from paths.people.models import Employee
from paths.promotions.actors import actors_of
from paths.promotions.casework import NotAllowed, working_on
from paths.promotions.choices import CaseState, FeedbackState
from paths.promotions.models import Adviser, Case, FeedbackAnswer, FeedbackRequest, Item
from paths.promotions.trail import write_event
from paths.promotions.transitions import MARKED_IN, NEVER_DECIDES, Actor
from paths.shared.clock import now

if TYPE_CHECKING:
    from paths.people.models import User

ADVISED_IN = frozenset({CaseState.SENT, CaseState.WAITING})


class AskedAlready(Exception):
    """Raised when that colleague has been asked, or advises, already."""


def may_ask(case: Case, actors: Collection[Actor]) -> bool:
    """Whether somebody who is all of `actors` to `case` may ask colleagues for feedback now."""
    return case.state in MARKED_IN and Actor.MANAGER in actors


def may_name(case: Case, actors: Collection[Actor]) -> bool:
    """Whether somebody who is all of `actors` to `case` may name advisers now: whoever may decide it."""
    return case.state in ADVISED_IN and Actor.PARTNER in actors and not NEVER_DECIDES & set(actors)


def who_may_be_asked(case: Case) -> QuerySet[Employee]:
    """The colleagues who can be asked about `case`: who works here, is not asked already, and is not part of it."""
    asked = FeedbackRequest.objects.filter(case=case, colleague__isnull=False).exclude(state=FeedbackState.WITHDRAWN)
    return _others(case).exclude(pk__in=asked.values("colleague"))


def who_may_advise(case: Case, by: User) -> QuerySet[Employee]:
    """The colleagues whom `by` can name as advisers of `case`."""
    return _others(case).exclude(advises__case=case).exclude(user=by.pk)


@transaction.atomic
def ask_colleagues(
    *, case: Case, colleagues: Iterable[Employee], items: Iterable[Item], by: User, message: str = ""
) -> list[FeedbackRequest]:
    """Ask each of them, or nobody. Raises NotAllowed, AskedAlready."""
    items = list(items)
    return [ask_feedback(case=case, colleague=each, items=items, by=by, message=message) for each in colleagues]


@transaction.atomic
def name_advisers(*, case: Case, advisers: Iterable[Employee], by: User) -> list[Adviser]:
    """Name each of them, or nobody. Raises NotAllowed, AskedAlready."""
    return [name_adviser(case=case, adviser=each, by=by) for each in advisers]


@transaction.atomic
def ask_feedback(
    *, case: Case, colleague: Employee, items: Iterable[Item], by: User, message: str = ""
) -> FeedbackRequest:
    """Ask a colleague for a few lines on some items of the case, as its manager. Raises NotAllowed, AskedAlready."""
    with working_on(case) as current:
        asked = [item for item in items if item.case_id == current.pk]
        if not may_ask(current, actors_of(current, by)) or not asked or not _is_other(current, colleague):
            raise NotAllowed
        # Whoever was asked before, and was not needed any more, can be asked again.
        request = FeedbackRequest.objects.filter(case=current, colleague=colleague).first()
        if request is None:
            request = FeedbackRequest(case=current, colleague=colleague)
        elif request.state != FeedbackState.WITHDRAWN:
            raise AskedAlready
        request.message, request.state, request.asked_at = message, FeedbackState.ASKED, now()
        request.save()
        request.items.set(asked)
        write_event(case=current, by=by, what="feedback_asked", words=("", colleague.name), person=colleague)
    return request


@transaction.atomic
def give_feedback(*, request: FeedbackRequest, by: User, texts: Mapping[int, str]) -> None:
    """Answer a request: item id -> a few lines. Only the colleague who was asked, once. Raises NotAllowed."""
    with working_on(request.case) as case:
        current = FeedbackRequest.objects.select_related("colleague").get(pk=request.pk)
        theirs = current.colleague is not None and current.colleague.user_id == by.pk
        if current.state != FeedbackState.ASKED or not theirs:
            raise NotAllowed
        for item in current.items.all():
            if text := texts.get(item.pk, "").strip():
                FeedbackAnswer.objects.create(request=current, item=item, text=text)
                write_event(case=case, by=by, what="feedback", about=item.text, words=("", text))
        current.state, current.answered_at = FeedbackState.GIVEN, now()
        current.save()


@transaction.atomic
def withdraw_request(*, request: FeedbackRequest, by: User) -> None:
    """Take a request back that nobody has answered. Raises NotAllowed."""
    with working_on(request.case) as case:
        if Actor.MANAGER not in actors_of(case, by):
            raise NotAllowed
        asked = FeedbackRequest.objects.filter(pk=request.pk, state=FeedbackState.ASKED)
        if not asked.update(state=FeedbackState.WITHDRAWN):
            raise NotAllowed
        colleague = request.colleague
        name = colleague.name if colleague else ""
        write_event(case=case, by=by, what="feedback_withdrawn", words=("", name), person=colleague)


@transaction.atomic
def name_adviser(*, case: Case, adviser: Employee, by: User) -> Adviser:
    """Let a colleague read the case and leave a view, as the HR partner who may decide it. Raises NotAllowed,
    AskedAlready.
    """
    with working_on(case) as current:
        if not may_name(current, actors_of(current, by)) or not _is_other(current, adviser) or adviser.user_id == by.pk:
            raise NotAllowed
        try:
            with transaction.atomic():
                row = Adviser.objects.create(case=current, employee=adviser)
        except IntegrityError as error:
            raise AskedAlready from error
        write_event(case=current, by=by, what="adviser", words=("", adviser.name), person=adviser)
    return row


@transaction.atomic
def give_view(*, adviser: Adviser, by: User, view: str) -> None:
    """Leave a view for whoever decides, while it is not decided. Raises NotAllowed."""
    with working_on(adviser.case) as case:
        current = Adviser.objects.select_related("employee").get(pk=adviser.pk)
        theirs = current.employee is not None and current.employee.user_id == by.pk
        if case.state not in ADVISED_IN or not theirs:
            raise NotAllowed
        before, current.view, current.given_at = current.view, view, now()
        current.save()
        write_event(case=case, by=by, what="view", words=(before, view))


def _others(case: Case) -> QuerySet[Employee]:
    """Who works here but is not the subject of the case nor leads them: what those two think has another place."""
    if case.employee is None:
        return Employee.objects.none()
    part = [pk for pk in (case.employee_id, case.employee.manager_id) if pk]
    return Employee.objects.filter(is_active=True).exclude(pk__in=part)


def _is_other(case: Case, somebody: Employee) -> bool:
    return _others(case).filter(pk=somebody.pk).exists()
