"""The page of a skill."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from paths.browse.account import reader_parts
from paths.browse.shelf import library_stamp
from paths.browse.skill import skill_view
from paths.ladders.models import Skill
from paths.people.access import ladder_page
from paths.shared.pages import answer, kept_page

TEMPLATE = "browse/skill.html"


@ladder_page
def skill(request: HttpRequest, skill_slug: str) -> HttpResponse:
    """What a skill is, what each depth of it means, and who asks for it."""
    page = kept_page((TEMPLATE, library_stamp(), skill_slug), lambda: render_skill(skill_slug))
    return answer(request, page, reader_parts(request))


def render_skill(skill_slug: str) -> str:
    """The page as everybody sees it. Raises Http404 for an unknown skill."""
    view = skill_view(get_object_or_404(Skill, slug=skill_slug))
    return render_to_string(TEMPLATE, {"view": view, "skill": view.skill})
