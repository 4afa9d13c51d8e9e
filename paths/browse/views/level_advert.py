"""A level as a job advert."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from paths.browse.account import reader_parts
from paths.browse.advert import advert_of
from paths.browse.contents import contents
from paths.browse.shelf import Shelf, find_ladder
from paths.pay.bands import figures_by_level
from paths.pay.scope import PayScope
from paths.people.access import ladder_page
from paths.shared.pages import answer, kept_page


@ladder_page
def level_advert(request: HttpRequest, role_slug: str, level_slug: str) -> HttpResponse:
    """The advert for a level, to read, print or copy, with the pay its reader may see."""
    shelf = find_ladder(role_slug)
    scope = shelf.scope_of(request.user)
    page = kept_page(("level_advert", shelf, scope, level_slug), lambda: render_advert(shelf, scope, level_slug))
    return answer(request, page, reader_parts(request))


def render_advert(shelf: Shelf, scope: PayScope, level_slug: str) -> str:
    """The page as everybody in `scope` sees it. Raises Http404 for an unknown level."""
    content = contents([shelf.edition_id], shelf.stamp)[shelf.edition_id]
    profile = content.profile(level_slug)
    if profile is None:
        raise Http404(_("This ladder has no level at this address."))
    advert = advert_of(content, profile, figures_by_level(scope, level__role=shelf.role_id))
    return render_to_string("browse/level_advert.html", {"advert": advert, "content": content, "profile": profile})
