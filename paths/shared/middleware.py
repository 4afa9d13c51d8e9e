"""What every answer carries, and what no request may."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, UnreadablePostError
from django.utils.translation import gettext as _

from paths.shared.characters import without_controls

GetResponse = Callable[[HttpRequest], HttpResponse]


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Send SECURE_CSP with every answer. Goes away with Django 6, which has the setting and the middleware."""
    policy = "; ".join(" ".join([name, *sources]) for name, sources in settings.SECURE_CSP.items())

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def refuse_unreadable(get_response: GetResponse) -> GetResponse:
    """Answer 400 to a NUL in an address, which PostgreSQL cannot store or compare (forms refuse it by themselves), and
    to what is not sent in UTF-8.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path_info:
            return HttpResponseBadRequest(_("The address holds a character that cannot be used here."))
        if request.content_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            return HttpResponseBadRequest(_("What was sent is not in UTF-8."))
        return get_response(request)

    return middleware


def drop_controls(get_response: GetResponse) -> GetResponse:
    """Take out of what a form sends the control characters that came in with a paste: nobody typed or sees them, and no
    feed or document can hold them. A password stays as it is, and what holds a NUL, which forms refuse.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            _clean(request)
        return get_response(request)

    return middleware


def _clean(request: HttpRequest) -> None:
    try:
        sent = request.POST
    except UnreadablePostError:  # Whoever sent it has gone.
        return
    typed = {name: values for name, values in sent.lists() if "password" not in name}
    cleaned = {name: [_cleaned(value) for value in values] for name, values in typed.items()}
    if cleaned != typed:
        better = sent.copy()
        for name, values in cleaned.items():
            better.setlist(name, values)
        better._mutable = False
        request.POST = better


def _cleaned(value: str) -> str:
    return value if "\0" in value else without_controls(value)
