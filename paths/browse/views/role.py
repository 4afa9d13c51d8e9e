"""The page of a role, with one of its levels opened."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from paths.browse.account import reader_parts
from paths.browse.ladder import ladder_view
from paths.browse.library import read_library, written_moves
from paths.browse.links import RoleLinks
from paths.browse.moves import next_moves
from paths.browse.shelf import Shelf, find_ladder
from paths.ladders.content import EditionContent, Profile
from paths.ladders.models import Edition
from paths.ladders.reading import content_of
from paths.pay.bands import figures_by_level
from paths.pay.scope import PayScope
from paths.people.access import ladder_page
from paths.people.models import User
from paths.shared.pages import answer, kept_page, template_for


@ladder_page
def role(request: HttpRequest, role_slug: str, level_slug: str = "") -> HttpResponse:
    """A ladder with one level opened: the one in the address, else the reader's own, else the lowest."""
    shelf = find_ladder(role_slug)
    scope = shelf.scope_of(request.user)
    template = template_for(request, "browse/role.html", "ladder")
    own = request.user.own_level if isinstance(request.user, User) else None
    own_slug = own.slug if own and own.role_id == shelf.role_id else ""
    page = kept_page(
        (template, shelf, scope, level_slug, own_slug if not level_slug else ""),
        lambda: render_ladder(template, shelf, scope, level_slug, own_slug),
    )
    return answer(request, page, reader_parts(request, own))


level = role


def render_ladder(template: str, shelf: Shelf, scope: PayScope, level_slug: str, own_slug: str) -> str:
    """The page (or its fragment) as everybody in `scope` sees it. Raises Http404 for an unknown level."""
    edition = Edition.objects.select_related("role__family").get(pk=shelf.edition_id)
    content = content_of(edition)
    chosen, library = _chosen(content, level_slug, own_slug), read_library()
    pay = figures_by_level(scope, level__role=shelf.role_id)
    view = ladder_view(content, chosen, pay, RoleLinks(library.roles))
    moves = next_moves(content, chosen, library, written_moves()) if chosen else None
    context = {"ladder": view, "content": content, "level": view.level, "extra": view.extra, "next": moves}
    context |= {"family_slug": edition.role.family.slug, "fragment": "#" in template}
    return render_to_string(template, context)


def _chosen(content: EditionContent, level_slug: str, own_slug: str) -> Profile | None:
    if level_slug:
        if found := content.profile(level_slug):
            return found
        raise Http404(_("This ladder has no level at this address."))
    return content.profile(own_slug) or next(iter(content.profiles), None)
