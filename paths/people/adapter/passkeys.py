"""What browsers send of passkeys. A browser that makes it up gets a sentence, as for any other mistake in a form."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse


class CredentialField(forms.JSONField):
    """The JSON of a credential, if it has the shape of one."""

    widget = forms.HiddenInput

    def __init__(self, shape: type[AuthenticationResponse] | type[RegistrationResponse]) -> None:
        super().__init__(error_messages={"required": self.unusable, "invalid": self.unusable})
        self.shape = shape

    unusable = _("The passkey was not used. Try again.")

    def to_python(self, value: Any) -> Any:
        try:
            given = super().to_python(value)
            self.shape.from_dict(given)
        except Exception as error:  # What is wrong with it shows in many ways: depth, digits, keys, Base64, CBOR.
            raise ValidationError(self.unusable) from error
        return given

    def bound_data(self, data: Any, initial: Any) -> str:
        """Nothing: a credential is good for one time, and the browser makes the next one itself."""
        return ""


class AddPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(required=False, max_length=100)
    credential = CredentialField(RegistrationResponse)


class UsePasskeyForm(AuthenticateWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)


class SignInByPasskeyForm(LoginWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)


class ShowItIsYouForm(ReauthenticateWebAuthnForm):
    credential = CredentialField(AuthenticationResponse)
