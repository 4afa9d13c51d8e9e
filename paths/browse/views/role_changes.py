"""What changed from edition to edition: of one role, and of all of them as a feed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.browse.account import reader_parts
from paths.browse.shelf import Shelf, find_ladder
from paths.browse.views.role_edition import find_edition
from paths.ladders.models import Edition
from paths.ladders.parts import compare_contents
from paths.ladders.reading import content_of
from paths.ladders.telling import tell_all
from paths.people.access import ladder_page
from paths.shared.characters import without_controls
from paths.shared.pages import answer, kept_page

LATEST = 50


@ladder_page
def role_changes(request: HttpRequest, role_slug: str) -> HttpResponse:
    """Every edition of a role, the latest first, with what it asks otherwise than the one before it."""
    shelf = find_ladder(role_slug)
    page = kept_page(("role_changes", shelf), lambda: render_changes(shelf))
    return answer(request, page, reader_parts(request))


@ladder_page
def role_change(request: HttpRequest, role_slug: str, version: str) -> HttpResponse:
    """What one edition says otherwise than the one before it, level by level and part by part."""
    shelf = find_ladder(role_slug)
    page = kept_page(("role_change", shelf, version), lambda: render_change(role_slug, version))
    return answer(request, page, reader_parts(request))


def render_changes(shelf: Shelf) -> str:
    """The change log of a role."""
    editions = list(Edition.objects.ever_published().filter(role=shelf.role_id).select_related("role"))
    return render_to_string("browse/role_changes.html", {"role": editions[0].role, "editions": editions})


def render_change(role_slug: str, version: str) -> str:
    """The difference between an edition and the one before it. Raises Http404 for an unknown version."""
    edition = find_edition(role_slug, version)
    before = (
        Edition.objects.ever_published().filter(role=edition.role_id, published_at__lt=edition.published_at).first()
    )
    if before is None:
        raise Http404(_("There is no edition before this one."))
    before.role = edition.role
    changes = compare_contents(content_of(before), content_of(edition))
    context = {"role": edition.role, "edition": edition, "before": before, "told": tell_all(changes)}
    return render_to_string("browse/role_change.html", context)


class ChangesFeed(Feed):
    """The latest editions of all ladders, as Atom."""

    feed_type = Atom1Feed
    title = gettext_lazy("Career Paths: what changed")
    subtitle = gettext_lazy("Every new edition of every ladder, and what it asks otherwise.")

    def link(self) -> str:
        return reverse("home")

    def items(self) -> QuerySet[Edition]:
        return Edition.objects.ever_published().select_related("role").order_by("-published_at")[:LATEST]

    def item_title(self, item: Edition) -> str:
        return without_controls(str(item))

    def item_description(self, item: Edition) -> str:
        news = f"{item.news[:1].upper()}{item.news[1:]}." if item.news else ""
        # An old note may hold what no feed can, and one such entry would be the end of all the others.
        return without_controls(" ".join(part for part in (news, item.change_note) if part))

    def item_link(self, item: Edition) -> str:
        return reverse("role_edition", args=[item.role.slug, item.version])

    def item_guid(self, item: Edition) -> str:
        return f"career-paths:edition:{item.pk}"

    def item_pubdate(self, item: Edition) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Edition) -> datetime:
        return item.published_at


changes_feed = ladder_page(ChangesFeed())
