"""What somebody reads when the site fails."""

from __future__ import annotations

import re
import sys

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import server_error

from paths.shared.away import is_database_away

TOKEN = "csrfmiddlewaretoken"  # noqa: S105
SECRET = re.compile(r"password|secret|credential", re.IGNORECASE)
# What a form holds beside what was written into it: buttons, counts of rows, whose page it was, a file that was read.
OF_THE_FORM = re.compile(r"^_|_FORMS$|^(writer|next|seal|packed|keys)$")


def failure(request: HttpRequest) -> HttpResponse:
    """The page for a failure; if the database is away, one that gives back what was sent."""
    if not is_database_away(sys.exc_info()[1]):
        return server_error(request)
    context: dict[str, object] = {"path": request.get_full_path(), "was_sent": request.method == "POST"}
    # What is sent to the pages of accounts are secrets, and short.
    if request.method == "POST" and not request.path.startswith(reverse("account")):
        sent = {name: values for name, values in request.POST.lists() if name != TOKEN and not SECRET.search(name)}
        fields = [(name, value) for name, values in sent.items() for value in values]
        context["words"] = [(_label(name), value) for name, value in fields if _is_written(name, value)]
        is_whole = not request.FILES and {*sent, TOKEN} >= set(request.POST)
        # What another site sends, and was not refused yet, does not become a form of ours.
        if is_whole and getattr(request, "csrf_processing_done", False):
            context |= {"fields": fields, "token": get_token(request)}
    response = HttpResponse(render_to_string("503.html", context), status=503, headers={"Retry-After": "10"})
    add_never_cache_headers(response)
    return response


def _is_written(name: str, value: str) -> bool:
    return not OF_THE_FORM.search(name) and any(character.isalpha() for character in value)


def _label(name: str) -> str:
    return name.rpartition("-")[2].replace("_", " ").capitalize()
