"""What stands beside a field that others read as soon as it is saved, and who really does."""

import re

import pytest
from django.urls import reverse

from paths.growth.readers import Seer, WhoSees
from paths.promotions.asking import name_adviser
from paths.promotions.casework import take_step
from paths.promotions.choices import SeenFrom
from paths.promotions.readers import who_sees_case
from tests.factories import PromotionRuleFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import GIVEN, gathering, mark, sent, words
from tests.promotions.people import company

pytestmark = pytest.mark.django_db
WORD = "Kept the starter alive"


@pytest.fixture
def people():
    return company()


def beside(page, field):
    """What the elements say that describe a field."""
    tag = re.search(rf'<(?:textarea|input|select)[^>]* name="{field}"[^>]*>', page)[0]
    ids = re.search(r'aria-describedby="([^"]*)"', tag)[1].split()
    found = [re.search(rf'<(\w+) id="{each}"[^>]*>(.*?)</\1>', page, re.DOTALL) for each in ids]
    return " ".join(each[2] for each in found if each)


def note(people, item):
    return item.case.get_absolute_url(), f"{item.pk}-note", mark(item, note=WORD, version=item.version)


def reason(people, item):
    return (
        item.case.get_absolute_url(),
        f"{item.pk}-reason",
        mark(item, "not_applicable", reason=WORD, version=item.version),
    )


def comment(people, item):
    return item.case.get_absolute_url(), "text", {"text": WORD}


def evidence(people, item):
    page = reverse("case_evidence", args=[item.case_id, item.pk])
    return page, "text", {"text": WORD, "happened_on": "2026-01-02"}


POSTED_TO = {note: "case", reason: "case", comment: "case_comment", evidence: "case_evidence"}


def returned(people):
    """A case that came back from the partner, who had named Cleo an adviser on it."""
    case = sent(people)
    name_adviser(case=case, adviser=people.colleague, by=people.partner)
    return take_step(case=case, step="give_back", by=people.partner, given=GIVEN)


# The case as it stands -> (how it came there, from when on HR lets Ana see it, who reads it beside Bo).
CASES = {
    "gathering, seen by Ana": (gathering, SeenFrom.DRAFT, {"subject"}),
    "gathering, not yet seen by Ana": (gathering, SeenFrom.SENT, set()),
    "returned": (returned, SeenFrom.SENT, {"subject", "colleague", "partner", "other partner"}),
}


@pytest.mark.parametrize("stands", CASES)
@pytest.mark.parametrize("field", POSTED_TO)
def test_a_field_of_a_case_names_those_who_read_it_as_soon_as_it_is_saved(people, field, stands):
    make, seen_from, expected = CASES[stands]
    PromotionRuleFactory(seen_from=seen_from)
    case = make(people)
    path, name, data = field(people, case.items.first())
    said = beside(browser(people.bo).get(path).content.decode(), name)
    arguments = [case.pk, case.items.first().pk] if field is evidence else [case.pk]
    assert browser(people.bo).post(reverse(POSTED_TO[field], args=arguments), data).status_code == 302
    everybody = people.users() | {"other partner": people.other_partner}
    reading = {who for who, user in everybody.items() if WORD in words(browser(user).get(case.get_absolute_url()))}
    assert reading - {"manager"} == expected
    sees = who_sees_case(case, viewer=people.bo.user, seen_from=seen_from)
    assert {seer.name for seer in sees.others} == {str(everybody[who]) for who in expected}
    assert said.endswith(sees.at_once)


def test_the_sentence_names_three_at_most_and_counts_the_rest():
    def said(*names):
        return WhoSees(tuple(Seer(name, "", name == "Me") for name in names), is_own=False).at_once

    assert said("Me") == "Nobody else can read it yet."
    assert said("Me", "Ana") == "Ana can read it as soon as it is saved."
    assert said("Me", "Ana", "Bo", "Cleo") == "Ana, Bo and Cleo can read it as soon as it is saved."
    assert said("Me", "Ana", "Bo", "Cleo", "Dov") == "Ana, Bo and 2 others can read it as soon as it is saved."
