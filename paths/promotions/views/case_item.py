"""One mark of a checklist, saved by itself while the page stays."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from paths.growth.access import personal_page
from paths.promotions.forms.marks import MarkForm
from paths.promotions.item_rows import MARKS, row_shown
from paths.promotions.models import Item
from paths.promotions.sheet import light_sheet, rows_of
from paths.promotions.views.case import story_of
from paths.promotions.views.case_found import Found, find_case
from paths.promotions.views.item_saving import Unsaved, save_item
from paths.shared.pages import vary


@personal_page
@require_POST
def case_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Save a mark, as the manager. 409: it was saved elsewhere since, and both are shown. 422: why it cannot be."""
    found = find_case(request, pk)
    if not found.is_manager:
        raise PermissionDenied
    before = find_item(found, item)
    form = MarkForm(before, request.POST)
    after, unsaved = save_item(before, form, found.reader)
    if not request.htmx:  # type: ignore[attr-defined]
        if unsaved:
            messages.error(request, _("That mark was not saved. Look at it here and set it again."))
        return redirect(f"{found.case.get_absolute_url()}#row-{item}")
    if unsaved:
        return vary(render_unsaved(request, found, before, unsaved))
    return vary(render_saved(request, found, after, whole=form.cleaned_data["take"]))


def find_item(found: Found, pk: int) -> Item:
    """An item of the case. Raises Http404."""
    item = Item.objects.filter(case=found.case, pk=pk).select_related("case").first()
    if item is None:
        raise Http404(_("That is not an item of this case."))
    return item


def render_unsaved(request: HttpRequest, found: Found, item: Item, unsaved: Unsaved) -> HttpResponse:
    """Why the row is not saved."""
    context = {"case": found.case, "row": unsaved.show(row_shown(item))}
    return render(request, "promotions/_item_state.html", context, status=409 if unsaved.other else 422)


def render_saved(request: HttpRequest, found: Found, item: Item, *, whole: bool) -> HttpResponse:
    """The state of the row and the counts. `whole`: the row anew, as its fields hold otherwise."""
    sheet = light_sheet(found.case, found.reader)
    context = {"found": found, "case": found.case, "sheet": sheet, "marks": MARKS, "story": story_of(found)}
    if not whole:
        odd = next(row.odd for row in sheet.rows if row.id == item.pk)
        context |= {"row": row_shown(item, odd=odd, is_saved=True)}
        return render(request, "promotions/item_saved.html", context)
    (row,) = rows_of(found.case, [item], feedback=found.feedback, reader=found.reader)
    response = render(request, "promotions/item_saved.html", context | {"row": row, "whole": True})
    return reswap(retarget(response, f"#row-{item.pk}"), "outerHTML")
