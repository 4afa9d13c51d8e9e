"""What the answers that people take away share: a document of the ladder, for its reader, kept like a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from paths.browse.contents import contents
from paths.browse.shelf import find_ladder
from paths.documents.document import LadderDocument
from paths.documents.export import document_from
from paths.pay.bands import figures_by_level
from paths.shared.pages import answer, kept_page


def take_away(
    request: HttpRequest, role_slug: str, *, suffix: str, content_type: str, write: Callable[[LadderDocument], str]
) -> HttpResponse:
    """The published ladder as `write` writes it, with the pay its reader may see; saved it is `role_slug.suffix`."""
    shelf = find_ladder(role_slug)
    scope = shelf.scope_of(request.user)

    def written() -> str:
        content = contents([shelf.edition_id], shelf.stamp)[shelf.edition_id]
        return write(document_from(content, figures_by_level(scope, level__role=shelf.role_id)))

    response = answer(request, kept_page((suffix, shelf, scope), written), {})
    if response.status_code == 200:
        response.headers["Content-Type"] = content_type
        response.headers["Content-Disposition"] = f'inline; filename="{role_slug}.{suffix}"'
    return response
