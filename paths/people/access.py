"""Who may open the ladders."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

View = Callable[..., HttpResponse]


def ladder_page(view: View) -> View:
    """Open `view` to any signed-in person, and to anyone at all while LADDERS_PUBLIC is on."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.LADDERS_PUBLIC or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        to_sign_in = redirect_to_login(request.get_full_path())
        return HttpResponseClientRedirect(to_sign_in.url) if request.headers.get("HX-Request") else to_sign_in

    return guarded
