"""Finding a draft to write in, and saying why there is none."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from paths.ladders.choices import EditionStatus
from paths.ladders.models import Edition


def find_edition(edition_id: int) -> Edition:
    """The edition with its role. Raises Http404."""
    return get_object_or_404(Edition.objects.select_related("role__family", "published_by"), pk=edition_id)


def kept(request: HttpRequest, edition: Edition) -> HttpResponseRedirect | None:
    """Where to send people who want to write in an edition that is no draft; None if it is one."""
    if edition.status == EditionStatus.DRAFT:
        return None
    return refused(request, edition)


def refused(request: HttpRequest, edition: Edition) -> HttpResponse:
    """To the edition's own page, with the reason why nothing was saved."""
    edition.refresh_from_db()
    said = _("%(edition)s is published and never changes. Nothing was saved. Open a draft to change the ladder.")
    messages.warning(request, said % {"edition": edition})
    return redirect("admin:edition_edit", edition.pk)
