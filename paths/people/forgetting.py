"""Taking who somebody was out of what the audit keeps: the history of their account, and the admin's log."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from paths.people.models import Employee, User

# What stands in the place of a name, in every language: the guards of the history know it by these very words.
NAME = "A person who was erased"
# A domain that can never receive mail (RFC 2606).
ADDRESS = "erased-{}@erased.invalid"
# The apps of ways to sign in. What those are called is up to their owners: “Zora’s laptop”, zora@company.example.
SIGN_IN = ("account", "mfa", "socialaccount")


def names_of(*rows: User | Employee | None) -> frozenset[str]:
    """Every name and address that these rows have, or ever had."""
    found: set[str] = set()
    for row in filter(None, rows):
        found |= {row.name, row.email}
        for pair in row.history.values_list("name", "email"):
            found |= set(pair)
    return frozenset(found - {""})


def forget_in_history(user_id: int) -> None:
    """Leave in the history of an account when it changed and by whom, not whose it was."""
    User.history.filter(id=user_id).update(name=NAME, email=ADDRESS.format(user_id))


def forget_in_log(*rows: User | Employee | None, names: Collection[str]) -> None:
    """Take somebody out of the admin's log: out of what is about their `rows`, about such rows that are gone and went
    by one of their `names`, and about ways to sign in, of which nobody knows any more whose they were.
    """
    nobody = {"object_repr": NAME, "change_message": ""}
    for row in filter(None, rows):
        _about(type(row)).filter(object_id=str(row.pk)).update(**nobody)
    said = Q(pk__in=[])
    for name in names:
        said |= Q(object_repr__icontains=name) | Q(change_message__icontains=name)
    for model in (User, Employee):
        there = model._base_manager.annotate(number=Cast("pk", TextField())).values("number")
        _about(model).filter(said).exclude(object_id__in=there).update(**nobody)
    _forget_ways_to_sign_in()


def log_taken_away(rows: Iterable[Any], *, by: User) -> list[LogEntry]:
    """Write into the admin's log that `by` takes away these ways to sign in, by their number and their account's."""
    entries = [
        LogEntry(
            user_id=by.pk,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=f"#{row.pk}, {_('account %(number)d') % {'number': row.user_id}}",
            action_flag=DELETION,
        )
        for row in rows
    ]
    return LogEntry.objects.bulk_create(entries)


def _forget_ways_to_sign_in() -> None:
    """What `log_taken_away` did not write says more than numbers."""
    number = Concat(Value("#"), F("object_id"), output_field=TextField())
    entries = LogEntry.objects.filter(content_type__app_label__in=SIGN_IN)
    named = entries.exclude(object_repr=number).exclude(object_repr__startswith=Concat(number, Value(", ")))
    named.update(object_repr=number, change_message="")


def _about(model: type[Model]) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
