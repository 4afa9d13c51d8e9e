"""A case as one document: to print, and as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paths.growth.access import personal_page
from paths.promotions.document import document_of
from paths.promotions.views.case_found import find_case

HIDDEN = "hidden"


@personal_page
@require_safe
def case_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The case on A4 or Letter, with its whole story; `names=hidden`: without a name."""
    found = find_case(request, pk)
    hidden = names_are_hidden(request)
    document = document_of(found.case, found.reader, found.actors, is_hidden=hidden)
    context = {"found": found, "case": found.case, "document": document, "hidden": hidden}
    return render(request, "promotions/case_print.html", context)


@personal_page
@require_safe
def case_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a file; without names its own name does not lead to the case either."""
    found = find_case(request, pk)
    hidden = names_are_hidden(request)
    document = document_of(found.case, found.reader, found.actors, is_hidden=hidden)
    response = JsonResponse(document, json_dumps_params={"indent": 2, "ensure_ascii": False})
    name = "promotion-case" if hidden else f"promotion-case-{pk}"
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def names_are_hidden(request: HttpRequest) -> bool:
    """Whether the document is asked for without names."""
    return request.GET.get("names") == HIDDEN
