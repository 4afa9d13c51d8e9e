"""The cycles: how many cases are in which state, what waits, and what is late. For HR partners."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from paths.growth.access import personal_page
from paths.people.papers import HR_PARTNERS, has_left, in_group
from paths.promotions.cycle_states import states_of_cycles


@personal_page
@require_safe
def cycles(request: HttpRequest) -> HttpResponse:
    """Every cycle, the latest first, with its states."""
    if has_left(request.user) or not in_group(request.user, HR_PARTNERS):  # type: ignore[arg-type]
        raise PermissionDenied
    today = timezone.localdate()
    found = states_of_cycles(request.user, today)  # type: ignore[arg-type]
    return render(request, "promotions/cycles.html", {"cycles": found, "today": today})
