"""What somebody says on a case, or on one of its items."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent, too_late
from paths.growth.unsent import words_in
from paths.promotions.casework import NotAllowed, add_comment
from paths.promotions.forms.words import CommentForm
from paths.promotions.models import Item
from paths.promotions.sheet import sheet_of
from paths.promotions.views.case import render_case
from paths.promotions.views.case_evidence import render_item
from paths.promotions.views.case_found import PART_OF_IT, Found, find_case
from paths.promotions.views.case_item import find_item
from paths.shared.ids import as_id


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def case_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `text`, and `item` where it is about one. GET: what its writer wrote while signed out."""
    found = find_case(request, pk)
    sent = sent_or_unsent(request)
    if sent is None:
        return redirect(found.case)
    if request.method != "POST":
        return write_again(request, found, sent) if found.may_comment else closed(request, found, sent)
    if not found.actors & PART_OF_IT:
        raise PermissionDenied
    item, form = item_asked(found, request.POST), CommentForm(request.POST)
    if not form.is_valid():
        return write_again(request, found, request.POST, status=422)
    try:
        add_comment(case=found.case, by=found.reader, text=form.cleaned_data["text"], item=item)
    except NotAllowed:
        return closed(request, found, sent)
    messages.success(request, _("Your comment is added."))
    return redirect(f"{found.case.get_absolute_url()}#{f'row-{item.pk}' if item else 'comments'}")


def write_again(request: HttpRequest, found: Found, data: QueryDict, status: int = 200) -> HttpResponse:
    """The page that the comment was written on, with what was written."""
    item, form = item_asked(found, data), CommentForm(data)
    if item:
        return render_item(request, found, item, comment=form, status=status)
    sheet = sheet_of(found.case, found.feedback, found.reader)
    return render_case(request, found, sheet, comment=form, status=status)


def closed(request: HttpRequest, found: Found, sent: QueryDict) -> HttpResponse:
    """Why nothing is added to a case that is closed, with what was written."""
    why = _("The case is closed. Nothing was added.")
    return too_late(request, words_in(sent.lists()), why, back=found.case.get_absolute_url())


def item_asked(found: Found, data: QueryDict) -> Item | None:
    """The item that a comment is about; None: the case as a whole. Raises Http404 for none of its items."""
    asked = data.get("item", "")
    if not asked:
        return None
    return find_item(found, as_id(asked) or 0)
