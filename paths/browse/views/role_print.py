"""A whole ladder on one page, to print or to read from top to bottom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from paths.browse.account import reader_parts
from paths.browse.contents import contents
from paths.browse.ladder import ladder_view, level_view
from paths.browse.library import read_library
from paths.browse.links import RoleLinks
from paths.browse.shelf import Shelf, find_ladder
from paths.pay.bands import figures_by_level
from paths.pay.scope import PayScope
from paths.people.access import ladder_page
from paths.shared.pages import answer, kept_page


@ladder_page
def role_print(request: HttpRequest, role_slug: str) -> HttpResponse:
    """Every level in full, lowest first, and everything else the ladder says."""
    shelf = find_ladder(role_slug)
    scope = shelf.scope_of(request.user)
    page = kept_page(("role_print", shelf, scope), lambda: render_print(shelf, scope))
    return answer(request, page, reader_parts(request))


def render_print(shelf: Shelf, scope: PayScope) -> str:
    """The page as everybody in `scope` sees it."""
    content = contents([shelf.edition_id], shelf.stamp)[shelf.edition_id]
    pay = figures_by_level(scope, level__role=shelf.role_id)
    view = ladder_view(content, None, pay, RoleLinks(read_library().roles))
    levels = [level_view(content, profile, pay) for profile in content.profiles]
    context = {"ladder": view, "content": content, "levels": levels, "extra": view.extra, "has_pay": any(pay.values())}
    return render_to_string("browse/role_print.html", context)
