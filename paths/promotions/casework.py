"""Working on a case: opening it, marking, adding evidence, and every step of its states. Each leaves an event."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from paths.growth.assessing import NotOnTheLadder
from paths.growth.models import Goal
from paths.growth.targets import edition_in_force
from paths.ladders.models import Level
from paths.people.models import Employee
from paths.promotions.actors import actors_of, actors_towards
from paths.promotions.checklist import gather_items
from paths.promotions.choices import NEEDS_REASON, CaseState, FeedbackState, Mark
from paths.promotions.models import Case, Comment, Cycle, FeedbackRequest, Item, ItemEvidence
from paths.promotions.trail import EFFECTIVE, write_event
from paths.promotions.transitions import DECIDED, MARKED_IN, OPEN, TRANSITIONS, Actor, Need, Transition, may
from paths.shared.clock import now

if TYPE_CHECKING:
    from paths.people.models import User

NEEDED_GOALS = (Mark.PARTLY, Mark.NOT_YET)


class NotAllowed(Exception):
    """Raised when somebody may not do this in this case, or not in its state."""


class AlreadyOpen(Exception):
    """Raised when there is an open case for that person already."""


class Missing(Exception):
    """Raised when a step lacks what it needs; `need` says what."""

    def __init__(self, need: Need) -> None:
        self.need = need
        super().__init__(str(need))


class MarkedMeanwhile(Exception):
    """Raised when an item was saved elsewhere since it was shown; `item` is what it says now."""

    def __init__(self, item: Item) -> None:
        self.item = item
        super().__init__("The item was saved elsewhere.")


@dataclass(frozen=True, slots=True)
class Given:
    """What comes along with a step."""

    reason: str = ""
    effective_on: datetime.date | None = None
    what_would_change: str = ""


@transaction.atomic
def open_case(*, employee: Employee, level: Level, by: User, cycle: Cycle | None = None) -> Case:
    """Open a case as the manager, or ask for one as the employee; pinned to the edition in force.

    Raises NotAllowed for anybody else, AlreadyOpen, and NotOnTheLadder if nothing describes the level.
    """
    actors = actors_towards(employee, by)
    step = TRANSITIONS["ask" if Actor.SUBJECT in actors else "open"]
    if not employee.is_active or not may(step, frozenset(actors)):
        raise NotAllowed
    edition = edition_in_force(level)
    if edition is None:
        raise NotOnTheLadder
    moment = now()
    case = Case(
        employee=employee,
        from_level=employee.level,
        level=level,
        edition=edition,
        opened_by=by,
        cycle=cycle,
        state=step.target,
        state_since=moment,
        opened_at=moment,
    )
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyOpen from error
    write_event(case=case, by=by, what=step.name, after=step.target)
    gather_items(case)
    if cycle is not None:
        write_event(case=case, by=by, what="cycle", after=cycle.name, cycle=cycle)
    return case


@transaction.atomic
def take_step(*, case: Case, step: str, by: User, given: Given | None = None) -> Case:
    """Take a step of the table in transitions.py. Raises NotAllowed, and Missing with what the step needs."""
    given = given or Given()
    with working_on(case) as current:
        transition = TRANSITIONS[step]
        if current.state not in transition.sources or not may(transition, actors_of(current, by)):
            raise NotAllowed
        _check(current, transition, given)
        before = current.state
        current.state, current.state_since = transition.target, now()
        if given.reason:
            current.reason = given.reason
        if transition.target in DECIDED:
            current.decided_by, current.decided_at = by, current.state_since
            current.effective_on = given.effective_on if Need.EFFECTIVE_DAY in transition.needs else None
            current.what_would_change = given.what_would_change if Need.WHAT_WOULD_CHANGE in transition.needs else ""
        elif transition.target == CaseState.WITHDRAWN:
            # Nobody decided it so; that it was approved before is in the trail.
            current.decided_by = current.decided_at = None
        current.save()
        write_event(case=current, by=by, what=step, before=before, after=transition.target)
        said = {"reason": given.reason}
        if Need.WHAT_WOULD_CHANGE in transition.needs:
            said["what_would_change"] = given.what_would_change
        for what, text in said.items():
            if text:
                write_event(case=current, by=by, what=what, words=("", text))
        if current.effective_on and Need.EFFECTIVE_DAY in transition.needs:
            write_event(case=current, by=by, what=EFFECTIVE, after=current.effective_on.isoformat())
        if transition.target not in OPEN:
            withdraw_requests(case=current, by=by)
        if transition.target == CaseState.DECLINED:
            _propose_goals(current)
    return current


@transaction.atomic
def mark_item(
    *, item: Item, by: User, mark: Mark, reason: str = "", note: str = "", version: int | None = None
) -> Item:
    """Mark an item, as the manager. Raises NotAllowed, Missing without the reason a mark needs, MarkedMeanwhile if the
    item was saved elsewhere since `version` was shown.
    """
    if mark in NEEDS_REASON and not reason.strip():
        raise Missing(Need.REASON)
    with working_on(item.case) as case:
        if case.state not in MARKED_IN or Actor.MANAGER not in actors_of(case, by):
            raise NotAllowed
        current = Item.objects.get(pk=item.pk)
        said = {"mark": mark, "reason": reason.strip(), "note": note}
        if version is not None and version != current.version:
            if all(getattr(current, name) == value for name, value in said.items()):
                return current
            raise MarkedMeanwhile(current)
        before = {name: getattr(current, name) for name in said}
        for name, value in said.items():
            setattr(current, name, value)
        current.version += 1
        current.marked_at = now()
        current.save()
        about = current.text
        if before["mark"] != mark:
            write_event(case=case, by=by, what="mark", about=about, before=before["mark"], after=mark)
        for name in ("reason", "note"):
            if before[name] != said[name]:
                write_event(case=case, by=by, what=name, about=about, words=(before[name], said[name]))
    return current


@transaction.atomic
def add_evidence(
    *, item: Item, by: User, text: str, link: str = "", happened_on: datetime.date | None = None
) -> ItemEvidence:
    """Add evidence to an item, as the employee or their manager. Raises NotAllowed."""
    with working_on(item.case) as case:
        if case.state not in MARKED_IN or not actors_of(case, by) & {Actor.SUBJECT, Actor.MANAGER}:
            raise NotAllowed
        row = ItemEvidence.objects.create(
            item=item, text=text, link=link, happened_on=happened_on or timezone.localdate(now()), added_by=by
        )
        write_event(case=case, by=by, what="evidence", about=item.text, words=("", f"{text} {link}".strip()))
    return row


@transaction.atomic
def add_comment(*, case: Case, by: User, text: str, item: Item | None = None) -> Comment:
    """Say something on an open case, as somebody who is part of it. Raises NotAllowed."""
    with working_on(case) as current:
        is_elsewhere = item is not None and item.case_id != current.pk
        if (
            is_elsewhere
            or current.state not in OPEN
            or not actors_of(current, by) & {Actor.SUBJECT, Actor.MANAGER, Actor.PARTNER}
        ):
            raise NotAllowed
        comment = Comment.objects.create(case=current, item=item, author=by, text=text)
        write_event(case=current, by=by, what="comment", about=item.text if item else "", words=("", text))
    return comment


def withdraw_requests(*, case: Case, by: User | None) -> None:
    """What nobody has answered is not needed any more. The caller has locked the case."""
    for request in FeedbackRequest.objects.filter(case=case, state=FeedbackState.ASKED).select_related("colleague"):
        request.state = FeedbackState.WITHDRAWN
        request.save()
        withdrawn_event(request=request, case=case, by=by)


def withdrawn_event(*, request: FeedbackRequest, case: Case, by: User | None) -> None:
    """Note that a request was taken back, and whose."""
    name = request.colleague.name if request.colleague else ""
    write_event(case=case, by=by, what="feedback_withdrawn", words=("", name), person=request.colleague)


@contextmanager
def working_on(case: Case) -> Iterator[Case]:
    """The case as it is now, with nobody else writing in it until the transaction ends."""
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        yield (
            Case.objects.select_related("employee__manager__user", "employee__user", "level__role")
            .prefetch_related("advisers__employee")
            .get(pk=case.pk)
        )


def _check(case: Case, step: Transition, given: Given) -> None:
    have = {
        Need.REASON: bool(given.reason.strip()),
        Need.EFFECTIVE_DAY: given.effective_on is not None,
        Need.WHAT_WOULD_CHANGE: bool(given.what_would_change.strip()),
        Need.WORKS_HERE: case.employee is not None and case.employee.is_active,
    }
    for need in sorted(step.needs):
        if need is Need.ALL_MARKED:
            if Item.objects.filter(case=case, mark=Mark.OPEN, required=True).exists():
                raise Missing(need)
        elif not have[need]:
            raise Missing(need)


def _propose_goals(case: Case) -> None:
    """What was not met becomes goals that the employee may take up."""
    if case.employee_id is None:
        return
    Goal.objects.bulk_create(
        Goal(employee_id=case.employee_id, action=item.text[:500], key=item.key, statement=item.text, is_proposed=True)
        for item in Item.objects.filter(case=case, mark__in=NEEDED_GOALS)
    )
