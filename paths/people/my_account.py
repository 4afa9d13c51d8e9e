"""The account in what people take away of what is kept about them. docs/my-data.md says what the keys mean."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from paths.people.linking import has_shown_address
from paths.people.models import User


def account_of(user: User) -> dict[str, Any]:
    """What `user` signs in with, as plain values for JSON: never a secret. Four queries."""
    ties = SocialAccount.objects.filter(user=user.pk).order_by("date_joined", "pk")
    factors = Authenticator.objects.filter(user=user.pk).order_by("created_at", "pk")
    return {
        "email": user.email,
        "confirmed": has_shown_address(user),
        "name": user.name,
        "added": user.date_joined,
        "last_sign_in": user.last_login,
        "groups": sorted(group.name for group in user.groups.all()),
        "company_accounts": [_tie(tie) for tie in ties],
        "authenticators": [_authenticator(factor) for factor in factors],
    }


def _tie(tie: SocialAccount) -> dict[str, Any]:
    return {
        "provider": tie.provider,
        "subject": tie.uid,
        "email": tie.extra_data.get("email") or None,
        "added": tie.date_joined,
        "last_used": tie.last_login,
    }


def _authenticator(factor: Authenticator) -> dict[str, Any]:
    """Only passkeys have a name. Their keys, the seed of an app and recovery codes stay here."""
    return {
        "kind": factor.type,
        "name": factor.data.get("name") if factor.type == Authenticator.Type.WEBAUTHN else None,
        "added": factor.created_at,
        "last_used": factor.last_used_at,
    }
