"""The first page of an edition: a draft's own texts and levels, or what was published."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paths.ladders.choices import EditionStatus
from paths.ladders.editions import ChangedMeanwhile, NotADraft
from paths.ladders.edits import last_edit_of_ladder
from paths.ladders.forms.ladder_page import LadderPage
from paths.ladders.forms.sections import SECTIONS
from paths.ladders.models import Edition, LevelProfile
from paths.ladders.views.drafts import find_edition, refused
from paths.shared.desk import desk_answer, desk_page


@desk_page("paths.change_edition", "paths.view_edition")
def edition_edit(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Write a draft's own texts and put its levels in order; look at an edition that is published."""
    edition = find_edition(edition_id)
    may_write = request.user.has_perm("paths.change_edition")
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    if edition.status != EditionStatus.DRAFT:
        return refused(request, edition) if request.method == "POST" else _look(request, edition)
    if not may_write:
        return _look(request, edition)
    if request.method != "POST":
        return _show(request, LadderPage(edition))
    page = LadderPage(edition, request.POST)
    if "add" in request.POST:
        return _show(request, page.with_one_more())
    if not page.is_valid():
        return _show(request, page, status=422)
    try:
        page.save(by=request.user)
    except ChangedMeanwhile:
        page = page.beside_theirs()
        return _show(request, page, status=409)
    except NotADraft:
        return refused(request, edition)
    messages.success(request, _("The draft is saved."))
    return redirect("admin:edition_edit", edition_id)


def _look(request: HttpRequest, edition: Edition) -> HttpResponse:
    levels = LevelProfile.objects.filter(edition=edition).select_related("level").order_by("rank", "pk")
    context = {"title": str(edition), "edition": edition, "levels": levels}
    return desk_answer(request, "ladders/edition_look.html", context)


def _show(request: HttpRequest, page: LadderPage, status: int = 200) -> HttpResponse:
    edition = page.draft
    context = {
        "title": _("%(role)s: draft") % {"role": edition.role.name},
        "edition": edition,
        "page": page,
        "sections": SECTIONS.values(),
        "left_out": page.left_out(),
        "edit": last_edit_of_ladder(edition) if page.differences is not None else None,
    }
    return desk_answer(request, "ladders/edition_edit.html", context, status)
