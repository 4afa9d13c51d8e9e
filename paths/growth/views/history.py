"""Everything somebody has assessed and shared, and how they have come on."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paths.growth.access import personal_page
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Assessment, Conversation
from paths.growth.overview import Overview, overviews_of
from paths.growth.progress import Copy, Line, lines_of
from paths.growth.readers import who_sees
from paths.growth.side_by_side import Heard
from paths.growth.standing import Standing
from paths.growth.voices import hear_all
from paths.people.papers import PRIVATE


@dataclass(frozen=True)
class Past:
    """An assessment, the copies of it that were shared (the latest first) with where their owner stood, and the lines
    between them.
    """

    overview: Overview
    copies: tuple[tuple[Conversation, Standing], ...]
    lines: tuple[Line, ...]


@personal_page
def growth_history(request: HttpRequest) -> HttpResponse:
    """Every assessment, every copy that was shared, and the progress from one to the next."""
    if not request.user.works_here:
        return render(request, "growth/growth_history.html", {"employee": None})
    employee = request.user.employee
    mine = Assessment.objects.visible_to(request.user)
    mine = mine.select_related("edition__role__family", "level__role", "from_level", "employee")
    shared = Conversation.objects.visible_to(request.user).filter(employee=employee).select_related("employee", "level")
    copies = list(shared)
    heard = hear_all(copies, request.user, answered=())
    context = {
        "employee": employee,
        "past": [past_of(each, copies, heard) for each in overviews_of(list(mine), with_news=False)],
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
    }
    return render(request, "growth/growth_history.html", context)


def past_of(overview: Overview, copies: list[Conversation], heard: dict[int, Heard]) -> Past:
    """One assessment and its copies. What was withdrawn is listed, but it is no step on the way."""
    own = [(each, stood(each, heard[each.pk])) for each in copies if each.assessment_id == overview.assessment.pk]
    steps = [pair for pair in own if pair[0].state != ConversationState.WITHDRAWN]
    days = sorted(steps, key=lambda pair: pair[0].shared_at)
    lines = lines_of([Copy(timezone.localdate(each.closed_at or each.shared_at), where) for each, where in days])
    return Past(overview, tuple(own), lines if len(days) > 1 else ())


def stood(copy: Conversation, heard: Heard) -> Standing:
    """Where its owner stood: by what was agreed once it is closed, until then by their own answers."""
    agreed = heard.so_far if copy.state == ConversationState.CLOSED else None
    return agreed or heard.standing(Voice.SELF)
