"""Changing a case while evidence is gathered: its cycle, and evidence that was added by mistake."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from paths.promotions.casework import add_evidence
from paths.promotions.models import Case, Event, ItemEvidence
from paths.promotions.verifying import broken_links
from tests.factories import CycleFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering, read, sent
from tests.promotions.people import company

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


@pytest.fixture
def autumn():
    today = timezone.localdate()
    return CycleFactory(name="Autumn", opens_on=today, closes_on=today, decides_by=today + datetime.timedelta(days=9))


def join(who, case, cycle):
    data = {"cycle": cycle.pk if cycle else ""}
    return browser(who).post(reverse("case_cycle", args=[case.pk]), data, follow=True)


def take_away(who, case, piece):
    return browser(who).post(reverse("case_evidence_remove", args=[case.pk, piece.pk]), follow=True)


def test_a_case_joins_a_cycle_that_opened_after_it_and_leaves_it_again(people, autumn):
    case = gathering(people)
    join(people.bo, case, autumn)
    assert Case.objects.get().cycle == autumn
    join(people.bo, case, autumn)
    join(people.bo, case, None)
    assert Case.objects.get().cycle is None
    told = list(Event.objects.filter(what__endswith="cycle").values_list("what", "before", "after").order_by("number"))
    assert told == [("cycle", "", "Autumn"), ("left_cycle", "Autumn", "")]
    assert "The case left the cycle “Autumn”" in read(people.bo, case)
    assert broken_links(Case.objects.get()) == []


def test_a_cycle_that_is_over_is_not_joined(people, autumn):
    over = CycleFactory(opens_on="2020-01-01", closes_on="2020-02-01", decides_by="2020-03-01")
    case = gathering(people)
    assert "That cycle is not open." in join(people.bo, case, over).content.decode()
    assert Case.objects.get().cycle is None


def test_a_sent_case_stays_in_its_cycle(people, autumn):
    case = sent(people)
    assert "The case stays in its cycle" in join(people.bo, case, autumn).content.decode()
    assert Case.objects.get().cycle is None


def test_without_a_cycle_there_is_nothing_to_choose(people):
    case = gathering(people)
    assert "Save the cycle" not in read(people.bo, case)
    CycleFactory(opens_on=timezone.localdate(), closes_on=timezone.localdate(), decides_by=timezone.localdate())
    assert "Save the cycle" in read(people.bo, case)
    assert "Save the cycle" not in read(people.ana, case), "their manager chooses"


def test_evidence_goes_by_whom_it_came_and_the_story_keeps_it(people):
    case = gathering(people)
    item = case.items.first()
    piece = add_evidence(item=item, by=people.ana.user, text="Won the rye prize")
    assert "Take away" in read(people.ana, case, "case_evidence", item.pk)
    assert "Take away" not in read(people.bo, case, "case_evidence", item.pk)
    assert browser(people.bo).post(reverse("case_evidence_remove", args=[case.pk, piece.pk])).status_code == 403
    assert ItemEvidence.objects.count() == 1
    take_away(people.ana, case, piece)
    assert not ItemEvidence.objects.exists()
    assert f"Ana took evidence for “{item.text}” away" in read(people.bo, case)
    assert Event.objects.get(what="evidence_removed").words.before == "Won the rye prize"
    assert broken_links(Case.objects.get()) == []


def test_evidence_of_a_sent_case_stays(people):
    case = gathering(people)
    piece = add_evidence(item=case.items.first(), by=people.bo.user, text="Won the rye prize")
    Case.objects.update(state="sent")
    assert "its evidence stays" in take_away(people.bo, case, piece).content.decode()
    assert ItemEvidence.objects.count() == 1
