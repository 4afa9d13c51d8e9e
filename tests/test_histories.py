"""Every history there is: what is in it stays, whoever tries, but for the one way that erasing a person takes."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from simple_history.models import HistoricalChanges

from paths.people.forgetting import ADDRESS, NAME
from paths.people.models import Employee, User
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
HISTORIES = [model for model in apps.get_models() if issubclass(model, HistoricalChanges)]
# Something else than a column holds, by the kind of its field; a foreign key holds a number.
OTHER = {
    models.BooleanField: (False, True),
    models.DateTimeField: (datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),) * 2,
    models.DateField: (datetime.date(2026, 1, 1), datetime.date(2026, 2, 2)),
    models.DecimalField: (Decimal(1), Decimal(2)),
    models.UUIDField: (uuid.UUID(int=1), uuid.UUID(int=2)),
    models.IntegerField: (1, 2),
    models.ForeignKey: (1, 2),
    models.CharField: ("~", "-"),
    models.TextField: ("a", "b"),
}
OTHER[models.DateTimeField] = (OTHER[models.DateTimeField][0], datetime.datetime(2026, 2, 2, tzinfo=datetime.UTC))


def values_of(field):
    """Two values that a column can hold."""
    return next(values for kind, values in OTHER.items() if isinstance(field, kind))


def written_down(history):
    """A row of a history with a value in every column, but for who wrote it."""
    columns = [field for field in history._meta.concrete_fields if field.attname != "history_user_id"]
    (row,) = history.objects.bulk_create([history(**{field.attname: values_of(field)[0] for field in columns})])
    return history.objects.filter(pk=row.pk)


def is_refused(act):
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return "stays as it is" in str(error)
    return False


def test_no_column_of_any_history_can_be_changed(guarded):
    changed = {
        f"{history.__name__}.{field.attname}"
        for history in HISTORIES
        for rows in [written_down(history)]
        for field in history._meta.concrete_fields
        if not is_refused(lambda rows=rows, field=field: rows.update(**{field.attname: values_of(field)[1]}))
    }
    assert len(HISTORIES) > 20
    assert changed == set()


def test_no_row_of_any_history_can_be_removed(guarded):
    gone = {
        history.__name__
        for history in HISTORIES
        for rows in [written_down(history)]
        if not is_refused(lambda rows=rows: rows._raw_delete("default"))
    }
    assert gone == set()


@pytest.mark.parametrize("model", [User, Employee])
def test_a_person_who_is_erased_is_forgotten_in_the_history_and_nothing_else_is(guarded, model):
    person = EmployeeFactory()
    row = person if model is Employee else person.user
    history = model.history.filter(id=row.pk)
    nobody = {"name": NAME, "email": ADDRESS.format(row.pk)}
    assert is_refused(lambda: history.update(name=nobody["name"]))
    assert is_refused(lambda: history.update(name="Bo", email=nobody["email"]))
    assert is_refused(lambda: history.update(**nobody, is_active=False))
    assert is_refused(lambda: history.update(name=nobody["name"], email=ADDRESS.format(row.pk + 1)))
    assert history.update(**nobody) == 1
    assert is_refused(lambda: history.update(name=row.name, email=row.email))


def test_where_somebody_stood_is_taken_out_of_the_history_only_when_they_are_erased(guarded):
    person = EmployeeFactory(location="Berlin")
    history = Employee.history.filter(id=person.pk)
    nowhere = {"location": "", "user": None, "level": None, "manager": None}
    assert all(is_refused(lambda field=field: history.update(**{field: nowhere[field]})) for field in ("user", "level"))
    assert is_refused(lambda: history.update(**nowhere))
    assert history.update(name=NAME, email=ADDRESS.format(person.pk), **nowhere) == 1
