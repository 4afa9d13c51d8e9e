"""Levels side by side: the address holds the whole state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from paths.browse.account import reader_parts
from paths.browse.compare import CHANGES, EVERYTHING, SHOWS, CompareView, compare_view
from paths.browse.contents import contents
from paths.browse.selection import (
    Choice,
    Selection,
    all_choices,
    choices_by_role,
    compare_address,
    selected,
)
from paths.browse.shelf import find_library
from paths.documents.comparison import write_comparison, write_comparison_json
from paths.ladders.comparison import Comparison
from paths.ladders.content import EditionContent, Profile
from paths.pay.bands import figures_by_level
from paths.pay.scope import PayScope
from paths.people.access import ladder_page
from paths.shared.pages import answer, kept_page, template_for, vary


@ladder_page
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four levels side by side; `level` names each as "role/level", `show` is changes or everything."""
    asked = request.GET.getlist("level")[:40]
    show = request.GET.get("show", CHANGES)
    show = show if show in SHOWS else CHANGES
    by_form = "" in asked or "%2F" in request.META["QUERY_STRING"]
    if by_form and not request.headers.get("HX-Request"):
        # A submitted form leaves empty names and escapes in the address; people share the one without.
        return vary(HttpResponseRedirect(compare_address(filter(None, asked), show)))
    library = find_library()
    stamp, scope = library.stamp, library.scope_of(request.user)
    template = template_for(request, "browse/compare.html", "comparison")
    choices = cache(all_choices)
    page = kept_page(
        (template, stamp, scope, tuple(asked), show),
        lambda: render_compare(template, selected(asked, choices()), choices(), show, scope, stamp),
        lambda: selected(asked, choices()).addresses == asked,
    )
    response = answer(request, page, reader_parts(request))
    if request.headers.get("HX-Request"):
        response.headers["HX-Push-Url"] = compare_address(filter(None, asked), show)
    return response


def render_compare(
    template: str,
    selection: Selection,
    choices: Mapping[str, Choice],
    show: str,
    scope: PayScope,
    stamp: tuple[object, ...],
) -> str:
    """The page, or only the form with its table."""
    context = {
        "selection": selection,
        "roles": choices_by_role(choices),
        "show": show,
        "fragment": "#" in template,
        "taken": compare_address(selection.addresses, show)[len("/compare/") :],
        "view": _view(selection, show, scope, stamp) if selection.is_enough else None,
    }
    return render_to_string(template, context)


def _view(selection: Selection, show: str, scope: PayScope, stamp: tuple[object, ...]) -> CompareView:
    editions = contents({choice.edition_id for choice in selection.choices}, stamp)
    chosen = [(choice, *_found(choice, editions[choice.edition_id])) for choice in selection.choices]
    levels = [profile.level_id for _choice, _content, profile in chosen]
    return compare_view(chosen, figures_by_level(scope, level__in=levels), show)


def _found(choice: Choice, content: EditionContent) -> tuple[EditionContent, Profile]:
    return content, next(profile for profile in content.profiles if profile.slug == choice.level_slug)


@ladder_page
def compare_markdown(request: HttpRequest) -> HttpResponse:
    """The comparison of the same address as a Markdown document, with the pay its reader may see."""
    return _taken_away(request, write_comparison, "text/markdown; charset=utf-8")


@ladder_page
def compare_json(request: HttpRequest) -> HttpResponse:
    """The comparison of the same address as JSON, with the pay its reader may see."""
    return _taken_away(request, write_comparison_json, "application/json")


def _taken_away(request: HttpRequest, write: Callable[[Comparison], str], content_type: str) -> HttpResponse:
    selection = selected(request.GET.getlist("level")[:40], all_choices())
    if not selection.is_enough:
        said = "\n".join(selection.problems) or _("Name two to four levels.")
        response = HttpResponse(said, content_type="text/plain; charset=utf-8", status=400)
    else:
        library = find_library()
        view = _view(selection, EVERYTHING, library.scope_of(request.user), library.stamp)
        response = HttpResponse(write(view.comparison), content_type=content_type)
    response.headers["Cache-Control"] = "private, no-cache"
    return vary(response)
