"""The company's own sign-on, by OpenID Connect: what is asked of the provider, and what its answer is worth."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from requests import RequestException

from paths.people.claims import BadToken, Identity, identity_of, nonce_of, read_token
from paths.people.sign_on import SignOnRefused, kept, link_identity

logger = logging.getLogger(__name__)
ENDPOINTS = {"authorization_endpoint", "token_endpoint", "jwks_uri"}


class CompanyOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """The conversation with the provider. Whatever is wrong with its side becomes an OAuth2Error."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, if it is the one of the settings."""
        try:
            config = super().openid_config
        except (RequestException, ValueError) as error:
            raise OAuth2Error(f"The provider does not answer: {error}") from error
        if not isinstance(config, dict) or not config.keys() >= ENDPOINTS:
            raise OAuth2Error(f"The provider does not say its {', '.join(sorted(ENDPOINTS))}.")
        if str(config.get("issuer")).rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
            raise OAuth2Error(f"The provider calls itself {config.get('issuer')!r}, not {settings.OIDC_ISSUER!r}.")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("sign_on_return"))

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        self.nonce = nonce_of(pkce_code_verifier or "")
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier)
        except (KeyError, ValueError) as error:
            raise OAuth2Error(f"The provider's answer is none: {error!r}") from error

    def parse_token(self, data: Mapping[str, Any]) -> SocialToken:
        """Used once, to ask who it is, and never kept."""
        return SocialToken(token=data["access_token"])

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """The person of a signed ID token. Raises OAuth2Error if anything about it is not as it must be."""
        config = self.openid_config
        try:
            claims = read_token(
                kwargs["response"].get("id_token"),
                self._fetch(config["jwks_uri"]),
                issuer=config["issuer"],
                client_id=app.client_id,
                nonce=self.nonce,
            )
            if "email" not in claims and "userinfo_endpoint" in config:
                claims = self._with_profile(claims, token)
            identity = identity_of(claims)
        except BadToken as error:
            raise OAuth2Error(str(error)) from error
        return self.get_provider().sociallogin_from_response(request, identity)

    def _with_profile(self, claims: dict[str, Any], token: SocialToken) -> dict[str, Any]:
        """The claims and what the provider says at its other address, if that is of the same person."""
        profile = self._fetch(self.profile_url, Authorization=f"Bearer {token.token}")
        if profile.get("sub") != claims["sub"]:
            raise BadToken("The profile is of somebody else.")
        return claims | {name: profile.get(name) for name in ("email", "email_verified", "name")}

    def _fetch(self, url: str, **headers: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(url, headers=headers)
            answer.raise_for_status()
            found = answer.json()
        if not isinstance(found, dict):
            raise BadToken(f"{url} does not answer with an object.")
        return found


class CompanyProvider(OpenIDConnectProvider):
    """The provider of the settings. A person at it is their subject, never their address."""

    oauth2_adapter_class = CompanyOAuth2Adapter
    pkce_enabled_default = True

    def get_pkce_params(self) -> dict[str, str]:
        params = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def extract_uid(self, data: Identity) -> str:
        return data.subject

    def extract_extra_data(self, data: Identity) -> dict[str, Any]:
        return kept(data)

    def extract_common_fields(self, data: Identity) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: Identity) -> list[Any]:
        return []


class CompanyAccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The provider of the settings, if there is one. The database holds no providers."""
        if not settings.OIDC_ISSUER:
            return []
        address = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
        return [
            SocialApp(
                provider=CompanyProvider.id,
                # Ties are to (issuer, subject): another provider's subjects are other people.
                provider_id=settings.OIDC_ISSUER,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings={"server_url": address},
            )
        ]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> CompanyProvider:
        """Raises SocialApp.DoesNotExist if company sign-on is not set up."""
        return CompanyProvider(request, app=self.get_app(request, provider=provider))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the user of somebody who comes for the first time. Who is tied to a user already stays that user."""
        if sociallogin.is_existing:
            return
        account: SocialAccount = sociallogin.account
        identity = Identity(account.uid, account.extra_data["email"])
        try:
            sociallogin.account = link_identity(identity=identity, issuer=account.provider)
        except SignOnRefused as refused:
            logger.warning("Sign-on refused for subject %r: %s", identity.subject, refused)
            page = {"sentence": refused.sentence, "company": settings.OIDC_NAME}
            raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", page, status=403)) from refused
        sociallogin.user = sociallogin.account.user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: CompanyProvider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        logger.warning("Sign-on with %s failed: %s", provider.name, exception or error)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: whoever is known has a user by now."""
        return False
