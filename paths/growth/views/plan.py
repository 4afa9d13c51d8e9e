"""What the pages about one's own plan share: they are for people who work here; what was deleted can be put back; and
what two windows wrote is shown side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from paths.growth.access import personal_page

View = Callable[..., HttpResponse]
A_DAY = 24 * 60 * 60
JUST_DELETED = "just_deleted"
LONGEST_SEAL = 64


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two windows differ: the field, what is saved, and what was typed and is not."""

    name: str
    there: str
    here: str


def differences(pairs: Iterable[tuple[object, object, object]]) -> tuple[Difference, ...]:
    """Those of the fields (name, there, here) that differ."""
    told = (Difference(str(name), str(there), str(here)) for name, there, here in pairs)
    return tuple(each for each in told if each.there != each.here)


def seal_sent(sent: QueryDict) -> str:
    """The seal of what the form showed, as it was sent; "" if there was none."""
    return sent.get("was", "")[:LONGEST_SEAL]


def shown_again(request: HttpRequest) -> dict[str, Any]:
    """How a form is shown that was sent and is not saved: as wrong, or as sent while its writer was signed out."""
    return {"status": 422} if request.method == "POST" else {"is_unsent": True}


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
    """What that page's form carries to put it back; "" if nothing was just deleted.

    It is signed, not hidden: its owner, whose words it holds, can read it in their page, and nobody can change it.
    """
    deleted = request.session.get(JUST_DELETED)
    if not deleted or deleted[0] != what:
        return ""
    del request.session[JUST_DELETED]
    return signing.dumps(deleted[1], salt=_salt(request, what), compress=True)


def taken_back(request: HttpRequest, what: str) -> dict[str, Any] | None:
    """What the form carried; None if it was not signed here for this person, or is older than a day."""
    try:
        return signing.loads(request.POST.get("kept", ""), salt=_salt(request, what), max_age=A_DAY)
    except signing.BadSignature:
        return None


def _salt(request: HttpRequest, what: str) -> str:
    return f"paths.growth.{what}.{request.user.pk}"
