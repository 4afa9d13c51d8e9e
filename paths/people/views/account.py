"""One's own account: who one is here, and how one signs in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def account(request: HttpRequest) -> HttpResponse:
    """Name and address, password, second factors, passkeys, and the company account."""
    factors = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    passkeys = [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN]
    app, codes = (
        next((factor for factor in factors if factor.type == kind), None)
        for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    )
    ties = SocialAccount.objects.filter(user=request.user, provider=settings.OIDC_ISSUER or None)
    page = {
        "authenticator_app": app,
        "passkeys": passkeys,
        "recovery_codes": len(codes.wrap().get_unused_codes()) if codes else None,
        "company": settings.OIDC_NAME,
        "company_account": ties.first() if settings.OIDC_ISSUER else None,
        "by_password": not settings.OIDC_ONLY,
    }
    return render(request, "account/account.html", page)
