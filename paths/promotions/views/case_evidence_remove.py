"""Taking evidence away again that one added to a case."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paths.growth.access import personal_page
from paths.promotions.casework import NotAllowed
from paths.promotions.changing import remove_evidence
from paths.promotions.models import ItemEvidence
from paths.promotions.views.case_found import find_case


@personal_page
@require_POST
def case_evidence_remove(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """Only whoever added it, and only while evidence is gathered."""
    found = find_case(request, pk)
    evidence = get_object_or_404(ItemEvidence.objects.select_related("item__case"), pk=piece, item__case=found.case)
    if evidence.added_by_id != found.reader.pk:
        raise PermissionDenied
    try:
        remove_evidence(evidence=evidence, by=found.reader)
    except NotAllowed:
        messages.error(request, _("The case has been sent or closed: its evidence stays."))
    else:
        messages.success(request, _("The evidence is taken away. The story of the case keeps what it said."))
    return redirect("case_evidence", pk, evidence.item_id)
