"""Accounts of this site: nobody makes one for themselves, and whoever guesses passwords has to wait."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paths.people.linking import may_sign_in
from paths.people.models import User
from paths.people.views.throttled import throttled

# What allauth counts wrong passwords and codes over, see ACCOUNT_RATE_LIMITS["login_failed"].
MINUTES_AFTER_WRONG_PASSWORDS = 5
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
            raise ImmediateHttpResponse(throttled(context.request, minutes=MINUTES_AFTER_WRONG_PASSWORDS))
        return super().validation_error(code, *args)

    def forget_wrong_passwords(self, request: HttpRequest, email: str) -> None:
        """Let somebody who has chosen a new password use it at once."""
        self._delete_login_attempts_cached_email(request, email=email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")
