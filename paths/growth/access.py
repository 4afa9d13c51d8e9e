"""Personal pages: never kept between requests, and nothing that was written on them is lost without a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from paths.growth import unsent
from paths.growth.unsent import NoRoom, NotKept, Words, words_in, writer_of
from paths.people.models import User

View = Callable[..., HttpResponse]
TOKEN = "csrfmiddlewaretoken"  # noqa: S105
# Where a request holds what was taken: a view that refuses it afterwards shows it all the same.
TAKEN = "_unsent_taken"
# What a session holds while something waits for its account, so that other pages need not ask.
WAITS = "unsent_waits"


def personal_page(view: View) -> View:
    """Keep the answers of `view` out of every cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def keeps_unsent(view: View) -> View:
    """Open `view` to signed-in people, and lose nothing that is written into its forms.

    What is sent by somebody whose session has ended waits until they sign in again, for `take_unsent`. It is for the
    account that opened the page alone, which the form names (growth/_writer.html). What cannot wait is shown to be
    copied, and so is what was sent to a page that is not there any more or is not theirs: with the status of that
    refusal.
    """

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _wait(request) or redirect_to_login(request.get_full_path())
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied) as refusal:
            words = words_sent(request)
            if not words:
                raise
            why = _("Nothing was saved: this is not there any more, or not yours to write on.")
            return to_copy(request, words, why, status=404 if isinstance(refusal, Http404) else 403)

    guarded.keeps_unsent = True  # type: ignore[attr-defined]
    return guarded


def take_unsent(request: HttpRequest) -> QueryDict | None:
    """What the reader of this page sent to it while they were signed out; None if they did not. The next time that the
    page is opened it is not there any more.
    """
    if not hasattr(request, TAKEN):
        fields = None
        if request.session.get(WAITS):
            fields = unsent.take(user=request.user, path=request.path)
            if not unsent.is_waiting_for(request.user):
                del request.session[WAITS]
        setattr(request, TAKEN, _as_sent(fields) if fields is not None else None)
    return getattr(request, TAKEN)


def sent_or_unsent(request: HttpRequest) -> QueryDict | None:
    """What was sent just now, or by its reader while they were signed out; None on a page that is only opened."""
    return request.POST if request.method == "POST" else take_unsent(request)


def words_sent(request: HttpRequest) -> tuple[Words, ...]:
    """What was written in it."""
    sent = sent_or_unsent(request)
    return words_in(sent.lists()) if sent else ()


def to_copy(
    request: HttpRequest, words: Sequence[Words], why: str, *, back: str = "", status: int = 409
) -> HttpResponse:
    """What was written and cannot be saved, for its writer to copy, with a sentence that says why."""
    context = {"words": words, "why": why, "back": back}
    response = render(request, "growth/to_copy.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def too_late(request: HttpRequest, words: Sequence[Words], why: str, *, back: str) -> HttpResponse:
    """Back to where it can be read, with a sentence that says why nothing was saved; what was written is shown first,
    to be copied.
    """
    if words:
        return to_copy(request, words, why, back=back)
    messages.error(request, why)
    return redirect(back)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form from before its sender signed in again: it is shown once more with all that was written, to be
    sent again. Any other form that is not ours is refused.
    """
    view = request.resolver_match and request.resolver_match.func
    writer = writer_of(request.POST) if getattr(view, "keeps_unsent", False) else None
    if not request.user.is_authenticated and writer:
        return _wait(request) or redirect_to_login(request.get_full_path())
    if writer and writer.user_id == request.user.pk:
        return _wait(request) or redirect(request.get_full_path())
    return csrf_failure(request, reason=reason)


@receiver(user_logged_in)
def look_after_words(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Remove what nobody came for, and note in the session whether its pages are to ask for what waits."""
    unsent.clear_expired()
    if unsent.is_waiting_for(user):
        request.session[WAITS] = True


def _as_sent(fields: unsent.Fields) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in fields.items():
        found.setlist(name, values)
    return found


def _wait(request: HttpRequest) -> HttpResponse | None:
    """Let what was sent wait for its writer. Returns what cannot be kept, to be copied."""
    writer = writer_of(request.POST)
    if writer is None:
        return None
    fields = {name: values for name, values in request.POST.lists() if name not in (TOKEN, unsent.WRITER)}
    try:
        if not writer.is_recent:
            raise NotKept(unsent.TOO_OLD)
        unsent.keep(user_id=writer.user_id, path=request.path, fields=fields)
    except NotKept as refusal:
        status = 413 if isinstance(refusal, NoRoom) else 403
        return to_copy(request, words_in(fields.items()), str(refusal), back=request.get_full_path(), status=status)
    if request.user.is_authenticated:
        request.session[WAITS] = True
    return None
