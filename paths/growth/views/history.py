"""Everything somebody has assessed and shared, and how they have come on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paths.growth.access import personal_page
from paths.growth.answerers import why_nobody_answers_any
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Assessment, Conversation
from paths.growth.overview import Overview, overviews_of
from paths.growth.progress import Copy, Line, Moment, lines_of, steps_of
from paths.growth.readers import who_sees
from paths.growth.side_by_side import Heard
from paths.growth.standing import Standing
from paths.growth.voices import hear_all
from paths.people.papers import PRIVATE


@dataclass(frozen=True)
class Past:
    """An assessment, and the copies of it that were shared (the latest first) with where their owner stood."""

    overview: Overview
    copies: tuple[tuple[Conversation, Standing], ...]


@dataclass(frozen=True)
class Way:
    """How somebody has come on towards one level, through all that they assessed towards it."""

    level_id: int
    title: str
    lines: tuple[Line, ...]


@personal_page
def growth_history(request: HttpRequest) -> HttpResponse:
    """Every assessment, every copy that was shared, and the progress towards each level."""
    if not request.user.works_here:
        return render(request, "growth/growth_history.html", {"employee": None})
    employee = request.user.employee
    mine = Assessment.objects.visible_to(request.user)
    mine = mine.select_related("edition__role__family", "level__role", "from_level", "employee")
    shared = Conversation.objects.visible_to(request.user).filter(employee=employee).select_related("employee", "level")
    copies = list(shared)
    heard = hear_all(copies, request.user, answered=())
    past = [past_of(each, copies, heard) for each in overviews_of(list(mine), with_news=False)]
    context = {
        "employee": employee,
        "past": past,
        "ways": ways_of(past, heard),
        "nobody_answers": why_nobody_answers_any(copies, employee),
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
    }
    return render(request, "growth/growth_history.html", context)


def past_of(overview: Overview, copies: Iterable[Conversation], heard: Mapping[int, Heard]) -> Past:
    """One assessment and its copies."""
    own = [(each, stood(each, heard[each.pk])) for each in copies if each.assessment_id == overview.assessment.pk]
    return Past(overview, tuple(own))


def stood(copy: Conversation, heard: Heard) -> Standing:
    """Where its owner stood: by what was agreed once it is closed, until then by their own answers."""
    agreed = heard.so_far if copy.state == ConversationState.CLOSED else None
    return agreed or heard.standing(Voice.SELF)


def ways_of(past: Collection[Past], heard: Mapping[int, Heard]) -> tuple[Way, ...]:
    """The progress towards each level of which there is any to tell, by the title it was last assessed under."""
    of_level: dict[int, list[Past]] = {}
    for each in past:
        of_level.setdefault(each.overview.assessment.level_id, []).append(each)
    found = []
    for level_id, papers in of_level.items():
        steps = steps_of(moment for each in papers for moment in moments_of(each, heard))
        if len(steps) > 1:
            days = [Copy(timezone.localdate(step.at), step.standing, step.is_now) for step in steps]
            found.append(Way(level_id, papers[0].overview.title, lines_of(days)))
    return tuple(found)


def moments_of(past: Past, heard: Mapping[int, Heard]) -> Iterable[Moment]:
    """The copies of an assessment, and how it was left or stands. What was withdrawn is no step on the way."""
    paper = past.overview.assessment
    for copy, standing in past.copies:
        if copy.state != ConversationState.WITHDRAWN:
            own = heard[copy.pk].standing(Voice.SELF)
            yield Moment(copy.closed_at or copy.shared_at, paper.pk, standing, own, is_copy=True)
    here = past.overview.standing
    yield Moment(paper.ended_at or timezone.now(), paper.pk, here, here, is_copy=False, is_now=paper.ended_at is None)
