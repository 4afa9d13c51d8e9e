"""The skills from A to Z."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from paths.browse.account import reader_parts
from paths.browse.shelf import is_family, library_stamp
from paths.browse.skill_list import all_skills, by_letter
from paths.people.access import ladder_page
from paths.shared.pages import answer, kept_page, template_for


@ladder_page
def skill_list(request: HttpRequest) -> HttpResponse:
    """Every skill that is asked for; `q` and `family` narrow them."""
    query, family = request.GET.get("q", "")[:200].strip(), request.GET.get("family", "")
    template = template_for(request, "browse/skill_list.html", "skills")
    page = kept_page(
        (template, library_stamp(), query, family),
        lambda: render_skills(template, query=query, family=family),
        lambda: not query and is_family(family),
    )
    return answer(request, page, reader_parts(request))


def render_skills(template: str, *, query: str, family: str) -> str:
    """The list of skills, or only what a filter changes of it."""
    skills = all_skills()
    shown = skills.narrowed(query, family)
    context = {"skills": skills, "shown": shown, "letters": by_letter(shown), "fragment": "#" in template}
    return render_to_string(template, {**context, "query": query, "family": family})
