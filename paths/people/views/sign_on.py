"""To the company's sign-on, and back."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from paths.people.adapter.company import CompanyProvider


@login_not_required
@never_cache
@require_POST
def sign_on(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider; `next` says where they go once they are back."""
    provider = _provider(request)
    try:
        return provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except OAuth2Error as error:
        return render_authentication_error(request, provider, exception=error)


@login_not_required
@never_cache
@require_GET
def sign_on_return(request: HttpRequest) -> HttpResponse:
    """Sign in whoever the provider sends back with a code, or say why not."""
    return OAuth2CallbackView.adapter_view(_provider(request).get_oauth2_adapter(request))(request)


@login_not_required
def sign_on_cancelled(request: HttpRequest) -> HttpResponse:
    """For those who changed their mind at the provider."""
    _provider(request)
    return render(request, "socialaccount/login_cancelled.html", {"company": settings.OIDC_NAME})


def _provider(request: HttpRequest) -> CompanyProvider:
    try:
        return get_adapter().get_provider(request, CompanyProvider.id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
