"""The career map of a job family."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from paths.browse.account import reader_parts
from paths.browse.family import PAY, YEARS, family_roles, family_view
from paths.browse.library import read_library, written_moves
from paths.browse.shelf import find_library
from paths.pay.bands import figures_by_level
from paths.pay.scope import PayScope
from paths.people.access import ladder_page
from paths.shared.pages import answer, kept_page, template_for


@ladder_page
def family(request: HttpRequest, family_slug: str) -> HttpResponse:
    """Every published ladder of the family in one picture, by years, or with `by=pay` by the pay one may see."""
    by = PAY if request.GET.get("by") == PAY else YEARS
    shelf = find_library()
    scope = shelf.scope_of(request.user)
    template = template_for(request, "browse/family.html", "map")
    page = kept_page(
        (template, shelf.stamp, scope, family_slug, by), lambda: render_family(template, family_slug, scope, by)
    )
    return answer(request, page, reader_parts(request))


def render_family(template: str, family_slug: str, scope: PayScope, by: str) -> str:
    """The page (or only its map) as everybody in `scope` sees it. Raises Http404 for a family without ladders."""
    name, roles = family_roles(family_slug)
    if not roles:
        raise Http404(_("There is no job family with a published ladder at this address."))
    pay = figures_by_level(scope, level__role__slug__in=list(roles))
    view = family_view(name, family_slug, roles, read_library(), written_moves(), pay, by)
    return render_to_string(template, {"view": view, "fragment": "#" in template})
