"""Signing in as somebody of the demo company. Exists only while DEMO is on, and for this machine only."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from paths.demo.accounts import ACCOUNTS
from paths.people.models import User

# What a proxy adds to the request of somebody else: nothing but this tells that there is one.
FORWARDED = (
    "HTTP_X_FORWARDED",
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_REAL_IP",
    "HTTP_X_CLIENT_IP",
    "HTTP_TRUE_CLIENT_IP",
)


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """List the demo accounts; POST `email` signs in as that one."""
    if not settings.DEMO or not comes_from_here(request):
        raise Http404
    if request.method == "GET":
        return render(request, "demo/sign_in_as.html", {"accounts": ACCOUNTS})
    known = {account.email for account in ACCOUNTS} & {request.POST.get("email", "")}
    user = get_object_or_404(User, email__in=known)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a program of this machine asks, and for nobody else, whatever server and host name it asks by."""
    if any(name.startswith(FORWARDED) for name in request.META):
        return False
    try:
        peer = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return (getattr(peer, "ipv4_mapped", None) or peer).is_loopback
