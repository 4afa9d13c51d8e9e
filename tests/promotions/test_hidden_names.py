"""Documents without names: whoever somebody was called and is called now, and nothing that leads to them."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from paths.people.erasing import erase_person
from paths.people.models import Employee, User
from paths.promotions.asking import ask_feedback, name_adviser
from paths.promotions.casework import Given, add_comment, take_step
from paths.promotions.cast import Cast, Part, Person
from paths.promotions.ordinary_words import GENERIC, ORDINARY
from tests.factories import EmployeeFactory, UserFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering, read, sent
from tests.promotions.people import company

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


def called(somebody, name, email=""):
    """Give somebody another name, in both their records."""
    for row in (somebody, somebody.user):
        row.name, row.email = name, email or row.email
        row.save()


def hidden(who, case):
    return browser(who).get(reverse("case_json", args=[case.pk]), {"names": "hidden"}).content.decode()


def story(who, case):
    return [each["told"] for each in json.loads(hidden(who, case))["story"]]


def words(text, name, email="", part=Part.SUBJECT):
    return Cast((Person(1, name, email, part),), is_hidden=True).words(text)


# Names of before


def test_who_was_asked_under_another_name_is_hidden_by_that_too(people):
    called(people.colleague, "Cleo Oldname", "cleo.oldname@bakery.example")
    case = gathering(people)
    ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    add_comment(case=case, by=people.bo.user, text="Oldname knows, so does cleo.oldname.")
    called(people.colleague, "Zoe New", "zoe@bakery.example")
    assert "oldname" not in hidden(people.bo, case).lower()
    assert "oldname" not in read(people.bo, case, "case_print", names="hidden").lower()
    assert "The manager asked colleague 1 for feedback" in story(people.bo, case)
    assert "colleague 1 knows, so does colleague 1." in hidden(people.bo, case)


def test_two_of_the_same_name_stay_two(people):
    namesake = EmployeeFactory(name="Cleo")
    case = gathering(people)
    for each in (people.colleague, namesake):
        ask_feedback(case=case, colleague=each, items=case.items.all(), by=people.bo.user)
    told = story(people.bo, case)
    assert [f"The manager asked colleague {number} for feedback" in told for number in (1, 2)] == [True, True]


def test_an_adviser_is_hidden_by_the_name_of_then(people):
    case = sent(people)
    name_adviser(case=case, adviser=people.colleague, by=people.partner)
    called(people.colleague, "Zoe New")
    assert "HR partner 1 named adviser 1 as an adviser" in story(people.partner, case)
    assert "Cleo" not in hidden(people.partner, case)


@pytest.mark.parametrize("who", ["ana", "bo"])
def test_the_employee_and_the_manager_are_hidden_by_the_names_of_before(people, who):
    somebody = getattr(people, who)
    called(somebody, "Quentin Yarrow")
    case = gathering(people)
    add_comment(case=case, by=people.bo.user, text="QUENTIN and Mx. Yarrow were there.")
    called(somebody, "Zoe New")
    assert not re.search("quentin|yarrow", hidden(people.bo, case), re.IGNORECASE)


def test_somebody_who_only_has_an_account_is_hidden_by_its_names_of_before(people):
    case = sent(people)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="Petra says: more."))
    people.partner.name = "Zoe New"
    people.partner.save()
    assert "Petra" not in hidden(people.bo, case)


def test_an_employee_whose_account_came_later_is_hidden_by_the_name_of_before(people):
    late = Employee.objects.create(name="Quentin Yarrow", email="late@bakery.example")
    case = gathering(people)
    add_comment(case=case, by=people.bo.user, text="Ask Yarrow.")
    late.name, late.user = "Zoe New", UserFactory(name="Zoe New")
    late.save()
    ask_feedback(case=case, colleague=late, items=case.items.all(), by=people.bo.user)
    assert "Yarrow" not in hidden(people.bo, case)


def test_what_an_hr_partner_was_called_before_they_had_an_account_is_hidden_as_what_they_are(people):
    employee = Employee.objects.create(name="Quentin Yarrow", email="late@bakery.example")
    case = sent(people)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="Ask Yarrow."))
    employee.name, employee.user = "Petra", people.partner
    employee.save()
    assert json.loads(hidden(people.bo, case))["decision"]["reason"] == "Ask HR partner 1."


def test_whose_records_are_gone_is_hidden_by_what_is_left_of_them(people):
    case = gathering(people)
    ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    add_comment(case=case, by=people.bo.user, text="Cleo and Bo were there.")
    people.colleague.delete()
    people.bo.user.delete()
    found = hidden(people.ana, case)
    assert not re.search(r"\b(Cleo|Bo)\b", found)
    assert re.search(r"somebody else \d and the manager were there", found)


def test_with_names_shown_the_story_says_what_they_were_called_then(people):
    case = gathering(people)
    ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    called(people.colleague, "Zoe New")
    assert "Bo asked Cleo for feedback" in read(people.bo, case, "case_print")


# Names that are words


def test_the_stand_in_of_somebody_who_was_erased_hides_no_word(people):
    case = gathering(people)
    text = "The person who was calm in the erased room is a person; see “A person who was erased”."
    add_comment(case=case, by=people.ana.user, text=text)
    erase_person(employee=people.bo, typed_name="Bo", to_their_manager=True, by=people.partner)
    assert User.objects.filter(name="A person who was erased").exists()
    assert json.loads(hidden(people.ana, case))["comments"][0]["text"] == text
    assert story(people.ana, case)[0] == "Somebody else 1 opened the case"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("May", "In spring May may bake, MAY.", "In spring the employee may bake, the employee."),
        ("Will Young", "Will will stay young.", "the employee will stay young."),
        ("will young", "Will will stay young.", "the employee will stay young."),
        ("Mark Grant", "A mark of Mark; grant it.", "A mark of the employee; grant it."),
        ("Otto von Ohm", "Rye from von and der, by Otto.", "Rye from von and der, by the employee."),
        ("Otto von Ohm", "It was otto VON ohm.", "It was the employee."),
        ("Maya Willow", "Maybe willows: maya, WILLOW.", "Maybe willows: the employee, the employee."),
        ("J. (May) Roe", "J. and May may.", "the employee and the employee may."),
    ],
)
def test_a_name_that_is_a_word_as_well_is_hidden_only_as_it_is_written(name, text, said):
    assert words(text, name) == said


@pytest.mark.parametrize("address", ["will@x.example", "hr@x.example", "people@x.example", "an@x.example"])
def test_an_address_that_begins_with_a_word_hides_no_word(address):
    text = "The people of hr will get an oven."
    assert words(text, "Zeno Q", address) == text


def test_what_an_account_of_several_people_is_called_hides_only_the_whole():
    found = words("The team asked the HR Team for a person.", "HR Team", part=Part.PARTNER)
    assert found == "The team asked the HR partner 1 for a person."


def test_ordinary_words_are_listed_as_they_are_compared():
    assert all(word == word.casefold() and word.isalpha() for word in ORDINARY | GENERIC)
    assert {"may", "will", "mark", "grace", "young", "von"} <= ORDINARY
    assert not {"ana", "bo", "jürgen"} & ORDINARY


# What leads to somebody by way of the database


def test_without_names_there_is_no_number_seal_or_time_of_day(people):
    case = sent(people)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="More."))
    found = json.loads(hidden(people.bo, case))
    text = json.dumps(found)
    assert "number" not in found["case"]
    assert not re.search(r"[0-9a-f]{64}|\d\d:\d\d|T\d\d", text)
    assert {"seal", "sealed", "at"}.isdisjoint(key for event in found["story"] for key in event)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", event["day"]) for event in found["story"])


def test_without_names_the_paper_has_no_number(people):
    case = sent(people)
    assert f"Case {case.pk}, printed" in read(people.bo, case, "case_print")
    page = read(people.bo, case, "case_print", names="hidden")
    assert "Printed " in page
    assert f"Case {case.pk}" not in page
