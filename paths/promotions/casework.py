"""Working on a case: opening it, marking, adding evidence, and every step of its states. Each leaves an event."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from paths.growth.assessing import NotOnTheLadder
from paths.growth.targets import edition_in_force, is_below
from paths.ladders.models import Level
from paths.people.models import Employee
from paths.promotions.actors import actors_of, actors_towards
from paths.promotions.checklist import gather_items
from paths.promotions.choices import NEEDS_REASON, CaseState, Mark
from paths.promotions.ending import end_requests, propose_goals
from paths.promotions.leading import check_manager, hand_to
from paths.promotions.models import Case, Comment, Cycle, Item, ItemEvidence
from paths.promotions.step_effects import AlreadyOpen, Given, Missing, change, check_needs, write_words
from paths.promotions.trail import EFFECTIVE, write_event
from paths.promotions.transitions import MARKED_IN, OPEN, TRANSITIONS, Actor, Need, fits, may
from paths.shared.clock import now

if TYPE_CHECKING:
    from paths.people.models import User


class NotAllowed(Exception):
    """Raised when somebody may not do this in this case, or not in its state."""


class TowardsLower(Exception):
    """Raised when a case would lead to a lower level of the ladder, and nobody said that it is meant to."""


class MarkedMeanwhile(Exception):
    """Raised when an item was saved elsewhere since it was shown; `item` is what it says now."""

    def __init__(self, item: Item) -> None:
        self.item = item
        super().__init__("The item was saved elsewhere.")


@transaction.atomic
def open_case(
    *, employee: Employee, level: Level, by: User, cycle: Cycle | None = None, is_meant_lower: bool = False
) -> Case:
    """Open a case as the manager, or ask for one as the employee; pinned to the edition in force.

    Raises NotAllowed for anybody else, AlreadyOpen, NotOnTheLadder if nothing describes the level, and TowardsLower if
    it is below that of today, unless `is_meant_lower`.
    """
    actors = actors_towards(employee, by)
    step = TRANSITIONS["ask" if Actor.SUBJECT in actors else "open"]
    if not employee.is_active or not may(step, frozenset(actors)):
        raise NotAllowed
    edition = edition_in_force(level)
    if edition is None:
        raise NotOnTheLadder
    if not is_meant_lower and is_below(level, employee.level):
        raise TowardsLower
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
    """Take a step of the table in transitions.py. Raises NotAllowed, Missing with what the step needs, CannotLead if it
    hands the case to somebody who cannot, and AlreadyOpen if it would open it again beside another one.
    """
    given, transition = given or Given(), TRANSITIONS[step]
    # Reporting lines are locked before cases, as they are when somebody is erased.
    if Need.MANAGER in transition.needs and given.manager and case.employee:
        check_manager(case.employee, given.manager)
    with working_on(case) as current:
        is_applied = current.applied_at is not None
        state = CaseState(current.state)
        if not fits(transition, state, is_applied=is_applied) or not may(transition, actors_of(current, by)):
            raise NotAllowed
        check_needs(current, transition, given)
        day = current.effective_on
        change(current, transition, given, by)
        write_event(case=current, by=by, what=step, before=state, after=current.state)
        write_words(current, transition, given, by)
        if current.effective_on != day:
            before, after = (each.isoformat() if each else "" for each in (day, current.effective_on))
            write_event(case=current, by=by, what=EFFECTIVE, before=before, after=after)
        if Need.MANAGER in transition.needs and given.manager:
            hand_to(case=current, manager=given.manager, by=by)
        if current.state not in OPEN:
            end_requests(current)
        if current.state == CaseState.DECLINED:
            propose_goals(current)
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
