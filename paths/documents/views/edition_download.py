"""An edition to take away: as a document, as data, or as a sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from paths.documents.export import document_of
from paths.documents.json_format import write_json
from paths.documents.sheet import table_of
from paths.documents.sheet_importing import role_names
from paths.documents.writer import write_ladder
from paths.ladders.choices import EditionStatus
from paths.ladders.models import Edition
from paths.ladders.reading import content_of
from paths.pay.scope import PayScope, pay_scope
from paths.shared.desk import desk_page
from paths.shared.sheets import Table, UnreadableSheet, write_csv
from paths.shared.workbooks import write_xlsx

TYPES = {
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@desk_page("paths.view_edition")
def edition_download(request: HttpRequest, edition_id: int, form: str) -> HttpResponse:
    """The edition as a file, with the pay its reader may see. A sheet holds statements only, and so no pay."""
    if form not in TYPES:
        raise Http404
    edition = get_object_or_404(Edition.objects.select_related("role__family"), pk=edition_id)
    try:
        content = _written(request, edition, form)
    except UnreadableSheet as error:
        messages.error(request, str(error))
        return redirect("admin:edition_edit", edition.pk)
    version = "draft" if edition.status == EditionStatus.DRAFT else edition.version
    name = f"{edition.role.slug}-{version}.{form}"
    return HttpResponse(
        content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _written(request: HttpRequest, edition: Edition, form: str) -> str | bytes:
    if form == "csv":
        return write_csv(_table(edition))
    if form == "xlsx":
        return write_xlsx(_table(edition), "Ladder")
    document = document_of(edition, scope=_scope(request, edition))
    return write_json(document) if form == "json" else write_ladder(document)


def _table(edition: Edition) -> Table:
    return table_of(role_names().words()[edition.role_id], content_of(edition).profiles)


def _scope(request: HttpRequest, edition: Edition) -> PayScope:
    """What a draft proposes is for those who look after pay, whoever may see what is in force."""
    if edition.status == EditionStatus.DRAFT and not request.user.has_perm("paths.view_salaryband"):
        return PayScope()
    return pay_scope(request.user).on_role(edition.role_id, edition.role.family_id)
