"""Portfolio: the projects that show somebody works at a level."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from paths.browse.prepare import portfolio
from paths.browse.views.preparation import preparation_page
from paths.people.access import ladder_page


@ladder_page
def role_portfolio(request: HttpRequest, role_slug: str) -> HttpResponse:
    """All projects, or with `level` those that show one works at that level."""
    return preparation_page(
        request, role_slug, template="browse/role_portfolio.html", fragment="projects", prepare=portfolio
    )
