"""Opening a draft, putting a level back into it, and throwing it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paths.ladders.drafts import discard_draft, open_draft, restore_level
from paths.ladders.editions import NotADraft
from paths.ladders.models import Edition, LevelProfile, Role
from paths.ladders.views.drafts import find_edition, kept, refused
from paths.shared.desk import desk_answer, desk_page
from paths.shared.ids import as_id


@desk_page("paths.change_edition")
@require_POST
def edition_open(request: HttpRequest, role_id: int) -> HttpResponse:
    """Open the draft of a role, made as a copy of the edition `like` (default: the one in force) if there is none."""
    role = get_object_or_404(Role, pk=role_id)
    like = as_id(request.POST.get("like", ""))
    source = get_object_or_404(Edition, pk=like, role=role) if like is not None else None
    there = Edition.objects.drafts().filter(role=role).exists()
    draft = open_draft(role=role, by=request.user, like=source)
    if there and source:
        said = _("%(role)s has a draft already: this is it. Discard it first to start from %(version)s.")
        messages.warning(request, said % {"role": role, "version": source.version})
    return redirect("admin:edition_edit", draft.pk)


@desk_page("paths.change_edition")
@require_POST
def level_restore(request: HttpRequest, edition_id: int, profile_id: int) -> HttpResponse:
    """Put a level that a draft leaves out back as another edition of the role has it."""
    draft = find_edition(edition_id)
    profile = get_object_or_404(LevelProfile, pk=profile_id, edition__role=draft.role_id)
    try:
        restore_level(draft=draft, profile=profile, by=request.user)
    except NotADraft:
        return refused(request, draft)
    messages.success(request, _("%(level)s is back in the draft.") % {"level": profile.title})
    return redirect("admin:edition_edit", draft.pk)


@desk_page("paths.change_edition")
def edition_discard(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Throw a draft away, after asking."""
    draft = find_edition(edition_id)
    if refusal := kept(request, draft):
        return refusal
    if request.method != "POST":
        context = {"title": _("Discard the draft of %(role)s") % {"role": draft.role}, "edition": draft}
        return desk_answer(request, "ladders/edition_discard.html", context)
    try:
        discard_draft(draft=draft, by=request.user)
    except NotADraft:
        return refused(request, draft)
    messages.success(
        request, _("The draft of %(role)s is gone. What is published stays as it is.") % {"role": draft.role}
    )
    return redirect("admin:paths_role_change", draft.role_id)
