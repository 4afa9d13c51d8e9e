"""How pay progresses from a level: its range, the next one's, and the criteria for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from paths.browse.account import reader_parts
from paths.browse.contents import contents
from paths.browse.progression import progression_of
from paths.browse.shelf import Shelf, find_ladder
from paths.pay.bands import figures_by_level
from paths.pay.scope import PayScope
from paths.people.access import ladder_page
from paths.shared.pages import answer, kept_page


@ladder_page
def pay_progression(request: HttpRequest, role_slug: str, level_slug: str) -> HttpResponse:
    """The page to read or print, with the pay its reader may see; where that is none, who may see it, and why."""
    shelf = find_ladder(role_slug)
    scope, signed_in = shelf.scope_of(request.user), request.user.is_authenticated
    page = kept_page(
        ("pay_progression", shelf, scope, level_slug, signed_in),
        lambda: render_progression(shelf, scope, level_slug, signed_in=signed_in),
    )
    return answer(request, page, reader_parts(request))


def render_progression(shelf: Shelf, scope: PayScope, level_slug: str, *, signed_in: bool) -> str:
    """The page as everybody in `scope` sees it. Raises Http404 for an unknown level."""
    content = contents([shelf.edition_id], shelf.stamp)[shelf.edition_id]
    profile = content.profile(level_slug)
    if profile is None:
        raise Http404(_("This ladder has no level at this address."))
    pay = figures_by_level(scope, level__role=shelf.role_id)
    visible = [level.level_id for level in content.profiles if scope.holds(level.level_id)]
    view = progression_of(content, profile, pay, visible)
    context = {"view": view, "content": content, "profile": profile, "rule": shelf.pay_rule, "signed_in": signed_in}
    return render_to_string("browse/pay_progression.html", context)
