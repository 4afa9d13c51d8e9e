"""The goals that people share, for HR partners to read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from paths.growth.access import personal_page
from paths.growth.models import Goal
from paths.growth.seeing import note_goals_seen
from paths.growth.shared_goals import NO_GOALS, goals_shared
from paths.growth.views.shared_papers import partner_only, with_names
from paths.people.models import Employee

ON_A_PAGE = 30


@personal_page
@require_safe
def shared_goals(request: HttpRequest) -> HttpResponse:
    """Everybody who shares goals, by name, with those goals; `q` narrows it to people whose name holds each word of it.
    What a page shows is noted for its owner.
    """
    partner_only(request)
    query = request.GET.get("q", "")[:200].strip()
    today = timezone.localdate()
    sharing = Goal.objects.shared_with(request.user).order_by().values("employee")  # type: ignore[arg-type]
    people = Employee.objects.filter(pk__in=sharing).order_by("name", "pk")
    if query:
        people = people.filter(pk__in=with_names(query, people.values_list("pk", "name")))
    page = Paginator(people, ON_A_PAGE).get_page(request.GET.get("page"))
    goals = goals_shared(list(page), request.user, today=today)  # type: ignore[arg-type]
    note_goals_seen(goals=[goal for each in goals.values() for goal in each.all], user=request.user)  # type: ignore[arg-type]
    rows = [(person, goals.get(person.pk, NO_GOALS)) for person in page]
    return render(request, "growth/shared_goals.html", {"page": page, "rows": rows, "q": query, "today": today})
