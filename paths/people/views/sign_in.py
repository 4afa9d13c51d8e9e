"""The page to sign in on, and the pages that are about passwords."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


class SignIn(LoginView):
    """By password, passkey or company account, as the site is set up."""

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
