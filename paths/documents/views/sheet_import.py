"""The sheet of one or more ladders: first what it would do, then into the drafts. Never published here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.documents.sheet import COLUMNS
from paths.documents.sheet_importing import SheetImported, import_sheet
from paths.shared.desk import desk_answer, desk_page
from paths.shared.forms import SheetForm, carried
from paths.shared.seals import rehearse, seal
from paths.shared.sheets import RowProblem, Table, UnreadableSheet
from paths.shared.workbooks import read_table


@desk_page("paths.change_edition")
def sheet_import(request: HttpRequest) -> HttpResponse:
    """Choose a sheet, look at what it would change, and confirm that."""
    if request.method != "POST":
        return _start(request, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form, status=422)
    try:
        table = read_table(form.content, max_bytes=form.most)
        packed = carried(table)
        imported, stays = rehearse(
            lambda: import_sheet(table=table, by=request.user, source=form.file_name),
            lambda imported: _seal(request, table, imported),
            form.given,
        )
    except UnreadableSheet as error:
        return _start(request, SheetForm(), problems=error.problems, status=422)
    if stays:
        return _done(request, imported)
    context = {
        "title": _("Upload a spreadsheet"),
        "outcomes": imported.outcomes,
        "changes": imported.changed,
        "warnings": imported.warnings,
        "is_other": bool(form.given),
        "packed": packed,
        "source": form.file_name,
        "seal": _seal(request, table, imported),
        "address": "admin:sheet_import",
    }
    return desk_answer(request, "documents/dry_run.html", context, status=409 if form.given else 200)


def _seal(request: HttpRequest, table: Table, imported: SheetImported) -> str:
    return seal(request.user.pk, table, imported.seen)


def _done(request: HttpRequest, imported: SheetImported) -> HttpResponse:
    changed = [outcome for outcome in imported.outcomes if outcome.changes]
    for outcome in changed[:5]:
        said = _("The draft of %(role)s now says the sheet: %(counts)s. Nothing is published yet.")
        messages.success(request, said % {"role": outcome.role, "counts": outcome.counts})
    if len(changed) > 5:
        more = len(changed) - 5
        messages.success(request, ngettext("%(n)d more role changed.", "%(n)d more roles changed.", more) % {"n": more})
    if len(imported.drafts) == 1:
        return redirect("admin:edition_edit", imported.drafts[0].pk)
    return redirect("admin:paths_role_changelist")


def _start(
    request: HttpRequest, form: SheetForm, *, problems: tuple[RowProblem, ...] = (), status: int = 200
) -> HttpResponse:
    context = {"title": _("Upload a spreadsheet"), "form": form, "problems": problems, "columns": COLUMNS}
    return desk_answer(request, "documents/sheet_import.html", context, status=status)
