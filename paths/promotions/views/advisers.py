"""Advisers: colleagues whom an HR partner lets read a case, and the views they leave."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from paths.growth.access import personal_page
from paths.promotions.asking import AskedAlready, give_view, may_name, name_advisers, who_may_advise
from paths.promotions.casework import NotAllowed
from paths.promotions.forms.colleagues import ColleaguesForm, ViewForm
from paths.promotions.transitions import Actor
from paths.promotions.views.case_found import Found, find_case


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def advisers(request: HttpRequest, pk: int) -> HttpResponse:
    """Name colleagues who read the case and leave a view. `search` looks for people and keeps who is chosen."""
    found = find_case(request, pk)
    case = found.case
    if Actor.PARTNER not in found.actors:
        raise PermissionDenied
    if not may_name(case, found.actors):
        messages.error(request, _("You cannot name advisers now: the case is not waiting for your decision."))
        return redirect(case)
    people = who_may_advise(case, request.user)  # type: ignore[arg-type]
    if request.method != "POST":
        return _page(request, found, ColleaguesForm(people=people))
    form = ColleaguesForm(request.POST, people=people)
    if "search" in request.POST:
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        named = name_advisers(case=case, advisers=form.cleaned_data["colleagues"], by=request.user)  # type: ignore[arg-type]
    except (AskedAlready, NotAllowed):
        messages.error(request, _("Nobody was named: the case or its advisers changed meanwhile. Look again."))
    else:
        number = len(named)
        messages.success(request, ngettext("Named one adviser.", "Named %(n)d advisers.", number) % {"n": number})
    return redirect(case)


@personal_page
@require_POST
def adviser_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave one's view, or write it otherwise, while the case is not decided."""
    found = find_case(request, pk)
    case = found.case
    own = case.advisers.filter(employee__user=request.user.pk).first()
    if own is None:
        raise PermissionDenied
    form = ViewForm(request.POST)
    if not form.is_valid():
        return render(request, "promotions/adviser_view.html", {"found": found, "case": case, "form": form}, status=422)
    try:
        give_view(adviser=own, by=request.user, view=form.cleaned_data["view"])  # type: ignore[arg-type]
    except NotAllowed:
        messages.error(request, _("Your view was not saved: the case is not waiting for a decision any more."))
    else:
        messages.success(request, _("Your view is saved. Whoever decides reads it."))
    return redirect(case)


def _page(request: HttpRequest, found: Found, form: ColleaguesForm, *, status: int = 200) -> HttpResponse:
    context = {"found": found, "case": found.case, "form": form, "people": form.found}
    return render(request, "promotions/advisers.html", context, status=status)
