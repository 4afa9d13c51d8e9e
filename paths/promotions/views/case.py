"""A promotion case: how far it has come, its checklist, what colleagues say, the decision, and what happened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent, too_late
from paths.promotions.casting import cast_of, events_of
from paths.promotions.forms.steps import CycleForm
from paths.promotions.forms.words import CommentForm
from paths.promotions.item_rows import MARKS, ItemRow
from paths.promotions.sheet import Sheet, sheet_of
from paths.promotions.story import tell
from paths.promotions.views.case_found import Found, find_case
from paths.promotions.views.item_saving import save_sheet, with_unsent, words_unsaved

STORY_SHOWN = 8


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows it, POST saves every mark that its manager has set."""
    found = find_case(request, pk)
    if request.method == "POST" and not found.is_manager:
        raise PermissionDenied
    sent = sent_or_unsent(request)
    if sent is not None and not found.is_marking:
        why = _("The case has been sent or closed: its marks stay as they are. Nothing was saved.")
        return too_late(request, words_unsaved(found.case.items.all(), sent), why, back=found.case.get_absolute_url())
    sheet = sheet_of(found.case, found.feedback, found.reader)
    if request.method == "POST":
        return save(request, found, sheet)
    return render_case(request, found, sheet, with_unsent(sheet, sent) if sent else {})


def save(request: HttpRequest, found: Found, sheet: Sheet) -> HttpResponse:
    """Save what was sent; the rows that cannot be saved keep what was typed."""
    unsaved = save_sheet(sheet, request.POST, found.reader)
    if not unsaved:
        messages.success(request, _("Saved."))
        return redirect(found.case)
    status = 409 if any(row.other for row in unsaved.values()) else 422
    after = find_case(request, found.case.pk)
    return render_case(request, after, sheet_of(after.case, after.feedback, after.reader), unsaved, status=status)


def render_case(
    request: HttpRequest,
    found: Found,
    sheet: Sheet,
    typed: dict[int, ItemRow] | None = None,
    *,
    comment: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page. `typed`: rows that are not saved; `comment`: one that could not be."""
    context = case_context(found) | {
        "sheet": sheet.with_rows(typed or {}),
        "unsaved": len(typed or {}),
        "marks": MARKS,
        "comment": (comment or CommentForm()).told(found.sees),
        "story": story_of(found),
        "feedback": found.feedback,
        "advice": found.advice,
        "cycle_form": CycleForm(found.case) if found.is_marking else None,
    }
    return render(request, "promotions/case.html", context, status=status)


def case_context(found: Found) -> dict[str, Any]:
    """What every page of a case says at its top."""
    return {"found": found, "case": found.case, "titles": found.titles, "sees": found.sees}


def story_of(found: Found) -> list[Any]:
    """The latest that happened, the last first."""
    latest = list(events_of(found.case, found.actors).order_by("-number")[:STORY_SHOWN])
    return list(tell(latest, cast_of(found.case, events=latest)))
