"""Pages of the admin that are not a form of one row: who may open them, and what every admin page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


def desk_page(*permissions: str) -> Callable[[View], View]:
    """Open the view to people who may enter the admin and have one of `permissions` ("paths.change_edition").

    Others who are signed in get 403, strangers the sign-in page.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(map(request.user.has_perm, permissions)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return admin.site.admin_view(guarded)(request, *args, **kwargs)

        return page

    return guard


def desk_answer(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page of the admin. `title` in the context is its heading."""
    return render(request, template, {**admin.site.each_context(request), **(context or {})}, status=status)
