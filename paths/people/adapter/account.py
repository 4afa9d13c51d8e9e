"""Accounts of this site: nobody makes one for themselves, and whoever guesses passwords has to wait."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paths.people.adapter.guesses import MINUTES, begin_anew, count_password
from paths.people.linking import may_sign_in
from paths.people.models import User
from paths.people.views.throttled import throttled

THROTTLED = {"too_many_login_attempts", "rate_limited"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not correct."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not correct, or it has been used. Wait for the next one and try that."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: HR adds people."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """The page for closed accounts for those who may not sign in, whichever way they came; None for others."""
        response = super().pre_login(request, user, **kwargs)
        return response or (None if may_sign_in(user) else self.respond_user_inactive(request, user))

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What to say in a form. Being throttled is no mistake in the form, and gets its own page."""
        if code in THROTTLED:
            raise ImmediateHttpResponse(throttled(context.request, minutes=MINUTES, by_link=not settings.OIDC_ONLY))
        return super().validation_error(code, *args)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a password before it is looked at, for the address that it is tried for."""
        signed_in_as = request.user.email if request.user.is_authenticated else ""
        # allauth rolls it back when the password is right.
        self._login_failed_rl_usage = count_password(request, credentials.get("email") or signed_in_as)
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        begin_anew(request, credentials["email"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")
