"""An edition that is not the one in force: a draft, for those who write it, or one that was published before."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paths.browse.account import reader_parts
from paths.browse.ladder import ladder_view
from paths.browse.library import read_library
from paths.browse.links import RoleLinks
from paths.ladders.content import EditionContent, Profile
from paths.ladders.models import Edition
from paths.ladders.reading import content_of
from paths.people.access import ladder_page
from paths.shared.pages import KeptPage, answer


def role_draft(request: HttpRequest, role_slug: str, level_slug: str = "") -> HttpResponse:
    """The draft of a role as it would look, for people who may edit or publish it."""
    if not (request.user.has_perm("paths.change_edition") or request.user.has_perm("paths.publish_edition")):
        raise PermissionDenied
    draft = get_object_or_404(Edition.objects.drafts().select_related("role__family"), role__slug=role_slug)
    return _show(request, draft, reverse("role_draft", args=[role_slug]), level_slug)


@ladder_page
def role_edition(request: HttpRequest, role_slug: str, version: str, level_slug: str = "") -> HttpResponse:
    """An edition as it was published, by its version such as "2.0". Pay belongs to no edition and is left out."""
    edition = find_edition(role_slug, version)
    return _show(request, edition, reverse("role_edition", args=[role_slug, version]), level_slug)


def find_edition(role_slug: str, version: str) -> Edition:
    """The published or superseded edition of that version. Raises Http404."""
    editions = Edition.objects.ever_published().filter(role__slug=role_slug).select_related("role__family")
    for edition in editions:
        if edition.version == version:
            return edition
    raise Http404(_("There is no edition of this version."))


def _show(request: HttpRequest, edition: Edition, base: str, level_slug: str) -> HttpResponse:
    content = content_of(edition)
    chosen = _chosen(content, level_slug)
    view = ladder_view(content, chosen, {}, RoleLinks(read_library().roles))
    context = {"ladder": view, "content": content, "level": view.level, "extra": view.extra, "edition": edition}
    context |= {"family_slug": edition.role.family.slug, "mark": edition.status, "base": base}
    page = render(request, "browse/role.html", context)
    return answer(request, KeptPage.of(page.content.decode()), reader_parts(request))


def _chosen(content: EditionContent, level_slug: str) -> Profile | None:
    if not level_slug:
        return next(iter(content.profiles), None)
    if found := content.profile(level_slug):
        return found
    raise Http404(_("This edition has no level at this address."))
