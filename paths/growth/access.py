"""Personal pages: never kept between requests. What somebody wrote while their session ended waits for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_cache_control

View = Callable[..., HttpResponse]
UNSENT = "unsent"
MOST_UNSENT = 60_000


def personal_page(view: View) -> View:
    """Keep the answers of `view` out of every cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def keeps_unsent(view: View) -> View:
    """Open `view` to signed-in people; keep what others send in their session, to be taken once they have signed in."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        body = request.POST.urlencode()
        if request.method == "POST" and len(body) <= MOST_UNSENT:
            request.session[UNSENT] = {"path": request.path, "body": body}
        return redirect_to_login(request.path)

    return guarded


def take_unsent(request: HttpRequest) -> QueryDict | None:
    """What was sent to this page before its sender signed in, once; None if nothing was."""
    kept = request.session.get(UNSENT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[UNSENT]
    return QueryDict(kept["body"])
