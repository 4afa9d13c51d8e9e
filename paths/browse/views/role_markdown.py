"""A ladder as a Markdown document."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from paths.browse.views.take_away import take_away
from paths.documents.writer import write_ladder
from paths.people.access import ladder_page


@ladder_page
def role_markdown(request: HttpRequest, role_slug: str) -> HttpResponse:
    """The document that the importer reads back, with the pay its reader may see."""
    return take_away(request, role_slug, suffix="md", content_type="text/markdown; charset=utf-8", write=write_ladder)
