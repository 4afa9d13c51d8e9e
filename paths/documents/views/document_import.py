"""A ladder document from a file or a text: first what it would do, then into the draft. Never published here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paths.documents.document import LadderDocument, Problem, Reading, UnreadableDocument
from paths.documents.forms import DocumentForm
from paths.documents.importing import Imported, NoFamily, import_ladder
from paths.documents.reader import read_ladder
from paths.ladders.models import Role
from paths.shared.desk import desk_answer, desk_page
from paths.shared.seals import pack, rehearse, seal

TEMPLATE = "documents/document_import.html"


@desk_page("paths.change_edition")
def document_import(request: HttpRequest) -> HttpResponse:
    """Choose a document, look at what it would change, and confirm that."""
    if request.method != "POST":
        return _start(request, DocumentForm())
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form, status=422)
    try:
        reading = read_ladder(form.content, max_bytes=settings.UPLOAD_LIMIT)
        imported, stays = _rehearse(request, form, reading.document)
    except NoFamily as error:
        return _start(request, _with_text(form, wants_family=error.problems[0].message), status=422)
    except UnreadableDocument as error:
        return _start(request, _with_text(form), problems=error.problems, status=422)
    if stays:
        said = _("The draft of %(role)s now says the document: %(counts)s. Nothing is published yet.")
        messages.success(request, said % {"role": imported.outcome.role, "counts": imported.outcome.counts})
        return redirect("admin:edition_edit", imported.edition.pk)
    return _show(request, form, reading, imported)


def may_set_pay(request: HttpRequest) -> bool:
    """Whether what their document says of pay counts."""
    return request.user.has_perms(["paths.view_salaryband", "paths.add_salaryband"])


def _rehearse(request: HttpRequest, form: DocumentForm, document: LadderDocument) -> tuple[Imported, bool]:
    with_pay = may_set_pay(request)
    family = form.cleaned_data["family"]

    def act() -> Imported:
        is_new = not Role.objects.filter(name__iexact=document.title).exists()
        if is_new and not request.user.has_perm("paths.add_role"):
            message = _("There is no role called “%(name)s”, and you may not add one. Check the title.")
            raise UnreadableDocument(Problem(0, message % {"name": document.title}))
        return import_ladder(
            document=document,
            by=request.user,
            family=family and family.name,
            with_pay=with_pay,
            source=form.file_name,
        )

    def seal_of(imported: Imported) -> str:
        return seal(request.user.pk, form.content, family and family.pk, with_pay, imported.seen)

    return rehearse(act, seal_of, form.given)


def _show(request: HttpRequest, form: DocumentForm, reading: Reading, imported: Imported) -> HttpResponse:
    """What confirming would do, sealed. Reached with a seal, it has become another thing in the meantime."""
    warnings = list(reading.warnings)
    with_pay, family = may_set_pay(request), form.cleaned_data["family"]
    if not with_pay and any(level.pay for level in reading.document.levels):
        warnings.append(Problem(0, _("What the document says of pay is left out: you may not change pay.")))
    context = {
        "title": _("Upload a ladder document"),
        "outcomes": [imported.outcome],
        "changes": imported.outcome.changes,
        "warnings": warnings,
        "is_other": bool(form.given),
        "packed": pack(form.content),
        "source": form.file_name,
        "family": family,
        "seal": seal(request.user.pk, form.content, family and family.pk, with_pay, imported.seen),
        "address": "admin:document_import",
    }
    return desk_answer(request, "documents/dry_run.html", context, status=409 if form.given else 200)


def _start(
    request: HttpRequest, form: DocumentForm, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"title": _("Upload a ladder document"), "form": form, "problems": problems}
    return desk_answer(request, TEMPLATE, context, status=status)


def _with_text(form: DocumentForm, wants_family: str = "") -> DocumentForm:
    """The form with what was read as its text, to be put right in place. `wants_family`: why it needs a family."""
    text, family = form.content.decode("utf-8-sig", "replace"), form.cleaned_data["family"]
    if not wants_family:
        return DocumentForm(initial={"text": text, "family": family})
    again = DocumentForm({"text": text})
    again.add_error("family", wants_family)
    return again
