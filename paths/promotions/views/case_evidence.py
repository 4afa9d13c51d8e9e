"""One item of a case: its evidence and what is said of it, and adding to both."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent, too_late
from paths.growth.unsent import words_in
from paths.promotions.casework import NotAllowed, add_evidence
from paths.promotions.checklist import own_evidence_for
from paths.promotions.forms.words import CommentForm, ItemEvidenceForm
from paths.promotions.models import Item
from paths.promotions.sheet import rows_of
from paths.promotions.views.case import case_context
from paths.promotions.views.case_found import Found, find_case
from paths.promotions.views.case_item import find_item


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def case_evidence(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """GET shows the item; POST adds evidence, as the employee or their manager: what is written, or (`entry`) what
    stands in the employee's own log.
    """
    found = find_case(request, pk)
    row = find_item(found, item)
    sent = sent_or_unsent(request)
    if sent is not None and not found.may_add_evidence:
        return refused(request, found, sent)
    if request.method != "POST":
        return render_item(request, found, row, evidence=ItemEvidenceForm(sent) if sent else None)
    form = from_log(request, found, row) if "entry" in request.POST else ItemEvidenceForm(request.POST)
    if not form.is_valid():
        return render_item(request, found, row, evidence=form, status=422)
    try:
        add_evidence(item=row, by=found.reader, **form.cleaned_data)
    except NotAllowed:
        return refused(request, found, request.POST)
    messages.success(request, _("The evidence is added."))
    return redirect(f"{found.case.get_absolute_url()}#row-{row.pk}")


def render_item(
    request: HttpRequest,
    found: Found,
    item: Item,
    *,
    evidence: ItemEvidenceForm | None = None,
    comment: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an item, with what was typed into its forms."""
    (row,) = rows_of(found.case, [item], feedback=found.feedback, reader=found.reader)
    context = case_context(found) | {
        "row": row,
        "evidence": (evidence or ItemEvidenceForm()).told(found.sees),
        "comment": (comment or CommentForm()).told(found.sees),
        "is_written": bool((evidence and evidence.is_bound) or (comment and comment.is_bound)),
    }
    return render(request, "promotions/case_evidence.html", context, status=status)


def from_log(request: HttpRequest, found: Found, item: Item) -> ItemEvidenceForm:
    """What the employee chose of their own log, as if they had written it. Raises Http404 for anything else."""
    if not (found.is_subject and found.case.employee):
        raise PermissionDenied
    log = own_evidence_for(item, found.case.employee)
    entry = next((each for each in log if str(each.pk) == request.POST["entry"]), None)
    if entry is None:
        raise Http404(_("That is not in your log for this."))
    return ItemEvidenceForm({"text": entry.text, "link": entry.link, "happened_on": entry.happened_on})


def refused(request: HttpRequest, found: Found, sent: QueryDict) -> HttpResponse:
    """Why nothing is added: it is not theirs to add, or the case has moved on. Raises PermissionDenied."""
    if request.method == "POST" and not (found.is_subject or found.is_manager):
        raise PermissionDenied
    why = _("The case has been sent or closed. Nothing was added.")
    return too_late(request, words_in(sent.lists()), why, back=found.case.get_absolute_url())
