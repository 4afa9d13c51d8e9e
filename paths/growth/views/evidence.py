"""What somebody has done: their own log."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paths.growth.forms.evidence import EvidenceForm
from paths.growth.models import Evidence
from paths.growth.planning import (
    delete_evidence,
    evidence_log,
    keep_evidence,
    narrowed,
    restore_evidence,
    skills_shown,
)
from paths.growth.readers import who_sees
from paths.growth.statements import statements_around, statements_named
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


@own_page
def evidence_add(request: HttpRequest, employee: Employee) -> HttpResponse:
    """Write something down. `key` in the address ticks a statement, `next` says where to go back to."""
    if request.method != "POST":
        form = EvidenceForm(initial={"keys": _keys(request)}, instance=Evidence(employee=employee))
        return _write(request, employee, form)
    form = EvidenceForm(request.POST, instance=Evidence(employee=employee))
    if not form.is_valid():
        return _write(request, employee, form)
    keep_evidence(evidence=form.instance, keys=form.cleaned_data["keys"])
    messages.success(request, _("Your evidence is saved. Only you can see it."))
    return redirect(_next(request) or "evidence")


@own_page
def evidence_edit(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Write it otherwise."""
    there = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    shown = list(there.shows.values_list("key", flat=True))
    if request.method != "POST":
        return _write(request, employee, EvidenceForm(instance=there, initial={"keys": shown}))
    form = EvidenceForm(request.POST, instance=there)
    if not form.is_valid():
        return _write(request, employee, form)
    keep_evidence(evidence=form.instance, keys=form.cleaned_data["keys"])
    messages.success(request, _("Your evidence is saved."))
    return redirect("evidence")


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


def _write(request: HttpRequest, employee: Employee, form: EvidenceForm) -> HttpResponse:
    """The form, with the statements to choose from: those around one's level, and others that are ticked."""
    levels = statements_around(employee)
    there = {statement.key for level in levels for _title, group in level.groups for statement in group}
    others = statements_named([key for key in form.chosen if key not in there])
    context = {
        "form": form,
        "levels": levels,
        "others": tuple(others.values()),
        "chosen": form.chosen,
        "next": _next(request),
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
    }
    return render(request, "growth/evidence_form.html", context, status=422 if form.is_bound else 200)


def _keys(request: HttpRequest) -> list[UUID]:
    """The statements that the address names; what is no key is passed over."""
    found = []
    for text in request.GET.getlist("key")[:20]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _next(request: HttpRequest) -> str:
    """Where to go afterwards, if it is a page of this site."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    return path if url_has_allowed_host_and_scheme(path, None, require_https=request.is_secure()) else ""
