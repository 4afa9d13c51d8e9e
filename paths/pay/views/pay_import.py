"""Bands from a sheet: first what keeping it would do, then all of it or nothing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.pay.band_sheet import COLUMNS, Fate, SheetChanged, SheetPlan, keep_sheet, plan_sheet
from paths.pay.forms.pages import SheetForm
from paths.pay.keeping import BandSettled
from paths.shared.desk import desk_answer, desk_page
from paths.shared.seals import pack, unpack
from paths.shared.sheets import RowProblem, Table, UnreadableSheet, write_csv
from paths.shared.workbooks import read_table


@desk_page("paths.add_salaryband")
def pay_import(request: HttpRequest) -> HttpResponse:
    """Upload a sheet, look at what it would change, and keep it."""
    if request.method != "POST":
        return _page(request, SheetForm())
    if "packed" in request.POST:
        return _keep(request, unpack(request.POST["packed"], settings.UPLOAD_LIMIT))
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _look(request, form.cleaned_data["sheet"].read())


def _look(request: HttpRequest, data: bytes, *, problem: str = "", status: int = 200) -> HttpResponse:
    try:
        table = read_table(data, max_bytes=settings.UPLOAD_LIMIT)
        plan = plan_sheet(table, request.user)
    except UnreadableSheet as error:
        return _page(request, SheetForm(), problems=error.problems, status=422)
    return _page(request, SheetForm(), plan=plan, table=table, problem=problem, status=status)


def _keep(request: HttpRequest, data: bytes) -> HttpResponse:
    try:
        table = read_table(data, max_bytes=settings.UPLOAD_LIMIT)
        kept = keep_sheet(table=table, sealed=request.POST.get("seal", ""), by=request.user)
    except UnreadableSheet as error:
        return _page(request, SheetForm(), problems=error.problems, status=422)
    except (SheetChanged, BandSettled):
        changed = _("Bands have changed since you looked, so nothing was imported. This is what it would do now.")
        return _look(request, data, problem=changed, status=409)
    made = ngettext("%(n)d band was added", "%(n)d bands were added", kept.made) % {"n": kept.made}
    corrected = ngettext("%(n)d changed.", "%(n)d changed.", kept.corrected) % {"n": kept.corrected}
    messages.success(request, f"{made}, {corrected}")
    return HttpResponseRedirect(reverse("admin:paths_salaryband_changelist"))


def _page(
    request: HttpRequest,
    form: SheetForm,
    *,
    plan: SheetPlan | None = None,
    table: Table = (),
    problems: tuple[RowProblem, ...] = (),
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": _("Import salary bands"),
        "form": form,
        "columns": COLUMNS,
        "plan": plan,
        "same": len(plan.of(Fate.SAME)) if plan else 0,
        # As a plain sheet: a workbook is packed already and would no longer fit into the form.
        "packed": pack(write_csv(table).encode()) if plan else "",
        "problems": problems,
        "problem": problem,
    }
    return desk_answer(request, "pay/pay_import.html", context, status=status)
