"""The page to sign in on, and the pages that are about passwords."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import LoginView
from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator

from paths.people.adapter.guesses import knows_address

View = Callable[..., HttpResponse]


class SignIn(LoginView):
    """By password, passkey or company account, as the site is set up."""

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nobody tries many accounts from one place. Who has a known device is not kept out by others at that place."""
        if request.method == "POST" and not knows_address(request, request.POST.get("login", "")):
            refusal = consume_or_429(request, action="sign_in")
            if refusal:
                return refusal
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.OIDC_ONLY:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ways = {"company": settings.OIDC_NAME, "by_password": not settings.OIDC_ONLY}
        return super().get_context_data(**kwargs) | ways


sign_in = SignIn.as_view()


def with_passwords(view: View) -> View:
    """There is no such page while OIDC_ONLY is on."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.OIDC_ONLY:
            raise Http404
        return view(request, *args, **kwargs)

    return page
