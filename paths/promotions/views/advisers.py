"""Advisers: colleagues whom an HR partner lets read a case, and the views they leave."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent, too_late
from paths.growth.unsent import words_in
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


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def adviser_view(request: HttpRequest, pk: int) -> HttpResponse:
    """POST leaves one's view, or writes it otherwise, while the case is not decided. GET: what its writer wrote while
    signed out.
    """
    found, sent = find_case(request, pk), sent_or_unsent(request)
    case = found.case
    own = case.advisers.filter(employee__user=request.user.pk).first()
    if own is None:
        raise PermissionDenied
    if sent is None:
        return redirect(case)
    form = ViewForm(sent)
    if request.method != "POST" or not form.is_valid():
        context = {"found": found, "case": case, "form": form, "is_unsent": request.method != "POST"}
        return render(request, "promotions/adviser_view.html", context, status=422 if request.method == "POST" else 200)
    try:
        give_view(adviser=own, by=request.user, view=form.cleaned_data["view"])  # type: ignore[arg-type]
    except NotAllowed:
        why = _("Your view was not saved: the case is not waiting for a decision any more.")
        return too_late(request, words_in(sent.lists()), why, back=case.get_absolute_url())
    messages.success(request, _("Your view is saved. Whoever decides reads it."))
    return redirect(case)


def _page(request: HttpRequest, found: Found, form: ColleaguesForm, *, status: int = 200) -> HttpResponse:
    context = {"found": found, "case": found.case, "form": form, "people": form.found}
    return render(request, "promotions/advisers.html", context, status=status)
