"""What the pages about one's own plan share: they are for people who work here; what was deleted can be put back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse

from paths.growth.access import personal_page

View = Callable[..., HttpResponse]
A_DAY = 24 * 60 * 60
JUST_DELETED = "just_deleted"


def own_page(view: View) -> View:
    """Hand `view` the employee who is signed in, after the request. Nobody else has such a page."""

    @personal_page
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.works_here:
            raise Http404
        return view(request, request.user.employee, *args, **kwargs)

    return page


def offer_back(request: HttpRequest, what: str, kept: dict[str, Any]) -> None:
    """Let the next page of `what` offer to put back what was deleted."""
    request.session[JUST_DELETED] = [what, kept]


def offered_back(request: HttpRequest, what: str) -> str:
    """What that page's form carries to put it back, readable by us alone; "" if nothing was just deleted."""
    deleted = request.session.get(JUST_DELETED)
    if not deleted or deleted[0] != what:
        return ""
    del request.session[JUST_DELETED]
    return signing.dumps(deleted[1], salt=_salt(request, what), compress=True)


def taken_back(request: HttpRequest, what: str) -> dict[str, Any] | None:
    """What the form carried; None if it is not ours, or older than a day."""
    try:
        return signing.loads(request.POST.get("kept", ""), salt=_salt(request, what), max_age=A_DAY)
    except signing.BadSignature:
        return None


def _salt(request: HttpRequest, what: str) -> str:
    return f"paths.growth.{what}.{request.user.pk}"
