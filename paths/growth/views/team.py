"""My team: who has shared what, where they stand towards it, and what they lack together."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paths.growth.access import personal_page
from paths.growth.answerers import why_no_answers_from
from paths.growth.heat_map import chances_wanted, lacks
from paths.growth.seeing import note_copies_seen, note_goals_seen
from paths.growth.team import find_lead, team_of
from paths.people.models import Employee
from paths.shared.ids import as_id

LACKS_SHOWN = 8


@personal_page
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """The people who report to the reader; `of`: to somebody who reports to the reader. What it shows of what they
    share is noted for them.
    """
    lead = lead_asked(request)
    today = timezone.localdate()
    found = team_of(lead, request.user, today=today)  # type: ignore[arg-type]
    note_copies_seen(conversations=found.with_notes, user=request.user)  # type: ignore[arg-type]
    note_goals_seen(goals=found.goals, user=request.user)  # type: ignore[arg-type]
    is_own = lead.user_id == request.user.pk
    context: dict[str, Any] = {
        "team": found,
        "lead": lead,
        "is_own": is_own,
        "no_answers": "" if is_own else why_no_answers_from(lead),
        "today": today,
        "lacks": lacks(found.told, most=LACKS_SHOWN),
        "chances": chances_wanted(found.told),
    }
    return render(request, "growth/team.html", context)


def lead_asked(request: HttpRequest) -> Employee:
    """Whose team is asked for: one's own, or that of a report. Raises Http404 for one that is not theirs to see."""
    asked = request.GET.get("of", "")
    pk = as_id(asked)
    lead = find_lead(request.user, pk) if pk is not None or not asked else None  # type: ignore[arg-type]
    if lead is None:
        raise Http404(_("That is not a team of yours."))
    return lead
