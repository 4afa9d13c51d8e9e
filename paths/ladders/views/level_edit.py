"""The page of one level of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from paths.ladders.editions import ChangedMeanwhile, NotADraft
from paths.ladders.edits import last_edit_of_level
from paths.ladders.forms.conflict import Difference
from paths.ladders.forms.level_page import LevelPage
from paths.ladders.models import LevelProfile
from paths.ladders.views.drafts import kept, refused
from paths.shared.desk import desk_answer, desk_page


@desk_page("paths.change_edition")
def level_edit(request: HttpRequest, edition_id: int, level_id: int) -> HttpResponse:
    """Write everything a draft says of one level."""
    profile = get_object_or_404(
        LevelProfile.objects.select_related("edition__role", "level"), edition=edition_id, level=level_id
    )
    if refusal := kept(request, profile.edition):
        return refusal
    if request.method != "POST":
        return _show(request, LevelPage(profile))
    page = LevelPage(profile, request.POST)
    if wanted := request.POST.get("add"):
        return _show(request, page.with_one_more(wanted))
    if not page.is_valid():
        return _show(request, page, status=422)
    try:
        page.save(by=request.user)
    except ChangedMeanwhile:
        page, differences = page.beside_theirs()
        return _show(request, page, differences, status=409)
    except NotADraft:
        return refused(request, profile.edition)
    messages.success(request, _("%(level)s is saved in the draft.") % {"level": page.level.cleaned_data["title"]})
    following = _following(profile) if "next" in request.POST else None
    return redirect("admin:level_edit", edition_id, following or level_id)


def _following(profile: LevelProfile) -> int | None:
    levels = list(LevelProfile.objects.filter(edition=profile.edition_id).order_by("rank", "pk"))
    places = [level.pk for level in levels]
    place = places.index(profile.pk) + 1
    return levels[place].level_id if place < len(levels) else None


def _show(
    request: HttpRequest, page: LevelPage, differences: list[Difference] | None = None, status: int = 200
) -> HttpResponse:
    # A form with errors has put what was typed into its row: the heading stays as saved.
    title = page.level.initial["title"]
    levels = LevelProfile.objects.filter(edition=page.profile.edition_id).select_related("level").order_by("rank", "pk")
    context = {
        "title": title,
        "page": page,
        "edition": page.profile.edition,
        "profile": page.profile,
        "levels": levels,
        "differences": differences,
        "edit": last_edit_of_level(page.profile) if differences is not None else None,
    }
    return desk_answer(request, "ladders/level_edit.html", context, status)
