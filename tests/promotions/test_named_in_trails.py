"""Which cycle and which employee an event means, whatever they are called later; found for old events too."""

from importlib import import_module

import pytest
from django.apps import apps

from paths.promotions.asking import ask_feedback, name_adviser, withdraw_request
from paths.promotions.casework import open_case, take_step
from paths.promotions.changing import join_cycle
from paths.promotions.models import Case, Event
from tests.factories import CycleFactory, EmployeeFactory
from tests.promotions.people import company

pytestmark = pytest.mark.django_db
MIGRATION = import_module("paths.migrations.0019_events_point_at_what_they_name")


def pointed_at():
    return list(Event.objects.order_by("case", "number").values_list("what", "cycle", "person_number"))


def renamed(row, name):
    row.name = name
    row.save()


def test_what_events_of_before_meant_is_found_though_everything_is_called_otherwise_now():
    people = company()
    autumn, spring = CycleFactory(name="Autumn"), CycleFactory(name="Spring")
    case = open_case(employee=people.ana, level=people.senior, by=people.bo.user, cycle=autumn)
    renamed(autumn, "Winter")
    join_cycle(case=case, cycle=spring, by=people.bo.user)
    renamed(spring, "Autumn")
    case = take_step(case=case, step="gather", by=people.bo.user)
    namesake = EmployeeFactory(name="Cleo")
    for each in (people.colleague, namesake):
        request = ask_feedback(case=case, colleague=each, items=case.items.all(), by=people.bo.user)
    withdraw_request(request=request, by=people.bo.user)
    renamed(people.colleague, "Zoe")
    Case.objects.update(state="sent")
    name_adviser(case=case, adviser=people.boss, by=people.partner)
    expected = pointed_at()
    assert {autumn.pk, spring.pk} == {cycle for _what, cycle, _person in expected if cycle}
    assert {people.colleague.pk, namesake.pk, people.boss.pk} == {person for *_rest, person in expected if person}
    Event.objects.update(cycle=None, person_number=0)
    MIGRATION.find_cycles(apps, None)
    MIGRATION.find_people(apps, None)
    found = pointed_at()
    # Of two who were called alike it cannot be told whose request was taken back.
    assert [each for each in found if each[0] != "feedback_withdrawn"] == [
        each for each in expected if each[0] != "feedback_withdrawn"
    ]
    assert next(person for what, _cycle, person in found if what == "feedback_withdrawn") in (
        people.colleague.pk,
        namesake.pk,
    )
