"""People from a sheet: first what it would do, then all of it or nothing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paths.people.joining import PeopleImported, import_people
from paths.people.sheet import COLUMNS
from paths.shared.desk import desk_answer, desk_page
from paths.shared.forms import SheetForm
from paths.shared.seals import pack, rehearse, seal
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
        imported, stays = _rehearse(request, table, form)
    except UnreadableSheet as error:
        return _start(request, SheetForm(), problems=error.problems, status=422)
    if stays:
        messages.success(request, _("Done: %(what)s.") % {"what": imported.plan})
        return redirect("admin:paths_employee_changelist")
    context = {
        "title": _("Upload employees"),
        "plan": imported.plan,
        "warnings": imported.warnings,
        "changes": imported.plan.does_something,
        "is_other": bool(form.given),
        "packed": pack(write_csv(table).encode()),
        "source": form.file_name,
        "seal": _seal(request, table, imported),
        "address": "admin:employee_import",
    }
    return desk_answer(request, "people/employee_dry_run.html", context, status=409 if form.given else 200)


def _rehearse(request: HttpRequest, table: Table, form: SheetForm) -> tuple[PeopleImported, bool]:
    def act() -> PeopleImported:
        imported = import_people(table=table, by=request.user, source=form.file_name)
        if imported.plan.joins and not request.user.has_perm("paths.add_employee"):
            raise UnreadableSheet(RowProblem(0, _("There is somebody new in the sheet, and you may not add people.")))
        return imported

    try:
        return rehearse(act, lambda imported: _seal(request, table, imported), form.given)
    except IntegrityError:
        # Somebody else has just added one of these people.
        return rehearse(act, lambda imported: _seal(request, table, imported))


def _seal(request: HttpRequest, table: Table, imported: PeopleImported) -> str:
    return seal(request.user.pk, table, imported.plan.seen)


def _start(
    request: HttpRequest, form: SheetForm, *, problems: tuple[RowProblem, ...] = (), status: int = 200
) -> HttpResponse:
    context = {"title": _("Upload employees"), "form": form, "problems": problems, "columns": COLUMNS}
    return desk_answer(request, "people/employee_import.html", context, status=status)
