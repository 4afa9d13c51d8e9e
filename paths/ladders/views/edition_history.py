"""Who changed what in an edition."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from paths.ladders.story import story_of
from paths.ladders.views.drafts import find_edition
from paths.shared.desk import desk_answer, desk_page

PER_PAGE = 50


@desk_page("paths.view_edition")
def edition_history(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Every change to what an edition says, the latest first."""
    edition = find_edition(edition_id)
    changes = Paginator(story_of(edition), PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("%(edition)s: history") % {"edition": edition}, "edition": edition, "changes": changes}
    return desk_answer(request, "ladders/edition_history.html", context)
