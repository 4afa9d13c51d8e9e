"""Erasing a person: what they wrote goes, who they were goes out of what the audit keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import NestedObjects
from django.contrib.sessions.models import Session
from django.db import models, router, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paths.people.administrators import (
    administrators,
    are_the_last,
    hold_administrators,
    what_it_means,
    why_not_the_last,
)
from paths.people.forgetting import ADDRESS, NAME, forget_in_history, forget_in_log, names_of
from paths.people.models import Employee, User
from paths.people.signals import person_erased, what_erasing_keeps, what_erasing_removes
from paths.shared.bulk import update_rows_with_history


class MayNotErase(Exception):
    """Raised with a sentence for people when somebody may not erase this person."""


class NotTheirName(Exception):
    """Raised when the name that was typed is not the person's."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What erasing would remove, as (how many, of what), more of it in sentences, and what stays."""

    counts: tuple[tuple[int, str | Promise], ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    reports: tuple[Employee, ...]


def preview_erasing(employee: Employee) -> Preview:
    """What goes with `employee`, and what the audit keeps."""
    user = employee.user
    found: Counter[type[models.Model]] = Counter({Employee: 1})
    for row in _goes_with(employee):
        found[type(row)] += type(row) is not Employee
    own = employee.history.count() + (user.history.count() if user else 0)
    kept = [_("That somebody was erased, on which day and by whom.")]
    if own:
        kept.append(
            _("When the record of the person changed (%(number)d times), without name or address.") % {"number": own}
        )
    if user and _is_in_audit(user):
        kept.append(_("What they did in ladders, pay and the admin, as done by “%(name)s”.") % {"name": NAME})
    kept.append(_("What others wrote in their own words. It is not searched for the name."))
    answers = _answers(what_erasing_removes, employee), _answers(what_erasing_keeps, employee)
    lost = (what_it_means(user),) if user and administrators().filter(pk=user.pk).exists() else ()
    counts = sorted(((number, _plural(model)) for model, number in found.items()), key=lambda pair: str(pair[1]))
    return Preview(
        tuple(counts), (*lost, *answers[0]), (*kept, *answers[1]), tuple(employee.reports.order_by("name", "pk"))
    )


def why_not_erase(employee: Employee, by: User) -> str:
    """Why `by` may not erase this person, as a sentence; "" if they may."""
    if employee.user_id == by.pk:
        return _("You cannot erase yourself. Ask somebody else to.")
    if employee.user and employee.user.is_superuser and not by.is_superuser:
        return _("This person is an administrator. Only another administrator can erase them.")
    if are_the_last([employee.user_id]):
        return why_not_the_last()
    return ""


@transaction.atomic
def erase_person(*, employee: Employee, typed_name: str, to_their_manager: bool, by: User) -> None:
    """Erase a person for good. `typed_name` must be theirs; `to_their_manager`: whoever reports to them reports to
    their manager from now on, otherwise to nobody.

    Raises MayNotErase with a sentence, NotTheirName, and Employee.DoesNotExist if somebody has done it before.
    """
    hold_administrators()
    # Their keys stay as they are for now: a case in which somebody writes at this moment still points at people.
    list(Employee.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    employee = Employee.objects.select_related("user").get(pk=employee.pk)
    if refusal := why_not_erase(employee, by):
        raise MayNotErase(refusal)
    if " ".join(typed_name.split()).casefold() != " ".join(employee.name.split()).casefold():
        raise NotTheirName
    user = employee.user
    person_erased.send(Employee, employee=employee, user=user)
    _hand_over(employee, employee.manager_id if to_their_manager else None, by)
    forget_in_log(employee, user, names=names_of(employee, user))
    _erase_employee(employee, by)
    if user:
        _erase_user(user, by)


def _hand_over(employee: Employee, manager_id: int | None, by: User) -> None:
    reports = list(employee.reports.all())
    for report in reports:
        report.manager_id = manager_id
    reason = _("Their manager was erased.")
    update_rows_with_history(Employee, reports, ["manager"], by=by, reason=reason)


def _erase_employee(employee: Employee, by: User) -> None:
    """The record and all that goes with it. The rows of its history stay, and tell nothing of the person."""
    number = employee.pk
    nobody: dict[str, Any] = {"name": NAME, "email": ADDRESS.format(number), "location": ""}
    # What is written when it is deleted is a copy of it.
    for field, value in (nobody | {"user": None, "level": None, "manager": None}).items():
        setattr(employee, field, value)
    employee._history_user = by
    employee._change_reason = _("Erased.")
    employee.delete()
    Employee.history.filter(id=number).update(**nobody, user=None, level=None, manager=None)


def _erase_user(user: User, by: User) -> None:
    """The account. Where the audit names it, a row without a person stays in its place, with which nobody signs in."""
    number = user.pk
    nobody = {"name": NAME, "email": ADDRESS.format(number)}
    _end_sessions(user)
    for relation in _pointing_at_users():
        if relation.on_delete is models.CASCADE and relation.related_model is not LogEntry:
            _remove(relation.related_model._base_manager.filter(**{relation.field.name: user}))
    user.name, user.email = nobody["name"], nobody["email"]
    user._history_user, user._change_reason = by, _("Erased.")
    if _is_in_audit(user):
        user.is_active = user.is_staff = user.is_superuser = False
        user.last_login = None
        user.set_unusable_password()
        user.groups.clear()
        user.user_permissions.clear()
        user.save()
    else:
        user.delete()
    forget_in_history(number)


def _remove(rows: models.QuerySet[Any]) -> None:
    for row in rows:
        row.delete()


def _is_in_audit(user: User) -> bool:
    """Whether anything that stays names this account: editions, histories, the admin's log."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: user}).exists()
        for relation in _pointing_at_users()
        if relation.related_model is LogEntry
        or (relation.on_delete is models.SET_NULL and relation.related_model is not Employee)
    )


def _pointing_at_users() -> Iterable[Any]:
    """Every relation that leads to a user from a table of its own, those without a name too."""
    for relation in User._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one) and not relation.concrete:
            yield relation


def _end_sessions(user: User) -> None:
    """Sign them out everywhere: a session can hold what was just typed."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _goes_with(employee: Employee) -> Iterable[models.Model]:
    """All rows that go with an employee and their account."""
    collector = NestedObjects(using=router.db_for_write(Employee), origin=employee)
    collector.collect([employee])
    for rows in collector.data.values():
        yield from rows
    if employee.user:
        yield employee.user
        for relation in _pointing_at_users():
            if relation.on_delete is models.CASCADE and relation.related_model is not LogEntry:
                yield from relation.related_model._base_manager.filter(**{relation.field.name: employee.user})


def _answers(signal: Any, employee: Employee) -> tuple[str, ...]:
    answers = signal.send(Employee, employee=employee, user=employee.user)
    return tuple(sentence for _receiver, sentences in answers for sentence in sentences)


def _plural(model: type[models.Model]) -> str | Promise:
    return model._meta.verbose_name_plural or model.__name__
