"""Everything asks for a signed-in person unless it says otherwise; whoever signs in has a known device."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from paths.people.adapter.devices import keep_known


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Send strangers to the sign-in page, the whole page even if a fragment was asked for."""

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(response["Location"])
        return response


def keep_known_devices(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let browsers keep who has signed in with them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        keep_known(request, response)
        return response

    return middleware
