"""Searching: the results as a page, and while typing as a list under the box."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from paths.browse.hits import groups_of
from paths.browse.search import MOST, find
from paths.browse.terms import LONGEST_QUERY
from paths.people.access import ladder_page
from paths.shared.pages import template_for, vary

# How much is shown: while typing of each kind and in all, on the page of each kind.
TYPING, ON_THE_PAGE = {"each": 4, "most": 9, "longest": 64}, {"each": 6}


@ladder_page
def search(request: HttpRequest) -> HttpResponse:
    """What `q` finds, by kind; `kind` asks for all of one."""
    template = template_for(request, "browse/search.html", "found")
    query, kind = request.GET.get("q", "").strip()[:LONGEST_QUERY], request.GET.get("kind", "")
    found = find(query)
    if template.endswith("#found"):
        groups = groups_of(found, **TYPING)
    elif kind in found.totals:
        groups = groups_of(found.of_kind(kind), each=MOST)
    else:
        groups, kind = groups_of(found, **ON_THE_PAGE), ""
    context = {"searched": query, "found": found, "groups": groups, "kind": kind, "demo": settings.DEMO}
    return vary(render(request, template, context))
