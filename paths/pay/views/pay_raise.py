"""Raising many bands by a percentage."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paths.pay.forms.bands import first_of_next_month
from paths.pay.forms.pages import RaiseForm
from paths.pay.raises import ChangedMeanwhile, RaisePlan, chosen, names_of, plan_raise, raise_bands, sealed_rows
from paths.shared.desk import desk_answer, desk_page
from paths.shared.formats import plain

CHANGED = gettext_lazy(
    "Somebody has changed these bands since you looked, so nothing was raised. This is how they stand now."
)


@desk_page("paths.add_salaryband")
def pay_raise(request: HttpRequest) -> HttpResponse:
    """Choose bands and terms, look at what would change, and raise them all at once."""
    if request.method == "POST":
        return _raise(request)
    if "percent" in request.GET:
        form = RaiseForm(request.GET)
        return _page(request, form, plan_raise(form.terms, **form.lookups) if form.is_valid() else None)
    return _page(request, RaiseForm(initial={"day": first_of_next_month(timezone.localdate())}), None)


def _raise(request: HttpRequest) -> HttpResponse:
    form = RaiseForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None, status=422)
    seals = chosen(request.POST.getlist("band"))
    if not seals:
        problem = _("Nothing was raised: choose at least one band.")
        return _page(request, form, plan_raise(form.terms, **form.lookups), problem=problem, status=422)
    try:
        count = raise_bands(terms=form.terms, seals=seals, by=request.user)
    except ChangedMeanwhile:
        return _page(request, form, plan_raise(form.terms, **form.lookups), problem=str(CHANGED), status=409)
    said = {"n": count, "percent": plain(form.terms.percent), "day": date_format(form.terms.day)}
    text = ngettext(
        "%(n)d band is raised by %(percent)s%% from %(day)s.",
        "%(n)d bands are raised by %(percent)s%% from %(day)s.",
        count,
    )
    messages.success(request, text % said)
    return HttpResponseRedirect(reverse("admin:paths_salaryband_changelist"))


def _page(
    request: HttpRequest, form: RaiseForm, plan: RaisePlan | None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "title": _("Raise salary bands"),
        "form": form,
        "plan": plan,
        "rows": sealed_rows(plan) if plan else [],
        "left_out": names_of(plan.refused) if plan else "",
        "problem": problem,
    }
    return desk_answer(request, "pay/pay_raise.html", context, status=status)
