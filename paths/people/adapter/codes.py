"""Forms that take a code of an authenticator app, or a recovery code."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm

from paths.people.adapter.guesses import count_code


class _Counted:
    """Codes are counted as passwords are."""

    def clean_code(self: Any) -> str:
        guess = count_code(context.request, self.user)
        if guess is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        guess.rollback()
        return code


class CodeForm(_Counted, AuthenticateForm):
    pass


class ShowItIsYouByCodeForm(_Counted, ReauthenticateForm):
    pass
