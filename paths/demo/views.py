"""Signing in as somebody of the demo company. Exists only while DEMO is on."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from paths.demo.accounts import ACCOUNTS
from paths.people.models import User


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """List the demo accounts; POST `email` signs in as that one."""
    if not settings.DEMO:
        raise Http404
    if request.method == "GET":
        return render(request, "demo/sign_in_as.html", {"accounts": ACCOUNTS})
    known = {account.email for account in ACCOUNTS} & {request.POST.get("email", "")}
    user = get_object_or_404(User, email__in=known)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")
