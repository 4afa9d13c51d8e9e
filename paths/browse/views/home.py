"""The home page: every ladder."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from paths.browse.account import reader_parts
from paths.browse.home import all_families, narrowed
from paths.browse.shelf import is_family, library_stamp
from paths.people.access import ladder_page
from paths.shared.pages import answer, kept_page, template_for


@ladder_page
def home(request: HttpRequest) -> HttpResponse:
    """Every ladder by family; `q` and `family` narrow them."""
    query, family = request.GET.get("q", "")[:200].strip(), request.GET.get("family", "")
    template = template_for(request, "browse/home.html", "ladders")
    page = kept_page(
        (template, library_stamp(), query, family),
        lambda: render_home(template, query=query, family=family),
        lambda: not query and is_family(family),
    )
    return answer(request, page, reader_parts(request))


def render_home(template: str, *, query: str, family: str) -> str:
    """The home page, or only its list."""
    families = all_families()
    shown = narrowed(families, query, family)
    context = {"families": families, "shown": shown, "query": query, "family": family, "fragment": "#" in template}
    return render_to_string(template, {**context, "found": sum(len(shelf.ladders) for shelf in shown)})
