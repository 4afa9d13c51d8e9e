"""The page of one section of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paths.ladders.editions import ChangedMeanwhile, NotADraft
from paths.ladders.edits import last_edit_of_section
from paths.ladders.forms.section_page import SectionPage
from paths.ladders.forms.sections import SECTIONS
from paths.ladders.views.drafts import find_edition, kept, refused
from paths.shared.desk import desk_answer, desk_page


@desk_page("paths.change_edition")
def edition_section(request: HttpRequest, edition_id: int, section: str) -> HttpResponse:
    """Write the rows of one section: the roadmap, interview questions, advice, transitions, or any other."""
    draft = find_edition(edition_id)
    if section not in SECTIONS:
        raise Http404
    if refusal := kept(request, draft):
        return refusal
    if request.method != "POST":
        return _show(request, SectionPage(draft, SECTIONS[section]))
    page = SectionPage(draft, SECTIONS[section], request.POST)
    if "add" in request.POST:
        return _show(request, page.with_one_more())
    if not page.is_valid():
        return _show(request, page, status=422)
    try:
        page.save(by=request.user)
    except ChangedMeanwhile:
        return _show(request, page.beside_theirs(), status=409)
    except NotADraft:
        return refused(request, draft)
    messages.success(request, _("%(section)s: saved in the draft.") % {"section": page.section.title})
    return redirect("admin:edition_section", edition_id, section)


def _show(request: HttpRequest, page: SectionPage, status: int = 200) -> HttpResponse:
    is_conflict = page.differences is not None
    context = {
        "title": page.section.title,
        "edition": page.draft,
        "page": page,
        "sections": SECTIONS.values(),
        "edit": last_edit_of_section(page.draft, page.section.model) if is_conflict else None,
    }
    return desk_answer(request, "ladders/edition_section.html", context, status)
