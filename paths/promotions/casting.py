"""Who is in a case, out of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from paths.people.forgetting import ADDRESS
from paths.people.models import Employee, User
from paths.promotions.cast import Cast, Part, Person
from paths.promotions.models import Case, Comment, Event, FeedbackRequest, ItemEvidence
from paths.promotions.story import ADVICE, NAMES_SOMEBODY
from paths.promotions.transitions import TAKES_PART, TRANSITIONS, Actor

if TYPE_CHECKING:
    from collections.abc import Collection

ERASED_AT = ADDRESS[ADDRESS.index("@") :]
DECIDING = {step.name for step in TRANSITIONS.values() if step.decides} | {"adviser"}


def cast_of(
    case: Case,
    *,
    events: Iterable[Event] = (),
    requests: Iterable[FeedbackRequest] = (),
    written: Iterable[ItemEvidence | Comment] = (),
    is_hidden: bool = False,
) -> Cast:
    """Everybody who is in a case or did something in it. Events have their actor at hand, the rest its people. With
    names to hide, those that they had before as well: two queries.
    """
    events, requests = list(events), list(requests)
    people = list(_people(case, events, requests, written))
    if is_hidden:
        people += [*_before(case, events, requests, people), *_named(events)]
    return Cast(tuple(people), is_hidden)


def hears_advice(case: Case, actors: Collection[Actor]) -> bool:
    """Whether somebody may know what advisers say: whoever may decide or advises, and has no part in it; once it is
    decided, everybody.
    """
    is_asked = bool({Actor.PARTNER, Actor.ADVISER} & set(actors)) and not TAKES_PART & set(actors)
    return case.decided_at is not None or is_asked


def events_of(case: Case, actors: Collection[Actor]) -> QuerySet[Event]:
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
    key = _key(employee)
    yield _person(key, employee.name, employee.email, part, employee.pk)
    if employee.user_id and (employee.user.name, employee.user.email) != (employee.name, employee.email):
        yield _person(key, str(employee.user), employee.user.email, part)


def _user(user: User | None, part: Part) -> Iterator[Person]:
    if user:
        yield _person(user.pk, str(user), user.email, part)


def _before(
    case: Case, events: Iterable[Event], requests: Iterable[FeedbackRequest], people: Iterable[Person]
) -> Iterator[Person]:
    """The same people by every name and address that they and their accounts ever had: a text calls them as they were
    called when it was written. Of accounts that are gone only that is left.
    """
    users = {person.key for person in people if isinstance(person.key, int)}
    users |= {event.actor_number for event in events if event.actor_number}
    at_hand = [case.employee, case.employee and case.employee.manager]
    at_hand += [request.colleague for request in requests]
    at_hand += [adviser.employee for adviser in case.advisers.all()]
    keys: dict[int, object] = {employee.pk: _key(employee) for employee in at_hand if employee}
    theirs = Q(id__in=keys) | Q(user__in=users) | Q(id__in=Employee.objects.filter(user__in=users).values("pk"))
    columns = ("id", "user_id", "name", "email")
    rows = list(Employee.history.filter(theirs).order_by(*columns).values_list(*columns).distinct())
    for employee, user, _name, _email in rows:
        if user in users:
            keys.setdefault(employee, user)
    for employee, _user_then, name, email in rows:
        yield _person(keys.get(employee, ("employee", employee)), name, email, Part.OTHER)
    columns = ("id", "name", "email")
    for user, name, email in User.history.filter(id__in=users).order_by(*columns).values_list(*columns).distinct():
        yield _person(user, name, email, Part.OTHER)


def _named(events: Iterable[Event]) -> Iterator[Person]:
    """Whoever is named by what happened: there may be no other trace of them left."""
    for event in events:
        name = event.words.after if event.what in NAMES_SOMEBODY and hasattr(event, "words") else ""
        if name:
            yield _person(("named", name), name, "", Part.OTHER)


def _person(key: object, name: str, email: str, part: Part, number: int = 0) -> Person:
    return Person(key, name, email, part, email.endswith(ERASED_AT), number)


def _key(employee: Employee) -> object:
    return employee.user_id or ("employee", employee.pk)
