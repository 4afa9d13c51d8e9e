"""What the pages of preparation share: one level chosen by `level`, or all of them. They show no pay."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from paths.browse.account import reader_parts
from paths.browse.contents import contents
from paths.browse.prepare import Preparation
from paths.browse.shelf import find_ladder
from paths.ladders.content import EditionContent
from paths.shared.pages import answer, kept_page, template_for


def preparation_page(
    request: HttpRequest,
    role_slug: str,
    *,
    template: str,
    fragment: str,
    prepare: Callable[[EditionContent, str], Preparation],
) -> HttpResponse:
    """The page of what `prepare` finds, or only its `fragment`."""
    shelf = find_ladder(role_slug)
    level_slug = request.GET.get("level", "")[:200]
    template = template_for(request, template, fragment)

    def content() -> EditionContent:
        return contents([shelf.edition_id], shelf.stamp)[shelf.edition_id]

    def render() -> str:
        view = prepare(content(), level_slug)
        return render_to_string(template, {"view": view, "content": view.content, "fragment": "#" in template})

    def is_known() -> bool:
        return not level_slug or content().profile(level_slug) is not None

    return answer(request, kept_page((template, shelf, level_slug), render, is_known), reader_parts(request))
