"""One page that says how HR's work is done here."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from paths.shared.desk import desk_answer


def guide(request: HttpRequest) -> HttpResponse:
    """The guide, for everybody who may enter the admin. It links only to what its reader may open."""
    return admin.site.admin_view(_show)(request)


def _show(request: HttpRequest) -> HttpResponse:
    return desk_answer(request, "ladders/guide.html", {"title": _("Guide")})
