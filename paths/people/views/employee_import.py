"""People from a sheet: first what it would do, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Hashable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paths.people.importing import Plan
from paths.people.joining import ChangedMeanwhile, import_people, plan_import
from paths.people.sheet import COLUMNS
from paths.shared.desk import desk_answer, desk_page
from paths.shared.forms import SheetForm
from paths.shared.seals import is_sealed, pack, seal
from paths.shared.sheets import RowProblem, Table, UnreadableSheet, write_csv
from paths.shared.workbooks import read_table


@desk_page("paths.change_employee")
def employee_import(request: HttpRequest) -> HttpResponse:
    """Choose a sheet of people, look at what it would change, and confirm that."""
    if request.method != "POST":
        return _start(request, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form, status=422)
    try:
        table = read_table(form.content, max_bytes=settings.UPLOAD_LIMIT)
        return _confirm(request, form, table) if form.given else _show(request, form, table)
    except UnreadableSheet as error:
        return _start(request, SheetForm(), problems=error.problems, status=422)


def _confirm(request: HttpRequest, form: SheetForm, table: Table) -> HttpResponse:
    """Write what was looked at; show it anew if it is something else by now."""
    try:
        plan = import_people(
            table=table,
            by=request.user,
            source=form.file_name,
            is_seen=lambda plan: is_sealed(form.given, *_looked_at(request, table, plan)),
        )
    except ChangedMeanwhile:
        return _show(request, form, table, status=409)
    messages.success(request, _("Done: %(what)s.") % {"what": plan})
    return redirect("admin:paths_employee_changelist")


def _show(request: HttpRequest, form: SheetForm, table: Table, status: int = 200) -> HttpResponse:
    """What confirming would do, sealed."""
    planned = plan_import(table, request.user)
    if planned.plan.joins and not request.user.has_perm("paths.add_employee"):
        raise UnreadableSheet(RowProblem(0, _("There is somebody new in the sheet, and you may not add people.")))
    context = {
        "title": _("Upload employees"),
        "plan": planned.plan,
        "warnings": planned.warnings,
        "changes": planned.plan.does_something,
        "is_other": status == 409,
        "packed": pack(write_csv(table).encode()),
        "source": form.file_name,
        "seal": seal(*_looked_at(request, table, planned.plan)),
        "address": "admin:employee_import",
    }
    return desk_answer(request, "people/employee_dry_run.html", context, status=status)


def _looked_at(request: HttpRequest, table: Table, plan: Plan) -> tuple[Hashable, ...]:
    return request.user.pk, request.user.has_perm("paths.add_employee"), table, plan.seen


def _start(
    request: HttpRequest, form: SheetForm, *, problems: tuple[RowProblem, ...] = (), status: int = 200
) -> HttpResponse:
    context = {"title": _("Upload employees"), "form": form, "problems": problems, "columns": COLUMNS}
    return desk_answer(request, "people/employee_import.html", context, status=status)
