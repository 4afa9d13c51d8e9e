"""In which cycle a case is decided."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paths.growth.access import personal_page
from paths.promotions.casework import NotAllowed
from paths.promotions.changing import join_cycle
from paths.promotions.forms.steps import CycleForm
from paths.promotions.views.case_found import find_case


@personal_page
@require_POST
def case_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it into a cycle that is open today, or into none, as its manager."""
    found = find_case(request, pk)
    if not found.is_manager:
        raise PermissionDenied
    form = CycleForm(found.case, request.POST)
    if not form.is_valid():
        messages.error(request, _("That cycle is not open. Choose another one."))
        return redirect(found.case)
    try:
        join_cycle(case=found.case, cycle=form.cleaned_data["cycle"], by=found.reader)
    except NotAllowed:
        messages.error(
            request, _("The cycle can only be changed while evidence is gathered. The case stays in its cycle.")
        )
    else:
        messages.success(request, _("Saved."))
    return redirect(found.case)
