"""How somebody has come on towards a level, through every assessment of theirs that is about it."""

import re

import pytest
from django.urls import reverse

from paths.growth.answering import close_conversation, send_answer
from paths.growth.assessing import (
    end_assessment,
    rate,
    share_assessment,
    standing_of_assessment,
    start_assessment,
    withdraw,
)
from paths.growth.models import Assessment, Conversation
from tests.growth.bakery import bakery, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def answer(bakers, assessment, **values):
    for name, value in values.items():
        rate(assessment=assessment, expected=bakers.asked(name), value=value)


def page(bakers):
    return browser(bakers.ana).get(reverse("growth_history")).content.decode()


def lines(bakers):
    """category -> what its row of the chart says, column by column; the heading of each column under ""."""
    found = {}
    table = page(bakers).partition('<div class="lines"')[2].partition("</table>")[0]
    found[""] = re.findall(r'<th scope="col">([^<]*)</th>', table)[2:]
    for title, row in re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', table, re.DOTALL):
        cells = re.findall(r'<td class="num">(.*?)</td>', row)
        found[title] = [re.sub(r"<[^>]+>", " ", cell).strip() for cell in cells]
        assert row.count("<circle") == sum(" of " in cell for cell in cells)
    return found


def days(conversation, day):
    Conversation.objects.filter(pk=conversation.pk).update(shared_at=f"{day}T12:00Z")


def put_away(assessment, day):
    end_assessment(assessment=assessment)
    Assessment.objects.filter(pk=assessment.pk).update(ended_at=f"{day}T12:00Z")


def test_two_assessments_towards_a_level_each_shared_and_put_away_are_one_line(bakers):
    for day, value in (("2025-01-05", 0), ("2025-07-05", 2)):
        assessment = bakers.assessment()
        answer(bakers, assessment, teach=value)
        days(share_assessment(assessment=assessment), day)
        put_away(assessment, day)
    told = lines(bakers)
    assert told[""] == ["5 Jan 2025", "5 Jul 2025"]
    assert told["Responsibilities"] == ["0 of 1", "1 of 1"]
    assert page(bakers).count("Over time, towards Senior Baker") == 1


def test_what_changed_since_it_was_shared_is_the_latest_point(bakers):
    assessment = bakers.assessment()
    answer(bakers, assessment, teach=0)
    days(share_assessment(assessment=assessment), "2025-01-05")
    answer(bakers, assessment, teach=2)
    told = lines(bakers)
    assert told[""] == ["5 Jan 2025", "Now"]
    assert told["Responsibilities"] == ["0 of 1", "1 of 1"]


def test_progress_that_was_never_shared_is_a_line_too(bakers):
    first = bakers.assessment()
    answer(bakers, first, teach=1)
    put_away(first, "2025-01-05")
    answer(bakers, bakers.assessment(), teach=3)
    told = lines(bakers)
    assert told[""] == ["5 Jan 2025", "Now"]
    assert told["Responsibilities"] == ["0 of 1", "1 of 1"]


def test_what_was_put_away_as_it_was_shared_is_one_point(bakers):
    assessment = bakers.assessment()
    answer(bakers, assessment, teach=2)
    share_assessment(assessment=assessment)
    end_assessment(assessment=assessment)
    assert 'class="lines"' not in page(bakers)


def test_a_new_one_with_nothing_but_what_was_said_before_is_no_point(bakers):
    first = bakers.assessment()
    answer(bakers, first, teach=2)
    put_away(first, "2025-01-05")
    bakers.assessment()
    assert 'class="lines"' not in page(bakers)


def test_a_new_one_in_which_nothing_is_answered_is_no_point(bakers):
    bakers.assessment()
    assert 'class="lines"' not in page(bakers)


def test_what_was_agreed_does_not_fall_back_to_the_own_answer_while_nothing_is_said_anew(bakers):
    conversation = bakers.shared(rye=2, teach=1)
    bakers.answer(conversation, "rye", 3)
    bakers.answer(conversation, "teach", 2)
    send_answer(conversation=conversation, by=bakers.bo)
    close_conversation(conversation=conversation)
    days(conversation, "2025-01-05")
    answer(bakers, conversation.assessment, teach=2)
    told = lines(bakers)
    assert told[""][-1] == "Now"
    end_assessment(assessment=conversation.assessment)
    assert len(lines(bakers)[""]) == 2


def test_what_was_withdrawn_is_no_step(bakers):
    assessment = bakers.assessment()
    answer(bakers, assessment, teach=2)
    withdraw(conversation=share_assessment(assessment=assessment))
    assert 'class="lines"' not in page(bakers)


def test_another_level_has_a_line_of_its_own(bakers):
    for level in (bakers.own, bakers.target):
        assessment = start_assessment(employee=bakers.ana, level=level)
        row = next(row for row in standing_of_assessment(assessment).rows if not row.expected.skill)
        rate(assessment=assessment, expected=row.expected, value=0)
        share_assessment(assessment=assessment)
        rate(assessment=assessment, expected=row.expected, value=2)
    told = page(bakers)
    assert told.count('<div class="lines"') == 2
    assert told.count('id="lines-') == 2
    assert "Over time, towards Junior Baker" in told


def test_it_costs_the_same_for_many_assessments_as_for_one(bakers, django_assert_num_queries):
    for value in (0, 1, 2, 3):
        assessment = bakers.assessment()
        answer(bakers, assessment, teach=value)
        share_assessment(assessment=assessment)
        end_assessment(assessment=assessment)
    client = browser(bakers.ana)
    with django_assert_num_queries(20):
        client.get(reverse("growth_history"))
