"""What somebody has done: their own log."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paths.growth.models import Evidence
from paths.growth.planning import delete_evidence, evidence_log, narrowed, restore_evidence, skills_shown
from paths.growth.readers import who_sees
from paths.growth.views.plan import offer_back, offered_back, own_page, taken_back
from paths.people.models import Employee
from paths.people.papers import PRIVATE
from paths.shared.pages import template_for, vary

WHAT = "evidence"
ON_A_PAGE = 30


@own_page
def evidence(request: HttpRequest, employee: Employee) -> HttpResponse:
    """The log, the latest first; `q` and `skill` narrow it."""
    query, skill = request.GET.get("q", "")[:200].strip(), request.GET.get("skill", "")
    log = evidence_log(employee)
    skills = skills_shown(log)
    found = narrowed(log, query, skill, skills)
    template = template_for(request, "growth/evidence.html", "entries")
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "found": len(found),
        "has_any": bool(log),
        "skills": skills,
        "query": query,
        "skill": skill,
        "fragment": "#" in template,
        "kept": offered_back(request, WHAT),
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
    }
    return vary(render(request, template, context))


@require_POST
@own_page
def evidence_delete(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Delete it; the next page can put it back."""
    there = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    offer_back(request, WHAT, delete_evidence(evidence=there))
    return redirect("evidence")


@require_POST
@own_page
def evidence_restore(request: HttpRequest, employee: Employee) -> HttpResponse:
    """Put back what was just deleted."""
    kept = taken_back(request, WHAT)
    if kept is None:
        messages.error(request, _("That was deleted too long ago to be put back."))
    else:
        restore_evidence(employee=employee, kept=kept)
        messages.success(request, _("It is back."))
    return redirect("evidence")
