"""Who is in a case, out of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from paths.promotions.cast import Cast, Part, Person
from paths.promotions.models import Case, Comment, Event, FeedbackRequest, ItemEvidence
from paths.promotions.story import ADVICE
from paths.promotions.transitions import TAKES_PART, TRANSITIONS, Actor

if TYPE_CHECKING:
    from collections.abc import Collection

    from paths.people.models import Employee, User

DECIDING = {step.name for step in TRANSITIONS.values() if step.decides} | {"adviser"}


def cast_of(
    case: Case,
    *,
    events: Iterable[Event] = (),
    requests: Iterable[FeedbackRequest] = (),
    written: Iterable[ItemEvidence | Comment] = (),
    is_hidden: bool = False,
) -> Cast:
    """Everybody who is in a case or did something in it. Events have their actor at hand, the rest its people."""
    return Cast(tuple(_people(case, list(events), requests, written)), is_hidden)


def hears_advice(case: Case, actors: Collection[Actor]) -> bool:
    """Whether somebody may know what advisers say: whoever may decide or advises, and has no part in it; once it is
    decided, everybody.
    """
    is_asked = bool({Actor.PARTNER, Actor.ADVISER} & set(actors)) and not TAKES_PART & set(actors)
    return case.decided_at is not None or is_asked


def events_of(case: Case, actors: Collection[Actor]) -> Iterable[Event]:
    """What happened in a case as far as somebody who is all of `actors` to it may know, the first first. One query."""
    events = Event.objects.filter(case=case).select_related("actor", "words").order_by("number")
    return events if hears_advice(case, actors) else events.exclude(what__in=ADVICE)


def _people(
    case: Case,
    events: list[Event],
    requests: Iterable[FeedbackRequest],
    written: Iterable[ItemEvidence | Comment],
) -> Iterator[Person]:
    if case.employee:
        yield from _employee(case.employee, Part.SUBJECT)
        if case.employee.manager:
            yield from _employee(case.employee.manager, Part.MANAGER)
    for user in (case.decided_by, *(event.actor for event in events if event.what in DECIDING)):
        yield from _user(user, Part.PARTNER)
    for request in requests:
        if request.colleague:
            yield from _employee(request.colleague, Part.COLLEAGUE)
    for adviser in case.advisers.all():
        if adviser.employee:
            yield from _employee(adviser.employee, Part.ADVISER)
    others = (case.opened_by, *(event.actor for event in events))
    for user in (*others, *(getattr(row, "author", None) or getattr(row, "added_by", None) for row in written)):
        yield from _user(user, Part.OTHER)


def _employee(employee: Employee, part: Part) -> Iterator[Person]:
    """An employee, by their account where they have one; of that their name and address are known too."""
    key = employee.user_id or ("employee", employee.pk)
    yield Person(key, employee.name, employee.email, part)
    if employee.user_id and (employee.user.name, employee.user.email) != (employee.name, employee.email):
        yield Person(key, str(employee.user), employee.user.email, part)


def _user(user: User | None, part: Part) -> Iterator[Person]:
    if user:
        yield Person(user.pk, str(user), user.email, part)
