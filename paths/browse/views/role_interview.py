"""Interview preparation: the questions of a ladder, by level."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from paths.browse.prepare import interview
from paths.browse.views.preparation import preparation_page
from paths.people.access import ladder_page


@ladder_page
def role_interview(request: HttpRequest, role_slug: str) -> HttpResponse:
    """All questions, or with `level` those that somebody may be asked at that level."""
    return preparation_page(
        request, role_slug, template="browse/role_interview.html", fragment="questions", prepare=interview
    )
