"""What goes along when an assessment is shared, and what does not."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from paths.growth.assessing import share_assessment, start_assessment
from paths.growth.choices import ConversationState
from paths.growth.models import Evidence, SharedEvidence
from tests.growth.bakery import bakery

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakers():
    return bakery()


def evidence(employee, text, *keys, days=0):
    day = timezone.localdate() + datetime.timedelta(days=days)
    row = Evidence.objects.create(employee=employee, text=text, happened_on=day)
    for key in keys:
        row.shows.create(key=key)


def test_only_ones_own_evidence_for_what_is_asked_goes_along_and_none_of_days_to_come(bakers):
    assessment, rye = bakers.assessment(rye=2), bakers.asked("rye").key
    evidence(bakers.ana, "today", rye)
    evidence(bakers.ana, "long ago", rye, days=-900)
    evidence(bakers.ana, "tomorrow", rye, days=1)
    evidence(bakers.ana, "for nothing that is asked", uuid4())
    evidence(bakers.ana, "for nothing")
    evidence(bakers.bo, "of somebody else", rye)
    share_assessment(assessment=assessment)
    assert sorted(SharedEvidence.objects.values_list("text", flat=True)) == ["long ago", "today"]


def test_sharing_again_takes_back_the_earlier_copy_of_this_assessment_and_no_other(bakers):
    earlier = bakers.shared(rye=2)
    of_bo = share_assessment(assessment=start_assessment(employee=bakers.bo, level=bakers.target))
    share_assessment(assessment=earlier.assessment)
    for copy in (earlier, of_bo):
        copy.refresh_from_db()
    assert (earlier.state, of_bo.state) == (ConversationState.WITHDRAWN, ConversationState.SHARED)


def test_what_both_have_closed_stays_closed_when_it_is_shared_again(bakers):
    closed = bakers.closed()
    share_assessment(assessment=closed.assessment)
    closed.refresh_from_db()
    assert closed.state == ConversationState.CLOSED
