"""A ladder as JSON, for other programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from paths.browse.views.take_away import take_away
from paths.documents.json_format import write_json
from paths.people.access import ladder_page


@ladder_page
def role_json(request: HttpRequest, role_slug: str) -> HttpResponse:
    """Everything the ladder says, with the pay its reader may see."""
    return take_away(request, role_slug, suffix="json", content_type="application/json", write=write_json)
