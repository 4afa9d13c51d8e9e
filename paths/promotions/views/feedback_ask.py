"""Asking colleagues for a few lines on some items of a case, and taking it back."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent, too_late
from paths.growth.unsent import words_in
from paths.promotions.asking import (
    AskedAlready,
    ask_colleagues,
    may_ask,
    who_may_be_asked,
    withdraw_request,
)
from paths.promotions.casework import NotAllowed
from paths.promotions.forms.colleagues import AskForm
from paths.promotions.item_rows import category_of
from paths.promotions.models import FeedbackRequest
from paths.promotions.views.case_found import Found, find_case


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose colleagues and items. `search` looks for people and keeps what is chosen."""
    found = _find_as_manager(request, pk)
    case = found.case
    sent = sent_or_unsent(request)
    if not may_ask(case, found.actors):
        why = _("Nobody can be asked now: the case has moved on. Nothing has changed.")
        return _cannot_ask(request, found, sent, why)
    options = {"people": who_may_be_asked(case), "items": case.items.all()}
    form = AskForm(sent, **options)
    if request.method != "POST":
        return _page(request, found, form, is_unsent=sent is not None)
    if "search" in request.POST:
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    said = form.cleaned_data
    try:
        asked = ask_colleagues(
            case=case,
            colleagues=said["colleagues"],
            items=said["items"],
            message=said["message"],
            by=request.user,  # type: ignore[arg-type]
        )
    except (AskedAlready, NotAllowed):
        why = _("Nobody was asked: the case or its requests changed meanwhile. Look again.")
        return _cannot_ask(request, found, sent, why)
    number = len(asked)
    messages.success(request, ngettext("Asked one colleague.", "Asked %(n)d colleagues.", number) % {"n": number})
    return redirect(case)


@personal_page
@require_POST
def feedback_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what nobody has answered."""
    asked = get_object_or_404(FeedbackRequest.objects.select_related("case"), pk=pk)
    case = _find_as_manager(request, asked.case_id).case
    try:
        withdraw_request(request=asked, by=request.user)  # type: ignore[arg-type]
    except NotAllowed:
        messages.error(request, _("It cannot be taken back: it was answered, or taken back before."))
    else:
        messages.success(request, _("Taken back. Where they were asked it says now that it is not needed any more."))
    return redirect(case)


def _find_as_manager(request: HttpRequest, pk: int) -> Found:
    """A case that its reader leads the person of. Raises Http404 for strangers, PermissionDenied for other readers."""
    found = find_case(request, pk)
    if not found.is_manager:
        raise PermissionDenied
    return found


def _cannot_ask(request: HttpRequest, found: Found, sent: QueryDict | None, why: str) -> HttpResponse:
    """Lead back to the case; what was written to colleagues is shown first."""
    words = words_in(sent.lists()) if sent else ()
    return too_late(request, words, why, back=found.case.get_absolute_url())


def _page(
    request: HttpRequest, found: Found, form: AskForm, *, status: int = 200, is_unsent: bool = False
) -> HttpResponse:
    groups = [(title, list(items)) for title, items in groupby(found.case.items.all(), key=category_of)]
    context = {"found": found, "case": found.case, "form": form, "people": form.found, "groups": groups}
    context |= {"is_unsent": is_unsent}
    return render(request, "promotions/feedback_ask.html", context, status=status)
